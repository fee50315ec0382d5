"""Effects of what came to one group after the other."""

from __future__ import annotations

import numpy as np
import pytest

from desirepath.observe.assignments import SHOWN
from desirepath.observe.cases_of_people import NEVER
from desirepath.observe.local_time import DAY
from desirepath.prove.designs import waves
from desirepath.prove.measured import Rows
from desirepath.prove.question import Question, Read
from desirepath.prove.wave_groups import wave_groups
from desirepath.vocabulary.effect import DesignCheck, DesignKind
from tests.prove.questions import at, question, rows

REGIONS = ["north", "south", "east", "west"]
FIRST_DAYS = {"north": 0, "south": 9, "east": 16}
MATES = 80


def asked(first_days: dict[str, int] | None = None) -> Question:
    """Four regions of people; three are shown it, each from its own day on; each person comes a little later."""
    begun = FIRST_DAYS if first_days is None else first_days
    region = np.repeat(REGIONS, MATES)
    late = np.tile(np.linspace(0, 3, MATES), len(REGIONS))
    first = np.array([at(begun[one] + wait) if one in begun else NEVER for one, wait in zip(region, late, strict=True)])
    arm = np.where(first < NEVER, SHOWN, 0)
    return question(
        arm, cuts={"region": list(region), "sex": ["a", "b"] * (2 * MATES)}, first_at=first, design=DesignKind.WAVES
    )


def drawn(dice: np.random.Generator, *, effect: float, apart: float = 0.0) -> Rows:
    """A case of every person every second day from two weeks before the start on; a third is given up, by region more."""
    persons = len(REGIONS) * MATES
    person = np.repeat(np.arange(persons), 29)
    days = np.tile(np.arange(-13, 45, 2), persons)
    region = person // MATES
    starts = np.array([FIRST_DAYS.get(one, 10**6) for one in REGIONS])
    level = 0.25 + 0.05 * region + np.where(region == 0, apart * (days + 13) / 7, 0.0)
    chance = level + np.where(days >= starts[region], effect, 0.0) + 0.05 * np.sin(days / 5)
    return rows(person, at(0) + days * DAY + DAY // 2, dice.random(len(person)) < np.clip(chance, 0, 1))


def read(one: Question, seen: Rows) -> Read | None:
    return waves.read(one, waves.laid_out(one, seen))


def checks(one: Question, seen: Rows) -> tuple[DesignCheck, ...]:
    return tuple(waves.checks(one, waves.laid_out(one, seen)))


def test_the_groups_are_those_of_the_cut_that_says_who_was_shown_it_when() -> None:
    found = wave_groups(asked())
    assert found.cut == "region"
    assert found.days == 3
    assert [found.names[group] for group in range(4) if found.starts[group] == NEVER] == ["west"]


def test_an_effect_that_is_there_is_told_with_an_interval_that_holds_it() -> None:
    found = read(asked(), drawn(np.random.default_rng(1), effect=-0.15))
    assert found.estimate.value == pytest.approx(-0.15, abs=3 * found.estimate.standard_error)
    assert found.estimate.value < -5 * found.estimate.standard_error


def test_what_does_nothing_is_not_told_to_do_something() -> None:
    found = [read(asked(), drawn(np.random.default_rng([seed, 2]), effect=0.0)).estimate for seed in range(40)]
    beyond = sum(abs(one.value) > 1.96 * one.standard_error for one in found)
    assert beyond <= 6  # 2 are to be expected; more than 6 come once in a hundred times


def test_it_is_read_at_the_end_of_each_week_and_the_last_reading_is_the_effect() -> None:
    one, seen = asked(), drawn(np.random.default_rng(3), effect=-0.15)
    by_week = list(waves.readings(one, seen, waves.laid_out(one, seen)))
    days = np.diff([day for day, _ in by_week])
    assert set(days[:-1]) == {7}
    assert by_week[-1][1].estimate.value == pytest.approx(read(one, seen).estimate.value)


def test_all_checks_hold_where_the_groups_go_together() -> None:
    one, seen = asked(), drawn(np.random.default_rng(4), effect=-0.15)
    found = checks(one, seen)
    assert [check.name for check in found] == list(waves.DESIGN.checks)
    assert all(check.holds for check in found)
    assert waves.refusal(one, found) is None
    assert "1 still wait" in next(check.says for check in found if check.name == "still_waiting")


def test_groups_that_went_apart_before_are_refused() -> None:
    one = asked({"north": 16, "south": 23, "east": 30})
    seen = drawn(np.random.default_rng(5), effect=0.0, apart=0.12)
    found = checks(one, seen)
    assert "apart already" in (waves.refusal(one, found) or "")


def test_groups_that_started_together_are_refused() -> None:
    one = asked({"north": 3, "south": 3, "east": 3})
    found = checks(one, drawn(np.random.default_rng(6), effect=0.0))
    assert waves.refusal(one, found) == "All groups started together, so that none waited while others had it."


def test_where_nobody_was_shown_it_nothing_is_read() -> None:
    one, seen = asked({}), drawn(np.random.default_rng(7), effect=0.0)
    assert read(one, seen) is None
    assert "Nobody was shown it yet." in [check.says for check in checks(one, seen)]
    assert waves.refusal(one, checks(one, seen)) is not None
