"""Which table an upload is, told from its columns."""

from __future__ import annotations

import pytest

from desirepath.console.rollouts.recognised import as_table, recognised
from desirepath.console.rollouts.sample_shown import sample_shown
from desirepath.console.rollouts.source_entry import worth_saying
from desirepath.runs.reading.messages import Columns


def seen(*columns: str, **values: tuple[str | None, ...]) -> Columns:
    return Columns(
        columns=columns, names={}, sample={one: values.get(one, ()) for one in columns}, parts={}, part_key=""
    )


@pytest.mark.parametrize(
    ("columns", "table"),
    [
        (("case_id", "activity", "at", "user_id"), "events"),
        (("Case ID", "Activity", "Timestamp", "Resource"), "events"),
        (("user_id", "role", "region", "hired_on"), "people"),
        (("Employee No", "Department", "Country"), "people"),
        (("ticket_id", "opened_at", "category", "body"), "tickets"),
        (("Number", "Opened", "Short description", "Caller"), "tickets"),
        (("at", "user_id", "workflow", "step", "query"), "searches"),
        (("at", "workflow", "step", "reason"), "answers"),
        (("at", "title", "application"), "changes"),
    ],
)
def test_a_table_is_known_by_its_columns(columns: tuple[str, ...], table: str) -> None:
    assert recognised(seen(*columns), "export.csv").table == table


def test_a_file_that_fits_no_table_is_the_one_it_is_named_after() -> None:
    found = recognised(seen("a", "b"), "Tickets 2026.csv")
    assert found.table == "tickets"
    assert found.missing == ("ticket_id", "opened_at")


def test_the_columns_of_a_log_are_known_by_what_is_in_them() -> None:
    cases = tuple(number for number in ("1", "2", "3", "4") for _ in range(3))
    times = tuple(f"2024-01-{day:02} 10:00" for day in range(1, 13))
    found = as_table(seen("k", "w", "t", k=cases, w=("a", "b", "c") * 4, t=times), "events")
    assert found.columns["at"] == "t"
    assert found.columns["case_id"] == "k"


def test_only_what_would_not_be_found_unsaid_is_written() -> None:
    there = seen("user_id", "Role", "country", "region")
    chosen = {"user_id": "user_id", "role": "Role", "region": "country"}
    assert worth_saying("people", chosen, there) == {"region": "country"}
    assert worth_saying("people", {"user_id": "user_id"}, there) == {"role": None, "region": None}


def test_columns_of_persons_and_addresses_anywhere_are_covered() -> None:
    there = seen("case_id", "clerk", "memo", case_id=("7",), clerk=("A. B.",), memo=("ask x@y.example",))
    shown = sample_shown(there, {"case_id": "case_id"})
    assert shown.rows == (("7", "•••", "•••"),)
