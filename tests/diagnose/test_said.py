"""Themes, volumes and phrases of what people said, on a small rollout whose texts are counted by hand."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desirepath.ports import Means
from desirepath.said import said
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.said import Label, Said, Theme
from tests.observe.hand_made import Case, Read, day, opened, silent
from tests.observe.test_case_kinds import WHOLE

FLOOR = 5
DATE = "the delivery date field turns red"
OWNER = "budget owner has no signature limit"
PRINTER = "label printer has a paper jam"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A text, on a day since go-live, from persons numbered so."""

    text: str
    day: int
    persons: range
    step: str = ""


TICKETS = [
    # Before go-live 12 persons, then by weeks 14, 2 and 4 others, none, 13, and none in the week that has begun.
    Ticket(DATE, -4, range(12), "quote"),
    Ticket(DATE, 1, range(14), "quote"),
    Ticket(DATE, 8, range(2), "quote"),
    Ticket(DATE, 9, range(10, 14)),
    Ticket(DATE, 22, range(13), "quote"),
    # Nothing before; thirty persons in the first week, and one more who asks six times in the second.
    Ticket(OWNER, 2, range(20, 50), "check"),
    *(Ticket(OWNER, 8, range(50, 51), "check") for _ in range(6)),
    # Thirty-eight persons, one text each, all before.
    Ticket(PRINTER, -2, range(60, 98)),
    # Six persons who say what nobody else does.
    *(Ticket(f"{'abcdef'[n] * 7} {'ghijkl'[n] * 8} {'mnopqr'[n] * 9}", 3, range(100 + n, 101 + n)) for n in range(6)),
    # Four persons have the same trouble with a thing of their own: below the floor.
    Ticket("turquoise lampshade melted overnight", 4, range(110, 114)),
]
CASES = [Case("buyer-1", day(1), WHOLE), Case("buyer-2", day(-3), WHOLE), Case("buyer-2", day(2), WHOLE)]


def rows(tickets: list[Ticket]) -> list[dict[str, str]]:
    each = [(one, person) for one in tickets for person in one.persons]
    return [
        {
            "ticket_id": f"t{number}",
            "opened_at": day(one.day).isoformat(),
            "user_id": f"person-{person}",
            "step": one.step,
            "subject": one.text,
        }
        for number, (one, person) in enumerate(each)
    ]


def told(read: Read, labels: tuple[Label, ...] = ()) -> Said:
    return said(read.base, read.tables, Means(read.engine, silent, time.monotonic), labels)


def of_tickets(folder: Path, tickets: list[Ticket]) -> Said:
    with opened(folder, CASES, tables={"tickets": rows(tickets)}, more=f"smallest_group: {FLOOR}") as read:
        return told(read)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    folder = tmp_path_factory.mktemp("said")
    with opened(folder, CASES, tables={"tickets": rows(TICKETS)}, more=f"smallest_group: {FLOOR}") as found:
        yield found


@pytest.fixture(scope="module")
def found(read: Read) -> Said:
    return told(read)


def theme_about(found: Said, word: str) -> Theme:
    [theme] = [theme for theme in found.themes if word in theme.name]
    return theme


def test_texts_about_three_things_are_three_themes_the_largest_first(found: Said) -> None:
    assert [theme.texts for theme in found.themes] == [45, 38, 36]
    assert [theme.people for theme in found.themes] == [14, 38, 31]


def test_a_theme_has_its_texts_week_by_week_and_none_where_too_few_people_wrote(found: Said) -> None:
    theme = theme_about(found, "date")
    assert theme.weeks == (14, 6, None, 13, None)
    assert theme.before == 12


def test_six_texts_of_one_person_are_no_figure_and_the_week_beside_them_gives_none_away(found: Said) -> None:
    theme = theme_about(found, "owner")
    # 36 in all less the 30 of the first week would be the 6 of one person.
    assert theme.weeks == (None, None, None, None, None)
    assert theme.before is None


