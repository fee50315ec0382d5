"""Two more real logs: a ticket workflow, once as CSV and once as XES, and ServiceNow incidents in a zip."""

from dataclasses import replace
from pathlib import Path

from desirepath.runs.conformance import conformance
from desirepath.runs.diagnose import diagnose
from desirepath.vocabulary.study import Study
from tests.real.where import needs_real_logs, rollout_in

pytestmark = needs_real_logs

HELPDESK = """
rollout: helpdesk
title: Tickets follow one path
go_live: 2011-06-01
timezone: UTC
baseline: {from: 2010-01-01, to: 2011-05-31}
cuts: [CUT]
sources:
  - SOURCE
workflows:
  - workflow: ticket
    title: Support ticket
    case_ends_after: 60d
    path: assign take wait? resolve close
    steps:
      assign: {activities: [Assign seriousness]}
      take: {activities: [Take in charge ticket]}
      wait: {activities: [Wait]}
      resolve: {activities: [Resolve ticket]}
      close: {activities: [Closed]}
"""
CSV = (
    "{table: events, file: REAL/helpdesk/helpdesk.csv.gz, columns: {case_id: Case ID, activity: Activity, "
    "at: Complete Timestamp, user_id: Resource}}"
)
XES = "{table: events, file: REAL/helpdesk/helpdesk.xes.gz}"

INCIDENTS = """
rollout: incidents
title: Incidents are worked on before they are resolved
go_live: 2016-04-01
timezone: America/Sao_Paulo
cuts: [contact_type, impact]
sources:
  - table: events
    file: REAL/incidents/incident_event_log.zip
    columns: {case_id: number, activity: ident_state, at: sys_updated_at, user_id: sys_updated_by}
workflows:
  - workflow: incident
    title: Incident
    case_ends_after: 30d
    path: new+ active* resolve+ close
    steps:
      new: {activities: [New]}
      active: {activities: [Active]}
      resolve: {activities: [Resolved]}
      close: {activities: [Closed]}
    ignore: [Awaiting User Info, Awaiting Vendor, Awaiting Problem, Awaiting Evidence]
"""


def silent(_: str) -> None:
    """Show no progress."""


def helpdesk(folder: Path, source: str) -> Path:
    return rollout_in(folder, HELPDESK.replace("SOURCE", source).replace("CUT", "seriousness"))


def read(folder: Path, source: str) -> Study:
    study = diagnose(helpdesk(folder, source), progress=silent)
    return replace(study, inputs=(), health=replace(study.health, flows=()))


def test_helpdesk_gives_one_and_the_same_result_from_csv_and_from_xes(tmp_path: Path) -> None:
    assert read(tmp_path, CSV) == read(tmp_path, XES)
    assert conformance(helpdesk(tmp_path, CSV), progress=silent) == conformance(
        helpdesk(tmp_path, XES), progress=silent
    )


def test_helpdesk_counts_are_exact(tmp_path: Path) -> None:
    study = diagnose(helpdesk(tmp_path, CSV), progress=silent)
    assert [(table.rows, table.set_aside) for table in study.inputs] == [(21_348, 0)]
    _, [workflow] = conformance(helpdesk(tmp_path, CSV), progress=silent)
    assert workflow.cases == 4_580


def test_incidents_come_in_whole_though_a_column_that_is_not_used_occurs_twice(tmp_path: Path) -> None:
    study = diagnose(rollout_in(tmp_path, INCIDENTS), progress=silent)
    assert [(table.rows, table.set_aside) for table in study.inputs] == [(141_712, 0)]
    [picture] = study.workflows
    assert [activity.activity for activity in picture.unknown] == ["-100"]
    _, [workflow] = conformance(rollout_in(tmp_path, INCIDENTS), progress=silent)
    assert workflow.cases == 24_918
