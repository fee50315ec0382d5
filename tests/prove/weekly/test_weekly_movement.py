"""Weekly review: which headline figures moved, beside the study of the last review. By hand."""

import pytest

from desirepath.prove.weekly.movement import REVIEWED, movement
from desirepath.report.wording import HEADLINES
from desirepath.vocabulary.effect import Decided
from desirepath.vocabulary.review import Ground, ReviewItem, Sight
from tests.prove.weekly.made_weeks import LAST_WEEK, row, study, week

ADHERENCE, TICKETS = "process_adherence_rate", "tickets_per_active_user"


def moved(now: float, then: float, metric: str = ADHERENCE, half: float = 0.03) -> ReviewItem:
    return movement(week(study(rows=[row(metric, now, half)]), study(rows=[row(metric, then, half)], as_of=LAST_WEEK)))


def test_the_figures_are_those_that_a_report_opens_with() -> None:
    assert REVIEWED == HEADLINES


def test_adherence_that_fell_clearly_is_escalated_to_the_process_owner() -> None:
    found = moved(0.60, 0.70)  # −0.10, between −0.142 and −0.058
    assert found.sight is Sight.STANDS_OUT
    assert found.proposed is not None
    assert (found.proposed.decided, found.proposed.ground, found.proposed.to) == (
        Decided.ESCALATE,
        Ground.GOT_WORSE,
        "process",
    )
    assert found.moved[0].shift is not None
    assert (found.moved[0].shift.low, found.moved[0].shift.high) == pytest.approx((-0.1424, -0.0576), abs=1e-4)


def test_abandonment_that_fell_clearly_goes_on() -> None:
    found = moved(0.10, 0.20, "abandonment_rate")
    assert found.proposed is not None
    assert (found.proposed.decided, found.proposed.ground) == (Decided.CONTINUE, Ground.GOT_BETTER)


def test_one_figure_worse_outweighs_another_that_is_better() -> None:
    now = study(rows=[row(ADHERENCE, 0.60, 0.03), row("abandonment_rate", 0.10, 0.03)])
    then = study(rows=[row(ADHERENCE, 0.70, 0.03), row("abandonment_rate", 0.20, 0.03)], as_of=LAST_WEEK)
    found = movement(week(now, then))
    assert found.proposed is not None
    assert found.proposed.ground is Ground.GOT_WORSE


def test_what_cannot_be_told_apart_from_chance_does_not_stand_out_but_keeps_its_row() -> None:
    found = moved(0.68, 0.70)
    assert (found.sight, found.proposed, len(found.moved)) == (Sight.NOTHING, None, 1)


def test_without_a_study_of_a_week_before_nothing_is_compared() -> None:
    found = movement(week(study(rows=[row(ADHERENCE, 0.60, 0.03)])))
    assert (found.sight, found.proposed) == (Sight.NOT_ENOUGH_DATA, None)
    assert [(one.metric, one.before) for one in found.moved] == [(ADHERENCE, None)]


def test_tickets_grow_with_time_so_the_newest_week_is_held_against_the_newest_week_of_then() -> None:
    def weeks(*values: float) -> list:
        by_week = [row(TICKETS, value, 0.02, period=f"week_{n}") for n, value in enumerate(values, 1)]
        return [row(TICKETS, sum(values), 0.02), *by_week]

    now, then = study(rows=weeks(0.20, 0.20, 0.21)), study(rows=weeks(0.20, 0.20), as_of=LAST_WEEK)
    [found] = movement(week(now, then)).moved
    assert (found.now.value, found.before.value if found.before else None) == (0.21, 0.20)  # not 0.61 against 0.40
    assert found.shift is not None
    assert not found.shift.is_clear


def test_a_week_that_is_not_over_is_not_held_against_a_whole_one() -> None:
    rows = [row(TICKETS, 0.20, 0.02, period="week_1"), row(TICKETS, 0.02, 0.01, period="week_2", partial=True)]
    [found] = movement(week(study(rows=rows))).moved
    assert found.now.origin.period == "week_1"


def test_a_week_is_not_held_against_itself_where_no_newer_one_may_be_told() -> None:
    rows = [row(TICKETS, 0.20, 0.02, period="week_1")]
    [found] = movement(week(study(rows=rows), study(rows=rows, as_of=LAST_WEEK))).moved
    assert (found.now.value, found.before, found.shift) == (0.20, None, None)
