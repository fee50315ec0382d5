"""Effects of a random holdout, counted by hand."""

from __future__ import annotations

import math
from datetime import timedelta
from pathlib import Path

import pytest

from desirepath.vocabulary.effect import Decided
from tests.observe.hand_made import AS_OF, Case, day
from tests.prove.shipped import (
    GIVEN_UP,
    WHOLE,
    a_case_each,
    arms,
    effect_of,
    exposure,
    intervention,
    proof,
    proofs,
)


def test_the_effect_is_the_share_given_up_with_it_less_that_without_it(tmp_path: Path) -> None:
    found = proof(tmp_path, [*a_case_each("shown", 40, 4), *a_case_each("held", 40, 12)], arms(40, 40))
    effect = effect_of(found, "abandonment_rate")
    assert (effect.with_it, effect.without, effect.value) == pytest.approx((0.1, 0.3, -0.2))
    assert effect.n == 80
    assert effect.step == "check"
    # Two arms of shares, each with the variance p (1 - p) / 39 of its mean; Welch's freedom and Student's t.
    error = math.sqrt(0.1 * 0.9 / 39 + 0.3 * 0.7 / 39)
    assert (effect.once.high - effect.once.low) / 2 == pytest.approx(1.995 * error, rel=0.002)
    assert effect.high - effect.low > 1.5 * (effect.once.high - effect.once.low)


def test_twenty_cases_of_one_person_do_not_make_it_surer(tmp_path: Path) -> None:
    once = [*a_case_each("shown", 20, 4), *a_case_each("held", 20, 8)]
    again = [Case(case.person, day(8 + number), case.words) for case in once for number in range(10)]
    sure = effect_of(proof(tmp_path, again, arms(20, 20)), "abandonment_rate")
    plain = effect_of(proof(tmp_path, once, arms(20, 20)), "abandonment_rate")
    assert (sure.value, sure.once.low) == pytest.approx((plain.value, plain.once.low))


def test_whoever_ignored_it_or_met_the_other_arm_later_counts_as_first_assigned(tmp_path: Path) -> None:
    later = [exposure("held-0", "shown", day(9)), exposure("shown-0", "shown", day(6), "dismissed")]
    found = proof(tmp_path, [*a_case_each("shown", 40, 4), *a_case_each("held", 40, 12)], [*arms(40, 40), *later])
    assert effect_of(found, "abandonment_rate").value == pytest.approx(-0.2)
    assert (found.exposed.shown, found.exposed.held_out) == (40, 40)
    assert found.exposed.changed_arm is None  # one person: below the floor


def test_the_case_in_which_it_is_first_shown_counts_and_one_that_was_past_the_step_does_not(tmp_path: Path) -> None:
    # Draft at 9, quote at 10, check at 11: shown at half past 10, while the case stood before the check.
    at = day(8, 10.5)
    people = [*a_case_each("shown", 20, 5), *a_case_each("held", 20, 10)]
    first = proof(tmp_path, people, arms(20, 20, at))
    assert effect_of(first, "abandonment_rate").value == pytest.approx(-0.25)
    past = proof(tmp_path, people, arms(20, 20, day(8, 11.5)))
    # Only those given up still stood there at half past 11, and a case that stands still is no answer to anything new.
    assert {(e.with_it, e.without) for e in past.effects if e.metric == "abandonment_rate"} <= {(1.0, 1.0)}


def test_a_case_from_before_is_not_after(tmp_path: Path) -> None:
    before = [*a_case_each("shown", 20, 20, on=1), *a_case_each("held", 20, 0, on=1)]
    after = [*a_case_each("shown", 20, 5), *a_case_each("held", 20, 5)]
    found = proof(tmp_path, [*before, *after], arms(20, 20))
    assert found.refused is not None
    assert "differed before" in found.refused
    assert found.effects == ()


