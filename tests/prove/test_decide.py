"""What follows from an effect, by the rule that is fixed beforehand."""

from __future__ import annotations

import math

import pytest

from desirepath.prove.decide import Following, Situation, decide, does_nothing, more_days
from desirepath.prove.measures import MEASURES
from desirepath.prove.question import Read
from desirepath.statistics.effect_estimate import EffectEstimate, at_any_time
from desirepath.vocabulary.effect import Decided, Effect, Range, Role

FOLLOWING = Following(name="task_guidance", title="Guidance for the task", owner="application")


def effect(value: float, reach: float, metric: str = "abandonment_rate", role: Role = Role.DECIDES) -> Effect:
    return Effect(
        metric=metric,
        title=MEASURES[metric].title,
        role=role,
        unit=MEASURES[metric].unit,
        better=MEASURES[metric].better,
        value=value,
        low=value - reach,
        high=value + reach,
        once=Range(value - reach / 1.55, value + reach / 1.55),
        n=800,
        with_it=0.2 + value,
        without=0.2,
        method="made up",
        stands=abs(value) > reach,
    )


def read(value: float, reach: float) -> Read:
    estimate = EffectEstimate(
        value=value,
        standard_error=reach / 3.035,
        freedom=math.inf,
        units=800,
        with_it=0.2,
        without=0.2,
        method="made up",
    )
    return Read(estimate, 1.0)


def situation(*effects: Effect, elsewhere: str | None = "role clerk", following: Following = FOLLOWING) -> Situation:
    first = effects[0]
    return Situation(
        effects=effects,
        read=read(first.value, first.high - first.value),
        days=20,
        refused=None,
        following=following,
        elsewhere=elsewhere,
    )


def test_what_is_shown_to_help_is_expanded_to_where_it_is_needed_next() -> None:
    found = decide(situation(effect(-0.08, 0.04)))
    assert (found.decided, found.to) == (Decided.EXPAND, "role clerk")
    assert found.because == "Abandonment at the step: better by 8.0 points."


def test_what_helps_everybody_already_goes_on() -> None:
    assert decide(situation(effect(-0.08, 0.04), elsewhere=None)).decided is Decided.CONTINUE


def test_what_helps_here_and_harms_there_goes_on_but_no_further() -> None:
    found = decide(situation(effect(-0.08, 0.04), effect(0.5, 0.2, "tickets_elsewhere", Role.WATCHES)))
    assert found.decided is Decided.CONTINUE
    assert "tickets about other matters" in found.because


def test_what_makes_it_worse_is_replaced_and_retired() -> None:
    found = decide(situation(effect(0.08, 0.04)))
    assert (found.decided, found.to, found.retire) == (Decided.REPLACE, "task_guidance", True)


def test_what_only_does_harm_elsewhere_is_replaced() -> None:
    found = decide(situation(effect(-0.01, 0.04), effect(0.1, 0.05, "slow_cases", Role.WATCHES)))
    assert found.decided is Decided.REPLACE
    assert "completed cases that took long (10.0 points)" in found.because


def test_what_does_nothing_that_matters_is_retired() -> None:
    found = decide(situation(effect(-0.002, 0.012)))
    assert (found.decided, found.retire) == (Decided.REPLACE, True)
    assert found.because == "Whatever it does for the better, it is less than 2.0 points."


def test_after_a_fruitless_attempt_the_owner_is_asked() -> None:
    found = decide(
        situation(effect(-0.002, 0.012), following=Following(name="x", title="X", owner="process", fruitless=1))
    )
    assert (found.decided, found.to) == (Decided.ESCALATE, "process")


def test_with_nothing_left_to_try_the_owner_is_asked() -> None:
    found = decide(situation(effect(0.08, 0.04), following=Following(name=None, title="", owner="process")))
    assert found.decided is Decided.ESCALATE


def test_what_may_be_none_waits_and_says_for_how_long() -> None:
    found = decide(situation(effect(-0.03, 0.04)))
    assert found.decided is Decided.UNDECIDED
    assert found.more_days is not None
    # 20 days gave ± 4 points; ± 3 points take about 20 · (4/3)² days in all.
    assert found.more_days == pytest.approx(20 * (4 / 3) ** 2 - 20, abs=3)


def test_what_cannot_be_told_in_half_a_year_says_so() -> None:
    found = decide(situation(effect(-0.001, 0.4)))
    assert (found.decided, found.more_days) == (Decided.UNDECIDED, None)
    assert "cannot be told within 180 days" in found.because


def test_the_days_that_are_named_suffice_if_things_go_on_as_they_did() -> None:
    now = read(-0.03, 0.04)
    more = more_days(now, 20, 0.03)
    assert more is not None
    for days, enough in ((more, True), (more - 1, False)):
        longer = (20 + days) / 20
        later = EffectEstimate(
            value=-0.03,
            standard_error=now.estimate.standard_error / longer**0.5,
            freedom=math.inf,
            units=800,
            with_it=0.2,
            without=0.2,
            method="made up",
        )
        assert (at_any_time(later, longer).high <= 0) is enough


def test_a_benefit_that_may_still_matter_is_not_nothing() -> None:
    assert does_nothing(effect(0.0, 0.019))
    assert not does_nothing(effect(0.0, 0.021))
    assert not does_nothing(effect(0.0, 0.021, "process_adherence_rate"))


def test_what_a_design_refuses_is_left_open_with_its_reason() -> None:
    one = Situation(effects=(), read=None, days=3, refused="The arms differed.", following=FOLLOWING, elsewhere=None)
    assert decide(one).decided is Decided.UNDECIDED
    assert decide(one).because == "The arms differed."