def test_a_theme_of_before_go_live_shows_that_it_is_over(found: Said) -> None:
    theme = theme_about(found, "printer")
    assert theme.before == theme.texts == 38
    assert set(theme.weeks) == {None}


def test_a_theme_names_the_step_of_at_least_half_of_its_texts_and_none_where_there_is_none(found: Said) -> None:
    assert theme_about(found, "date").step == "quote"
    assert theme_about(found, "owner").step == "check"
    assert theme_about(found, "printer").step is None


def test_what_belongs_to_no_theme_and_what_too_few_people_say_is_counted_and_not_told(found: Said) -> None:
    assert found.texts == {"tickets": 129}
    assert found.unassigned == {"tickets": 10}
    shown = " ".join([*(word for theme in found.themes for word in theme.words), *(one.text for one in found.phrases)])
    assert "lampshade" not in shown
    assert "aaaaaaa" not in shown


def test_the_words_of_a_theme_are_its_own(found: Said) -> None:
    assert set(theme_about(found, "printer").words) == {"label", "printer", "paper", "jam"}


def test_the_key_of_a_theme_is_made_of_its_words(found: Said) -> None:
    key = theme_about(found, "date").theme
    assert key.startswith("tickets.request.")
    assert len({theme.theme for theme in found.themes}) == 3


def test_the_theme_of_fewest_people_is_left_out_where_too_few_stand_beside_all(tmp_path: Path) -> None:
    # Without the six single texts, four people would stand beside three themes: their texts could be counted.
    beside = of_tickets(tmp_path, [one for one in TICKETS if one.text[:2] not in {letter * 2 for letter in "abcdef"}])
    assert beside.texts["tickets"] - beside.unassigned["tickets"] == sum(theme.texts for theme in beside.themes)
    assert sorted(theme.people for theme in beside.themes) == [31, 38]
    assert beside.unassigned == {"tickets": 4 + 45}


def test_a_table_of_fewer_people_than_the_floor_is_not_told_at_all(tmp_path: Path) -> None:
    few = of_tickets(tmp_path, [Ticket(DATE, number, range(4)) for number in range(10)])
    assert few == Said(themes=(), unassigned={}, texts={}, phrases=())


def test_without_tickets_answers_and_searches_there_is_nothing_to_tell(tmp_path: Path) -> None:
    with opened(tmp_path, CASES) as read:
        assert told(read) == Said(themes=(), unassigned={}, texts={}, phrases=())


def test_a_phrase_counts_the_people_who_wrote_it(found: Said) -> None:
    people = {one.text: one.people for one in found.phrases}
    assert people["delivery date field turns red"] == 14
    assert people["label printer has a paper jam"] == 38
    assert people["budget owner has no signature limit"] == 31


def test_what_is_taught_of_a_phrase_is_what_its_texts_are_read_as(read: Read, found: Said) -> None:
    taught = told(read, (Label(phrase="Signature limit", workflow="request", blocker=BlockerKind.ACCESS_GAP),))
    was = {one.text: one.blocker for one in found.phrases}
    now = {one.text: (one.blocker, one.sure) for one in taught.phrases}
    assert was[OWNER] != BlockerKind.ACCESS_GAP
    assert now[OWNER][0] == BlockerKind.ACCESS_GAP
    assert now[OWNER][1] >= 0.9
    assert theme_about(taught, "owner").blocker == BlockerKind.ACCESS_GAP
    assert {text: now[text][0] for text in now if text != OWNER} == {
        text: blocker for text, blocker in was.items() if text != OWNER
    }


def test_a_step_that_is_taught_places_the_texts_whose_row_names_none(read: Read) -> None:
    label = Label(phrase="paper jam", workflow="request", step="order", blocker=None)
    theme = theme_about(told(read, (label,)), "printer")
    assert theme.step == "order"
    assert theme.blocker is None
