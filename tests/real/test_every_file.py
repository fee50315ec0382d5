"""Every file of the real data goes through the door: drafted, checked and diagnosed, or refused in one clear line."""

import shutil
import zipfile
from pathlib import Path

import pytest

from desirepath.connectors.bpmn import read_bpmn
from desirepath.runs.check import check
from desirepath.runs.diagnose import diagnose
from desirepath.runs.draft import draft
from desirepath.vocabulary.errors import BadInput
from tests.real.where import REAL, needs_real_logs

pytestmark = needs_real_logs

DRAFTED = {
    "helpdesk/helpdesk.csv.gz": (21_348, 4_580),
    "helpdesk/helpdesk.xes.gz": (21_348, 4_580),
    "incidents/incident_event_log.zip": (141_712, 24_918),
    "receipt/receipt.xes.gz": (8_577, 1_434),
    "travel-claims/DomesticDeclarations.xes.gz": (56_437, 10_500),
    "travel-claims/InternationalDeclarations.xes.gz": (72_151, 6_449),
    "ui-recordings/Reimbursement_segmented.csv.gz": (3_113, 50),
    "ui-recordings/StudentRecord_segmented.csv.gz": (1_539, 50),
}
"""Logs, with their events and cases: counted in the file by other means."""
NO_LOGS = {
    "card-sort/example-data.csv": "no column of the log looks like `at`.",
    "card-sort/test-data.csv": "no column of the log looks like `at`.",
    "it-tickets/tickets.zip": "no column of the log looks like `case_id` or `activity` or `at`.",
    "ui-recordings/Reimbursement.csv.gz": "no column of the log looks like `case_id`.",
    "ui-recordings/StudentRecord.csv.gz": "no column of the log looks like `case_id`.",
}
"""Files that are no event log by themselves, and what is said of them."""


LONG = (
    "travel-claims/DomesticDeclarations.xes.gz",
    "travel-claims/InternationalDeclarations.xes.gz",
    "incidents/incident_event_log.zip",
    "helpdesk/helpdesk.xes.gz",
    "ui-recordings/Reimbursement_segmented.csv.gz",
)
"""Read in the long lane; the short one has a log of each form, and other tests read those of claims and incidents too."""


def silent(_: str) -> None:
    """Show no progress."""


def test_no_real_file_is_left_out() -> None:
    there = {file.relative_to(REAL).as_posix() for file in REAL.rglob("*") if file.is_file()}
    models = {name for name in there if name.endswith(".bpmn")}
    assert len(models) == 22
    assert there - models == {"README.md", *DRAFTED, *NO_LOGS}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.long if name in LONG else ()) for name in DRAFTED]
)
def test_a_log_is_drafted_checked_and_diagnosed_with_every_event(tmp_path: Path, name: str) -> None:
    rollout = tmp_path / "rollout.yaml"
    rollout.write_text(draft(REAL / name, beside=tmp_path, progress=silent), encoding="utf-8")
    report = check(rollout, silent)
    assert report.mistakes == ()
    [events] = report.tables
    study = diagnose(rollout, progress=silent)
    cases = sum(drawn.cases for drawn in study.workflows[0].maps)
    assert (events.rows, events.set_aside) == (DRAFTED[name][0], 0)
    assert 0 < cases <= DRAFTED[name][1]


@pytest.mark.parametrize("name", NO_LOGS)
def test_what_is_no_log_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput) as refused:
        draft(REAL / name, beside=tmp_path, progress=silent)
    assert NO_LOGS[name] in str(refused.value)
    assert "\n" not in str(refused.value)


def test_every_model_is_read_or_refused_by_the_id_of_an_element() -> None:
    told = {file.name: _said_of(file) for file in REAL.rglob("*.bpmn")}
    assert len(told) == 22
    assert sum(said == [] for said in told.values()) >= 6
    assert [name for name, said in told.items() if any("`" not in mistake for mistake in said)] == []


def _said_of(model: Path) -> list[str]:
    try:
        read_bpmn(model, None)
    except BadInput as refused:
        return [str(mistake) for mistake in refused.mistakes]
    return []


TICKETS = """
rollout: tickets
go_live: 2025-09-01
sources:
  - {table: events, query: "SELECT 1 AS case_id, 'a' AS activity, TIMESTAMP '2026-12-31' AS at"}
  - table: tickets
    query: >
      SELECT row_number() OVER () AS ticket_id, TIMESTAMP '2025-09-01' + INTERVAL 5 MINUTE * row_number() OVER () AS opened_at,
        Topic_group AS category, Document AS body
      FROM read_csv('*.csv')
workflows: [{workflow: work, path: a}]
"""


def test_tickets_without_times_come_in_by_a_query_that_gives_them_some(tmp_path: Path) -> None:
    with zipfile.ZipFile(REAL / "it-tickets" / "tickets.zip") as archive:
        archive.extractall(tmp_path)
    (tmp_path / "rollout.yaml").write_text(TICKETS)
    [_, tickets] = check(tmp_path / "rollout.yaml", silent).tables
    assert (tickets.rows, tickets.set_aside) == (47_837, 0)


COPIES = """
rollout: copies
go_live: 2019-01-01
sources:
  - {table: events, file: Reimbursement_segmented.csv.gz, columns: {case_id: caseID, activity: eventType, at: timeStamp, user_id: null}}
  - table: signs
    query: >
      SELECT timeStamp AS at, 'task' AS workflow, 'bulk_copy' AS sign
      FROM read_csv('Reimbursement.csv.gz', header = true, delim = ',', quote = '"', all_varchar = true,
        strict_mode = false)
      WHERE eventType IN ('copyCell', 'copyRange', 'copy')
workflows: [{workflow: task, path: "copyCell* paste*"}]
"""


def test_raw_recordings_of_screens_come_in_as_signs_of_copying(tmp_path: Path) -> None:
    for name in ("Reimbursement.csv.gz", "Reimbursement_segmented.csv.gz"):
        shutil.copy(REAL / "ui-recordings" / name, tmp_path)
    (tmp_path / "rollout.yaml").write_text(COPIES)
    [_, signs] = check(tmp_path / "rollout.yaml", silent).tables
    assert signs.rows > 500
    assert signs.set_aside == 0
