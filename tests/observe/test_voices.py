"""What people said, placed at their row of the tallies, their day and their step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desirepath.diagnose.hear import heard_in
from desirepath.observe.voices import NOBODY, NOWHERE, UNSAID, Voices, counts_at, voices
from tests.observe.hand_made import Case, Read, day, opened
from tests.observe.test_case_kinds import PEOPLE, TWO, WHOLE

CASES = [Case("buyer-1", day(1), WHOLE), Case("buyer-2", day(-3), WHOLE), Case("buyer-2", day(2), WHOLE)]
TICKETS = [
    {
        "ticket_id": f"t{number}",
        "opened_at": at,
        "user_id": person,
        "step": step,
        "category": "request",
        "subject": said,
        "body": body,
    }
    for number, (at, person, step, said, body) in enumerate(
        [
            ("2025-09-03T23:30:00", "buyer-1", "check", "Which rule", "holds?"),
            ("2025-08-30T10:00:00", "buyer-2", "quote", "Earlier", ""),
            ("2025-09-04T10:00:00", "requester-3", "check", "", "No case of theirs"),
            ("2025-09-05T10:00:00", "", "check", "", "From the shared inbox"),
            ("2025-09-06T10:00:00", "buyer-2", "paint the fence", "Another step", ""),
            ("2025-09-07T10:00:00", "buyer-2", "", "", ""),
        ]
    )
]
SIGNS = [
    {
        "at": "2025-09-03T10:00:00",
        "user_id": "buyer-1",
        "workflow": "request",
        "step": "check",
        "sign": sign,
        "count": n,
    }
    for sign, n in (("hesitation", "3"), ("rage_click", ""))
]
SEARCHES = [
    {
        "at": f"2025-09-0{number + 3}T10:00:00",
        "user_id": "buyer-1",
        "step": "check",
        "query": "quote",
        "resolved": solved,
    }
    for number, solved in enumerate(("true", "false", ""))
]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    tables = {"people": PEOPLE, "tickets": TICKETS, "signs": SIGNS, "searches": SEARCHES}
    with opened(tmp_path_factory.mktemp("voices"), CASES, tables=tables) as found:
        yield found


@pytest.fixture(scope="module")
def told(read: Read) -> dict[str, Voices]:
    return dict(voices(read.tables, read.base, read.tallies[0], read.engine))


def test_tables_that_there_are_not_are_left_out(told: dict[str, Voices]) -> None:
    assert set(told) == {"tickets", "signs", "searches"}


def test_rows_stand_in_the_order_of_time_with_their_words(told: dict[str, Voices]) -> None:
    assert told["tickets"].texts == (
        "Earlier",
        "Which rule holds?",
        "No case of theirs",
        "From the shared inbox",
        "Another step",
        "",
    )
    assert set(told["tickets"].labels) == {"request"}


def test_a_row_is_at_its_persons_row_and_nobodys_where_they_have_no_case(read: Read, told: dict[str, Voices]) -> None:
    row_of = read.tallies[0].row_of
    one, two = row_of["buyer-1"], row_of["buyer-2"]
    assert told["tickets"].row.tolist() == [two, one, NOBODY, NOBODY, two, two]


def test_a_row_is_at_its_step_and_nowhere_where_the_path_has_no_such_step(told: dict[str, Voices]) -> None:
    quote, check = 1, 2
    assert told["tickets"].step.tolist() == [quote, check, check, check, NOWHERE, NOWHERE]


def test_a_row_is_before_or_since_go_live_on_its_local_day(told: dict[str, Voices]) -> None:
    assert told["tickets"].is_since.tolist() == [False, True, True, True, True, True]
    first = (date(2025, 9, 3) - date(1970, 1, 1)).days
    assert told["tickets"].day.tolist() == [first - 4, first, first + 1, first + 2, first + 3, first + 4]


def test_a_sign_counts_as_often_as_it_says_and_else_once(told: dict[str, Voices]) -> None:
    assert dict(zip(told["signs"].labels, told["signs"].amount.tolist(), strict=True)) == {
        "hesitation": 3,
        "rage_click": 1,
    }


def test_a_search_is_solved_or_not_or_nobody_says(told: dict[str, Voices]) -> None:
    assert told["searches"].solved.tolist() == [1, 0, UNSAID]
    assert told["tickets"].solved.tolist() == [UNSAID] * 6


def test_only_rows_of_people_with_a_case_are_counted_at_a_step(read: Read, told: dict[str, Voices]) -> None:
    [tallies] = read.tallies
    since = counts_at(told["tickets"], 2, len(tallies.person), since=True)
    assert since[tallies.row_of["buyer-1"]] == 1
    assert since.sum() == 1
    assert counts_at(told["tickets"], 1, len(tallies.person), since=False).sum() == 1
    assert counts_at(told["signs"], 2, len(tallies.person), since=True).sum() == 4


def test_what_was_heard_keeps_every_row_and_weighs_it_by_how_likely_it_is_about_the_work(
    read: Read, told: dict[str, Voices]
) -> None:
    heard = heard_in(told, read.tallies[0].workflow)
    assert set(heard) == set(told)
    for table, rows in heard.items():
        assert rows.row.tolist() == told[table].row.tolist()
        assert ((rows.amount >= 0) & (rows.amount <= told[table].amount)).all()
        assert (rows.shares.sum(axis=1) <= 1 + 1e-9).all()
    assert heard["signs"].amount.tolist() == [3, 1]
    assert heard["tickets"].reaches_back
    assert not heard["searches"].reaches_back


def test_a_step_that_is_named_is_kept_and_only_an_unnamed_one_is_looked_for_in_the_text(
    read: Read, told: dict[str, Voices]
) -> None:
    heard = heard_in(told, read.tallies[0].workflow)["tickets"]
    named = told["tickets"].step != NOWHERE
    assert heard.step[named].tolist() == told["tickets"].step[named].tolist()
    assert heard.step[-1] == NOWHERE  # there is no text to look in


def test_of_two_workflows_each_hears_its_own(tmp_path: Path) -> None:
    rows = [
        {"workflow": workflow, **row}
        for number, (workflow, words) in enumerate((("request", WHOLE), ("claim", "file pay")))
        for row in Case("buyer-1", day(2), words).rows(f"case-{number}")
    ]
    tickets = [
        {**TICKETS[0], "ticket_id": f"w{number}", "workflow": workflow, "step": "", "subject": workflow or "neither"}
        for number, workflow in enumerate(("request", "claim", "claim", ""))
    ]
    tables = {"events": rows, "people": PEOPLE, "tickets": tickets}
    with opened(tmp_path, [], tables=tables, rollout=TWO) as found:
        said = [voices(found.tables, found.base, one, found.engine)["tickets"].texts for one in found.tallies]
    assert said == [("request holds?",), ("claim holds?", "claim holds?")]
