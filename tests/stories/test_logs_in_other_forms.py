"""One log as JSON Lines, JSON, a workbook, and in the three forms of OCEL comes to one diagnosis."""

import json
from pathlib import Path

import pytest

from desirepath.runs.diagnose import diagnose
from desirepath.vocabulary.estimate import Estimate
from tests.connectors.ocel_written import EPOCH, Event, Log, Thing, as_json, as_sqlite, as_xml
from tests.connectors.workbooks import book

ROLLOUT = """
rollout: claims
go_live: 2025-09-01
timezone: UTC
sources: [{{table: events, file: {file}, columns: {{user_id: {user}, unit: "{unit}"}}}}]
cuts: [unit]
workflows:
  - workflow: claim
    case_ends_after: 5d
    path: submit approve pay
"""
STEPS = ("submit", "approve", "pay")
FORMS = ("log.jsonl", "log.json", "log.xlsx", "log.jsonocel", "log.xmlocel", "log.sqlite")


def silent(_: str) -> None:
    """Show no progress."""


def log() -> Log:
    """Forty claims of two units, in twenty of which nobody approves."""
    claims = [Thing(f"C-{n}", "claim", [("unit", EPOCH, "north" if n < 20 else "south")]) for n in range(40)]
    events = []
    for number, claim in enumerate(claims):
        for hour, step in enumerate(STEPS, 8):
            if step != "approve" or number % 2:
                time = f"2025-09-{2 + number % 20:02d}T{hour:02d}:00:00Z"
                name, person = f"e{len(events)}", {"resource": f"u{number}"}
                events.append(Event(name, step, time, [(claim.id, "")], person))
    return Log(claims, events)


def rows() -> list[dict[str, str]]:
    units = {claim.id: claim.attributes[0][2] for claim in log().objects}
    return [
        {
            "case_id": event.objects[0][0],
            "activity": event.type,
            "at": event.time,
            "event_id": event.id,
            "resource": event.attributes["resource"],
            "unit": units[event.objects[0][0]],
        }
        for event in log().events
    ]


def written(folder: Path, name: str) -> Path:
    file = folder / name
    match file.suffix:
        case ".jsonl":
            file.write_text("".join(f"{json.dumps(row)}\n" for row in rows()))
        case ".json":
            file.write_text(json.dumps({"total": 1, "records": rows()}))
        case ".xlsx":
            file.write_bytes(book(Log=[tuple(rows()[0]), *(tuple(row.values()) for row in rows())]))
        case ".jsonocel":
            file.write_text(as_json(log()))
        case ".xmlocel":
            file.write_text(as_xml(log()))
        case _:
            as_sqlite(log(), file)
    unit = "unit" if name in FORMS[:3] else "object:unit"
    rollout = folder / "rollout.yaml"
    rollout.write_text(ROLLOUT.format(file=name, user="resource", unit=unit))
    return rollout


@pytest.mark.parametrize("name", FORMS)
def test_half_of_the_claims_keep_the_path_in_whatever_form_the_log_is(tmp_path: Path, name: str) -> None:
    study = diagnose(written(tmp_path, name), progress=silent)
    [events] = study.inputs
    assert (events.rows, events.set_aside) == (100, 0)
    found = {
        row.cohort.pairs: row.result
        for row in study.metrics
        if row.metric == "process_adherence_rate" and row.period == "since_go_live"
    }
    assert sorted(found) == [(), (("unit", "north"),), (("unit", "south"),)]
    for result in found.values():
        assert isinstance(result, Estimate)
        assert (result.value, result.unit) == (0.5, "share of users")
