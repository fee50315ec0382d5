"""A query in place of a file goes the whole way to a diagnosis."""

from pathlib import Path

import pytest

from desirepath.runs.check import check
from desirepath.runs.diagnose import diagnose
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.estimate import Estimate

ROLLOUT = """
rollout: claims
go_live: 2025-09-01
sources:
  - table: events
    query: >
      SELECT claim AS case_id, step AS activity, done_at AS at
      FROM read_csv('log/*.csv') WHERE step <> 'noise'
  - {table: people, file: people.csv}
workflows:
  - workflow: claim
    case_ends_after: 5d
    path: submit approve pay
"""


def silent(_: str) -> None:
    """Show no progress."""


def made(folder: Path, rollout: str = ROLLOUT) -> Path:
    (folder / "log").mkdir()
    rows = ["claim,step,done_at"]
    for claim in range(40):
        day = 2 + claim % 20
        steps = ("submit", "noise", "approve", "pay") if claim % 4 else ("submit", "pay")
        rows += [f"{claim},{step},2025-09-{day:02d} {hour:02d}:00:00" for hour, step in enumerate(steps, 8)]
    (folder / "log" / "one.csv").write_text("\n".join(rows) + "\n")
    (folder / "people.csv").write_text("user_id,role\nu1,buyer\n")
    file = folder / "rollout.yaml"
    file.write_text(rollout)
    return file


def test_three_quarters_of_the_claims_that_a_query_gives_keep_the_path(tmp_path: Path) -> None:
    study = diagnose(made(tmp_path), progress=silent)
    [events, _] = study.inputs
    assert (events.rows, events.files) == (110, ("query",))
    [adherence] = [
        row.result
        for row in study.metrics
        if row.metric == "process_adherence_rate" and row.period == "since_go_live" and row.cohort.is_everyone
    ]
    assert isinstance(adherence, Estimate)
    assert adherence.value == 0.75
    assert [flow.source for flow in study.health.flows] == ["query"]


def test_what_is_wrong_with_a_query_is_told_where_the_rollout_file_has_it(tmp_path: Path) -> None:
    report = check(made(tmp_path, ROLLOUT.replace("claim AS case_id", "clam AS case_id")), silent)
    [mistake] = report.mistakes
    assert str(mistake).startswith(f"{tmp_path}/rollout.yaml:5: ")
    assert "clam" in str(mistake)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{table: events}", "a source lacks `file`. Write for example `file: events.csv`"),
        ("{table: events, file: a.csv, query: SELECT 1}", "a source has a `file` or a `query`, not both."),
        ("{table: events, file: a.csv, database: x.db}", "a `database` gives no rows by itself."),
    ],
)
def test_a_source_has_a_file_or_a_query(tmp_path: Path, source: str, said: str) -> None:
    head, rest = ROLLOUT.split("  - table: events", maxsplit=1)[0], ROLLOUT[ROLLOUT.index("workflows:") :]
    file = tmp_path / "rollout.yaml"
    file.write_text(f"{head}  - {source}\n{rest}")
    with pytest.raises(BadInput) as refused:
        diagnose(file, progress=silent)
    assert said in str(refused.value)


def test_a_query_reaches_no_file_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "secret.csv").write_text("claim,step,done_at\n1,submit,2025-09-02\n")
    file = made(tmp_path / "inside", ROLLOUT.replace("'log/*.csv'", "'../secret.csv'"))
    with pytest.raises(BadInput) as refused:
        diagnose(file, progress=silent)
    assert "secret" in str(refused.value)
