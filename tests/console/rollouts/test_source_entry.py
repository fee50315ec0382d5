"""Where an upload is named in the rollout file."""

from __future__ import annotations

from pathlib import Path

from desirepath.console.rollouts.source_entry import SourceEntry, text_with_source

HEAD = "rollout: r   # ours\nsources:\n"
REST = "workflows:\n  - {workflow: w, path: a b}\n"


def test_an_entry_that_waits_for_its_file_is_the_one_that_gets_it(tmp_path: Path) -> None:
    text = f"{HEAD}  - {{table: events, file: events.csv}}   # from the export\n{REST}"
    named = text_with_source(text, SourceEntry(table="events", file="log.xes"), tmp_path)
    assert named == f"{HEAD}  - {{table: events, file: log.xes}}   # from the export\n{REST}"


def test_an_entry_whose_file_is_there_stays_and_another_is_added(tmp_path: Path) -> None:
    (tmp_path / "events.csv").touch()
    text = f"{HEAD}  - {{table: events, file: events.csv}}\n{REST}"
    named = text_with_source(text, SourceEntry(table="events", file="log.xes"), tmp_path)
    assert named == f"{HEAD}  - {{table: events, file: events.csv}}\n  - {{table: events, file: log.xes}}\n{REST}"


def test_an_entry_of_the_same_file_gets_the_table_and_columns_that_were_chosen(tmp_path: Path) -> None:
    text = f"{HEAD}  - {{table: tickets, file: hr.csv}}\n{REST}"
    entry = SourceEntry(table="people", file="hr.csv", columns={"user_id": "person", "role": None})
    named = text_with_source(text, entry, tmp_path)
    assert named == f"{HEAD}  - {{table: people, file: hr.csv, columns: {{user_id: person, role: null}}}}\n{REST}"


def test_entries_with_a_pattern_wait_for_nothing(tmp_path: Path) -> None:
    text = f"{HEAD}  - {{table: events, file: 'events-*.csv'}}\n{REST}"
    named = text_with_source(text, SourceEntry(table="events", file="log.xes"), tmp_path)
    assert "file: 'events-*.csv'" in named
    assert "{table: events, file: log.xes}" in named


def test_the_part_of_a_file_is_named_with_it(tmp_path: Path) -> None:
    text = f"{HEAD}  - {{table: events, file: events.csv}}\n{REST}"
    entry = SourceEntry(table="people", file="hr.xlsx", part_key="sheet", part="Staff")
    assert "{table: people, file: hr.xlsx, sheet: Staff}" in text_with_source(text, entry, tmp_path)
