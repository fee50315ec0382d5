"""Maps and crossed cuts of logs so small that all can be counted: without people, with two workflows, without cuts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from desirepath.runs.diagnose import diagnose_in_full
from desirepath.vocabulary.breakdowns import Breakdowns, CrossedCell
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from tests.observe.hand_made import ROLLOUT, Case, day, silent, written

DONE = "draft quote check order"
TWO = """
rollout: requests
go_live: 2025-09-01
as_of: 2025-10-01
timezone: UTC
{more}
sources:
{sources}
workflows:
  - {{workflow: request, case_ends_after: 7d, path: draft order}}
  - {{workflow: claim, case_ends_after: 7d, path: draft pay}}
"""


def made(folder: Path, cases: Sequence[Case], more: str = "", rollout: str = ROLLOUT, **tables: list) -> Breakdowns:
    file = written(folder, cases, more=more, tables=tables, rollout=rollout)
    return diagnose_in_full(file, progress=silent).breakdowns


def drawn(found: Breakdowns, workflow: str = "request") -> dict[tuple[str, str], tuple[int, int]]:
    """By cohort and period, the people and the cases of the map: everyone's as they are, others to the nearest five."""
    return {
        (str(one.cohort), one.period): (one.people, one.map.cases) for one in found.maps if one.workflow == workflow
    }


def cells(found: Breakdowns) -> Mapping[str, CrossedCell]:
    [crossed] = found.crossed
    return {str(cell.cohort): cell for cell in crossed.cells}


def test_without_people_the_floor_counts_cases(tmp_path: Path) -> None:
    offices = ["north"] * 12 + ["south"] * 14 + ["west"] * 16 + ["east"] * 3
    cases = [Case("", day(number % 7), DONE, office) for number, office in enumerate(offices)]
    found = made(tmp_path, cases, more="cuts: [office]")
    # The three of the east would follow from everyone's, were the twelve of the north shown.
    assert drawn(found) == {
        (cohort, period): (size, cases)
        for cohort, size, cases in (("everyone", 45, 45), ("office south", 14, 15), ("office west", 16, 15))
        for period in ("since_go_live", "week_1")
    }
    assert found.crossed == ()


def test_a_log_without_cuts_has_everyones_maps(tmp_path: Path) -> None:
    found = made(tmp_path, [Case(f"buyer-{n}", day(when), DONE) for n in range(11) for when in (1, 8, -4)])
    assert drawn(found) == {
        ("everyone", "baseline"): (11, 11),
        ("everyone", "since_go_live"): (11, 22),
        ("everyone", "week_1"): (11, 10),
        ("everyone", "week_2"): (11, 10),
    }


def rows(workflow: str, last: str, people: Sequence[str]) -> list[dict[str, str]]:
    """One case for each person, a day after go-live."""
    return [
        {
            "workflow": workflow,
            "case_id": f"{workflow}-{person}",
            "activity": step,
            "at": f"2025-09-02T0{hour}:00:00Z",
            "user_id": person,
        }
        for person in people
        for hour, step in enumerate(("draft", last))
    ]


def test_each_workflow_has_maps_of_its_own_people(tmp_path: Path) -> None:
    buyers, others = [f"buyer-{n}" for n in range(12)], [f"other-{n}" for n in range(9)]
    events = rows("request", "order", buyers) + rows("claim", "pay", buyers[:2] + others)
    found = made(tmp_path, (), rollout=TWO, events=events)
    assert drawn(found, "request")["everyone", "since_go_live"] == (12, 12)
    assert drawn(found, "claim")["everyone", "week_1"] == (11, 10)
    whole = [one for one in found.maps if one.period == "since_go_live"]
    steps = {one.workflow: [(step.step, step.passed) for step in one.map.steps] for one in whole}
    assert steps == {"request": [("draft", 12), ("order", 12)], "claim": [("draft", 11), ("pay", 11)]}


def test_two_cuts_crossed_by_hand(tmp_path: Path) -> None:
    """One case for each person; the twenty buyers in EMEA have another, which they gave up."""
    sizes = {("buyer", "EMEA"): 20, ("buyer", "APAC"): 12, ("legal", "EMEA"): 25, ("legal", "APAC"): 30}
    people = [
        {"user_id": f"{role}-{region}-{n}", "role": role, "region": region}
        for (role, region), size in sizes.items()
        for n in range(size)
    ]
    cases = [Case(one["user_id"], day(number % 14), DONE) for number, one in enumerate(people)]
    cases += [Case(one["user_id"], day(2), "draft") for one in people[:20]]
    found = made(tmp_path, cases, people=people)
    assert {cohort: (cell.people, cell.cases) for cohort, cell in cells(found).items()} == {
        "region EMEA and role buyer": (20, 40),
        "region APAC and role buyer": (12, 12),
        "region EMEA and role legal": (25, 25),
        "region APAC and role legal": (30, 30),
    }
    measured = cells(found)["region EMEA and role buyer"].measures
    values = {name: one.value for name, one in measured.items() if isinstance(one, Estimate)}
    assert values == {"process_adherence_rate": 0.5, "workflow_completion_rate": 0.5, "abandonment_rate": 0.5}
    # Twenty closed cases are needed for a rate.
    assert cells(found)["region APAC and role buyer"].measures["abandonment_rate"] == NotEnoughData(
        observed=12, needed=20, because="closed cases"
    )


def test_a_small_cell_is_hidden_in_a_rectangle(tmp_path: Path) -> None:
    sizes = {("buyer", "EMEA"): 20, ("buyer", "APAC"): 7, ("buyer", "AMER"): 30, ("legal", "EMEA"): 25}
    sizes |= {("legal", "APAC"): 30, ("legal", "AMER"): 40}
    people = [
        {"user_id": f"{role}-{region}-{n}", "role": role, "region": region}
        for (role, region), size in sizes.items()
        for n in range(size)
    ]
    found = made(tmp_path, [Case(one["user_id"], day(3), DONE) for one in people], people=people)
    assert {cohort: cell.people for cohort, cell in cells(found).items()} == {
        "region AMER and role buyer": 30,
        "region AMER and role legal": 40,
        "region APAC and role buyer": None,
        "region APAC and role legal": None,
        "region EMEA and role buyer": None,
        "region EMEA and role legal": None,
    }
    assert found.crossed[0].hidden == 4
