"""Cases too long for the packed words are read as exactly as short ones."""

from pathlib import Path

import pytest

from desirepath.runs.conformance import conformance

ROLLOUT = """
rollout: long
go_live: 2025-01-01
timezone: UTC
sources: [{table: events, file: events.csv}]
workflows:
  - {workflow: work, path: begin turn* finish}
"""
TWO_WORKFLOWS = ROLLOUT + "  - {workflow: other, path: begin finish, steps: {begin: {}, finish: {}}}\n"


def row(case: str, activity: str, second: int, workflow: str) -> str:
    return f"{workflow}{case},{activity},2025-01-02T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z\n"


def log(lengths: dict[str, int], workflow: str = "") -> str:
    """Cases with so many turns; their events are spread through the file."""
    events = [
        (second, case, "begin" if second == 0 else "finish" if second > turns else "turn")
        for case, turns in lengths.items()
        for second in range(turns + 2)
    ]
    return "".join(row(case, activity, second, workflow) for second, case, activity in sorted(events))


@pytest.mark.parametrize("most", [5, 40, 61, 62, 63, 500])
def test_a_case_of_any_length_is_read_in_its_order(tmp_path: Path, most: int) -> None:
    lengths = {"short": 1, "longer": most, "as long": most, "longest": most + 1}
    (tmp_path / "events.csv").write_text("case_id,activity,at\n" + log(lengths))
    (tmp_path / "rollout.yaml").write_text(ROLLOUT)
    _, [work] = conformance(tmp_path / "rollout.yaml", progress=lambda _: None)
    read = {len(variant.steps) - 2: variant.cases for variant in work.variants}
    assert read == {1: 1, most: 2, most + 1: 1}
    assert all(variant.alignment.cost == 0 for variant in work.variants)
    assert all(variant.steps[0] == "begin" and variant.steps[-1] == "finish" for variant in work.variants)


def test_long_cases_of_two_workflows_are_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(
        "workflow,case_id,activity,at\n" + log({"1": 80, "2": 3}, "work,") + log({"1": 80}, "other,")
    )
    (tmp_path / "rollout.yaml").write_text(TWO_WORKFLOWS)
    _, [work, other] = conformance(tmp_path / "rollout.yaml", progress=lambda _: None)
    assert (work.cases, other.cases) == (2, 1)
    assert [variant.alignment.cost for variant in work.variants] == [0, 0]
    assert [variant.alignment.cost for variant in other.variants] == [80]