def test_a_case_that_has_only_just_come_to_the_step_says_nothing_yet(tmp_path: Path) -> None:
    cases = [*a_case_each("shown", 20, 4), *a_case_each("held", 20, 4)]
    young = [Case(f"shown-{number}", AS_OF - timedelta(hours=2), GIVEN_UP) for number in range(20)]
    found = proof(tmp_path, [*cases, *young], arms(20, 20))
    assert effect_of(found, "abandonment_rate").with_it == pytest.approx(0.2)


def test_other_metrics_and_harm_are_looked_at_too(tmp_path: Path) -> None:
    cases = [
        *(Case(f"shown-{n}", day(8), "draft quote check:failed check order" if n < 30 else WHOLE) for n in range(40)),
        *a_case_each("held", 40, 0),
    ]
    found = proof(tmp_path, cases, arms(40, 40), decided_by="exception_and_rework_rate")
    effect = effect_of(found, "exception_and_rework_rate")
    assert (effect.with_it, effect.without) == pytest.approx((0.75, 0.0))
    assert effect.harms
    assert found.decision.decided is Decided.REPLACE
    assert "got worse" in found.decision.because


def test_an_arm_below_the_floor_is_neither_told_nor_compared(tmp_path: Path) -> None:
    found = proof(tmp_path, [*a_case_each("shown", 40, 4), *a_case_each("held", 9, 3)], arms(40, 9))
    assert found.effects == ()
    assert found.exposed.held_out is None
    assert found.decision.decided is Decided.UNDECIDED
    assert "fewer than 10 people" in (found.refused or "")


def test_arms_that_are_not_as_large_as_drawn_are_not_compared(tmp_path: Path) -> None:
    cases = [*a_case_each("shown", 80, 4), *a_case_each("held", 20, 12)]
    found = proof(tmp_path, cases, arms(80, 20), held_out_percent="50")
    assert found.effects == ()
    assert "20.0% were held out of 50% planned" in (found.refused or "")
    as_planned = proof(tmp_path, cases, arms(80, 20), held_out_percent="20")
    assert as_planned.refused is None


def test_it_is_told_on_the_first_day_on_which_the_interval_leaves_out_zero(tmp_path: Path) -> None:
    cases = [
        case
        for on in range(8, 20)
        for arm, given_up in (("shown", 1), ("held", 30))
        for case in a_case_each(arm, 60, given_up, on=on)
    ]
    found = proof(tmp_path, cases, arms(60, 60))
    told = next(one for one in found.readings if one.high is not None and one.high < 0)
    assert found.told_on == told.day
    assert (found.told_on - day(8).date()).days <= 1
    assert found.readings[-1].value == pytest.approx(effect_of(found, "abandonment_rate").value)
    assert found.decision.decided is Decided.EXPAND
    assert found.decision.to == "those held out"
    assert found.days == (AS_OF - day(5, 0)).days


def test_without_exposures_nothing_is_known_of_who_was_shown_it(tmp_path: Path) -> None:
    found = proof(tmp_path, a_case_each("shown", 20, 4), [])
    assert "no table `exposures`" in (found.refused or "")
    assert found.decision.decided is Decided.UNDECIDED


def test_an_intervention_at_a_step_that_the_rollout_has_not_is_named_and_left_out(tmp_path: Path) -> None:
    found = proofs(tmp_path, a_case_each("shown", 20, 4), arms(20, 20), shipped=[intervention(step="checks")])
    assert found.proofs == ()
    assert "step `checks` of `request`" in found.remarks[0]


def test_two_fruitless_attempts_at_a_step_are_escalated(tmp_path: Path) -> None:
    cases = [
        case
        for on in range(8, 12)
        for arm in ("shown", "held")
        for case in a_case_each(arm, 500, 0 if on % 2 else 1, on=on)
    ]
    both = [intervention(), intervention(intervention_id="help-2", kind="field_level_help")]
    exposures = [*arms(500, 500), *({**one, "intervention_id": "help-2"} for one in arms(500, 500))]
    first, second = proofs(tmp_path, cases, exposures, shipped=both).proofs
    assert first.decision.decided is Decided.REPLACE
    assert first.decision.retire
    assert first.decision.to not in (None, "step_guidance")
    assert second.decision.decided is Decided.ESCALATE
    assert second.decision.to == "application"
