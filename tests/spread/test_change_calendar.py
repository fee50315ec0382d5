"""How many other changes reached each group, and that small groups are not named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desirepath.cadence import calendar_of
from desirepath.spread.change_calendar import change_calendar
from desirepath.vocabulary.change_calendar import OtherChange
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from tests.prove.plan45 import made

AS_OF = datetime(2026, 4, 1, tzinfo=UTC)
EMEA, BUYERS = Cohort((("region", "EMEA"),)), Cohort((("region", "EMEA"), ("role", "buyer")))


def change(days_ago: int, cohort: Cohort = EVERYONE, title: str = "New sign-in") -> OtherChange:
    return OtherChange(at=AS_OF - timedelta(days=days_ago), title=title, cohort=cohort)


def loads(*changes: OtherChange) -> dict[Cohort, tuple[int, int]]:
    found = change_calendar(changes, (EMEA, BUYERS), AS_OF)
    return {one.cohort: (one.last_30, one.last_90) for one in found.loads}


def test_a_change_counts_for_30_days_and_for_90() -> None:
    assert loads(change(30), change(31), change(90), change(91))[EVERYONE] == (1, 3)


def test_a_change_that_is_yet_to_come_counts_for_nobody() -> None:
    assert loads(change(-1))[EVERYONE] == (0, 0)


def test_a_change_of_a_region_reaches_its_buyers_and_one_of_its_buyers_not_the_region() -> None:
    found = loads(change(5, EMEA), change(6, BUYERS))
    assert (found[EVERYONE], found[EMEA], found[BUYERS]) == ((0, 0), (1, 1), (2, 2))


def test_a_group_that_is_not_shown_is_neither_named_nor_counted() -> None:
    found = change_calendar([change(3, BUYERS), change(4)], (EMEA,), AS_OF)
    assert [one.cohort for one in found.changes] == [EVERYONE]
    assert found.hidden == 1
    assert {one.cohort for one in found.loads} == {EVERYONE, EMEA}


def test_groups_are_those_of_which_the_study_shows_a_figure() -> None:
    rows = [*made.enough(), made.row("abandonment_rate", None, cohort=Cohort((("role", "few"),)))]
    found = calendar_of(made.study(30, rows=rows), [])
    assert {one.cohort for one in found.loads} == {EVERYONE, made.BUYERS, made.CLERKS}


def test_what_was_reached_most_stands_first() -> None:
    found = change_calendar([change(3, BUYERS), change(4)], (EMEA, BUYERS), AS_OF)
    assert [one.cohort for one in found.loads] == [BUYERS, EVERYONE, EMEA]
