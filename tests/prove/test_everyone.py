"""Effects of what a whole cohort got at once, beside the others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from desirepath.observe.assignments import SHOWN
from desirepath.observe.cases_of_people import NEVER
from desirepath.observe.local_time import DAY
from desirepath.prove.designs import everyone
from desirepath.prove.measured import Rows
from desirepath.prove.question import Question, Read
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.effect import DesignCheck, DesignKind
from tests.prove.questions import STARTS, at, question, rows

MATES = 150
SINCE_GO_LIVE = 60


def asked(*, alone: bool = False, others_shown: int = 0, before: int = SINCE_GO_LIVE) -> Question:
    """A region of people who all get it, another of as many who do not; `before` days of the new way before it."""
    everybody = np.arange(2 * MATES)
    arm = np.where(everybody < MATES + others_shown, SHOWN, 0)
    found = question(
        arm,
        cuts={"region": ["north"] * MATES + ["south"] * MATES},
        cohort=Cohort(()) if alone else Cohort((("region", "north"),)),
        first_at=np.where(arm > 0, STARTS, NEVER),
        design=DesignKind.EVERYONE,
    )
    return replace(found, go_live=STARTS - before * DAY)


def drawn(dice: np.random.Generator, *, effect: float, jump: float = 0.0) -> Rows:
    """A case of every person every third day; both regions move with a season, the north falls by a trend of its own."""
    person = np.repeat(np.arange(2 * MATES), 35)
    days = np.tile(np.arange(35) * 3 - SINCE_GO_LIVE, 2 * MATES) + person % 3
    north = person < MATES
    chance = 0.35 + 0.05 * np.sin(days / 9) + np.where(north, -0.001 * days, 0.0)
    chance += np.where(north & (days >= 0), effect, 0.0) + np.where(north & (days >= -SINCE_GO_LIVE // 2), jump, 0.0)
    return rows(person, at(0) + days * DAY + DAY // 2, dice.random(len(person)) < chance)


def read(one: Question, seen: Rows) -> Read | None:
    return everyone.read(one, everyone.laid_out(one, seen))


def checks(one: Question, seen: Rows) -> tuple[DesignCheck, ...]:
    return tuple(everyone.checks(one, everyone.laid_out(one, seen)))


def test_an_effect_is_told_without_the_trend_and_the_season() -> None:
    found = read(asked(), drawn(np.random.default_rng(1), effect=-0.15)).estimate
    assert found.value == pytest.approx(-0.15, abs=2.5 * found.standard_error)
    assert found.value < -3 * found.standard_error
    assert found.units == 2 * MATES


def test_what_does_nothing_is_not_told_to_do_something() -> None:
    found = [read(asked(), drawn(np.random.default_rng([seed, 2]), effect=0.0)).estimate for seed in range(40)]
    assert sum(abs(one.value) > 1.96 * one.standard_error for one in found) <= 6  # 2 to be expected


def test_all_checks_hold_where_the_control_is_a_control() -> None:
    found = checks(asked(), drawn(np.random.default_rng(3), effect=-0.15))
    assert [check.name for check in found] == list(everyone.DESIGN.checks)
    assert all(check.holds for check in found)
    assert everyone.refusal(asked(), found) is None


def test_without_anybody_outside_its_cohort_it_refuses_and_says_what_to_do() -> None:
    one = asked(alone=True)
    says = everyone.refusal(one, checks(one, drawn(np.random.default_rng(4), effect=0.0)))
    assert "nobody to compare with" in says
    assert "Hold some out by chance" in says


def test_too_few_days_before_are_refused() -> None:
    one = asked(before=20)
    says = everyone.refusal(one, checks(one, drawn(np.random.default_rng(5), effect=0.0)))
    assert "20 days with cases of both before" in says


def test_a_difference_that_jumped_already_before_is_refused() -> None:
    found = checks(asked(), drawn(np.random.default_rng(6), effect=0.0, jump=0.25))
    assert "nothing was shipped then" in everyone.refusal(asked(), found)


def test_it_is_said_where_others_have_it_too() -> None:
    found = checks(asked(others_shown=30), drawn(np.random.default_rng(7), effect=-0.15))
    assert "20% of those outside its cohort" in next(one.says for one in found if one.name == "nobody_else_has_it")
    assert everyone.refusal(asked(others_shown=30), found) is None


def test_it_is_read_day_by_day_and_the_last_reading_is_the_effect() -> None:
    one, seen = asked(), drawn(np.random.default_rng(8), effect=-0.15)
    by_day = list(everyone.readings(one, seen, everyone.laid_out(one, seen)))
    assert set(np.diff([day for day, _ in by_day])) == {1}
    assert by_day[-1][1].estimate.value == pytest.approx(read(one, seen).estimate.value)
    assert by_day[-1][1].progress == pytest.approx(read(one, seen).progress)


def test_some_of_the_cohort_are_compared_with_all_others() -> None:
    one, seen = asked(), drawn(np.random.default_rng(9), effect=-0.15)
    half = np.arange(2 * MATES) % 2 == 0
    found = everyone.read(one, everyone.laid_out(one, seen), half)
    assert found.estimate.units == MATES // 2 + MATES


def test_the_day_on_which_it_began_belongs_to_neither_side() -> None:
    at_nine = replace(asked(), starts=STARTS + 9 * DAY // 24)
    laid = everyone.laid_out(at_nine, drawn(np.random.default_rng(10), effect=0.0))
    assert laid.start == STARTS // DAY + 1
    assert STARTS // DAY not in laid.series.day
