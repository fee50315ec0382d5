"""People are held against those who were like them before; a new step against all that the old way lost."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from desirepath.detect.excesses import settling
from desirepath.detect.like_for_like import like_for_like
from desirepath.detect.look import Seen, look, standing
from desirepath.detect.outcome import FEWEST_CASES, FEWEST_PERSONS, Outcome, is_enough, rate_at_step, told_at_step
from desirepath.detect.signals import abandonment, bypass, ticket_cluster
from desirepath.statistics.tallies import tally
from desirepath.vocabulary.signal import Symptom
from tests.detect.made_up import DRAFT, FLOOR, ORDER, QUOTE, WORKFLOW, Happens, Told, heard_of, outcome_at, tallies_of

BUYERS, EMEA_BUYERS = {"role": "buyer"}, {"region": "EMEA", "role": "buyer"}
NEW = Happens("entered", 0.0, since=False)
OLD_STEPS = (
    Happens("stuck", 0.04, step=DRAFT, since=False),
    Happens("stuck", 0.04, step=ORDER, since=False),
)


WITHOUT_OLD_PATH = replace(WORKFLOW, old_path=None, old_path_text=None)


def told_of(*happens: Happens) -> list[Seen]:
    tallies = tallies_of(*happens)
    outcomes = abandonment.outcomes(tallies, {})
    return [seen for seen, _ in standing(look(outcomes, tallies, np.random.default_rng(1), floor=FLOOR)).found]


def usual(rate: float, who: dict[str, str] | None = None) -> tuple[Happens, Happens]:
    return Happens("stuck", rate, since=False, who=who or {}), Happens("stuck", rate, who=who or {})


def test_a_cohort_that_was_always_worse_is_no_trouble() -> None:
    assert told_of(*usual(0.05), *usual(0.4, EMEA_BUYERS)) == []


def test_a_cohort_that_was_always_worse_and_got_worse_yet_is_held_against_itself() -> None:
    [seen] = told_of(*usual(0.05), *usual(0.2, BUYERS), Happens("stuck", 0.45, who=BUYERS))
    assert str(seen.cohort) == "role buyer"
    assert seen.expected == pytest.approx(0.2, abs=0.04)
    assert seen.value == pytest.approx(0.45, abs=0.04)


def test_more_people_of_a_kind_that_was_always_worse_are_no_trouble() -> None:
    nobody = [
        Happens("cases", 0.0, since=False, who={"region": region, "role": "buyer"}) for region in ("AMER", "APAC")
    ]
    nobody += [Happens("cases", 0.0, who={"region": "AMER", "role": role}) for role in ("approver", "requester")]
    shifted = (*usual(0.05), *usual(0.4, BUYERS), *nobody)
    tallies = tallies_of(*shifted)
    before, since = (span.of_steps["stuck"][QUOTE].sum() for span in (tallies.before, tallies.since))
    # Buyers are 20 of 140 people before, and 60 of 140 since: in all, twice as many cases are given up.
    assert since > 1.8 * before
    assert told_of(*shifted) == []


def test_people_are_told_apart_by_the_cuts_that_told_them_apart_before() -> None:
    tallies = tallies_of(*usual(0.05), *usual(0.4, BUYERS))
    before = outcome_at(list(abandonment.outcomes(tallies, {})), Symptom.ABANDONMENT_AT_STEP).before
    assert before is not None
    cell = like_for_like(before, tallies.codes)
    roles = tallies.codes[:, tallies.cuts.index("role")]
    assert len(np.unique(cell)) == 3
    assert all(len(np.unique(cell[roles == role])) == 1 for role in (1, 2, 3))


def test_people_who_did_not_differ_before_are_all_alike() -> None:
    same = tally(np.ones(180), np.full(180, 10.0))
    assert np.unique(like_for_like(same, tallies_of().codes)).tolist() == [0]


def test_a_new_step_is_held_against_what_the_old_way_lost_in_all() -> None:
    tallies = tallies_of(NEW, *OLD_STEPS, Happens("stuck", 0.06))
    since, before, reference = rate_at_step(tallies, QUOTE, ("stuck",), "entered")
    lost = sum(tallies.before.of_steps["stuck"][step] for step in (DRAFT, ORDER))
    assert reference == "workflow"
    assert before is not None
    assert before.numerator.tolist() == lost.tolist()
    assert before.denominator.tolist() == [20] * 180
    assert since.denominator.sum() == 180 * 20


def test_a_new_step_that_loses_as_much_as_the_old_way_did_is_no_trouble() -> None:
    assert told_of(NEW, *OLD_STEPS, Happens("stuck", 0.08)) == []


def test_a_new_step_that_loses_far_more_than_the_old_way_is_everyones_trouble() -> None:
    [seen] = told_of(NEW, *OLD_STEPS, Happens("stuck", 0.4))
    assert seen.cohort.is_everyone
    assert seen.outcome.step == QUOTE
    # It may cost twice what the old way cost in all: 2 times 4 and 4 of 100.
    assert seen.expected == pytest.approx(2 * 0.08, abs=0.02)


def test_at_a_new_step_a_cohort_is_held_against_the_others() -> None:
    [seen] = told_of(NEW, *OLD_STEPS, Happens("stuck", 0.06), Happens("stuck", 0.35, who=EMEA_BUYERS))
    assert str(seen.cohort) == "region EMEA and role buyer"


@pytest.mark.parametrize(("days", "times"), [(0, 1.5), (14, 1.25), (28, 1.0), (100, 1.0), (math.inf, 1.0)])
def test_what_is_new_may_go_wrong_half_as_often_again_at_first_and_less_every_day(days: float, times: float) -> None:
    assert settling(days) == times


def test_soon_after_go_live_a_changed_step_may_be_a_little_worse_than_before() -> None:
    tallies = tallies_of(Happens("stuck", 0.2, since=False), Happens("stuck", 0.28))

    def found(days_since: float, *, changed: bool) -> int:
        steps = tuple(replace(step, changed=changed) for step in WORKFLOW.steps)
        then = replace(tallies, workflow=replace(WORKFLOW, steps=steps), days_since=days_since)
        seen = look(abandonment.outcomes(then, {}), then, np.random.default_rng(1), floor=FLOOR)
        return len(standing(seen).found)

    # 28 of 100 in place of 20: within half as much again on the first day, and not after four weeks.
    assert (found(1, changed=True), found(28, changed=True)) == (0, 1)
    assert found(1, changed=False) == 1


@pytest.mark.parametrize(("elsewhere", "found"), [(0.02, 1), (0.2, 0)])
def test_without_an_old_path_going_round_a_step_is_held_against_the_other_steps(elsewhere: float, found: int) -> None:
    others = [Happens("bypassed", elsewhere, step=step) for step in (DRAFT, ORDER)]
    tallies = replace(tallies_of(Happens("bypassed", 0.25), *others), workflow=WITHOUT_OLD_PATH)
    outcomes = [one for one in bypass.outcomes(tallies, {}) if one.step == QUOTE]
    seen = look(outcomes, tallies, np.random.default_rng(1), floor=FLOOR)
    assert len(standing(seen).found) == found


@pytest.mark.parametrize(
    ("persons", "cases", "enough"),
    [(FEWEST_PERSONS, 3, True), (FEWEST_PERSONS - 1, 10, False), (FEWEST_PERSONS, FEWEST_CASES / 25, False)],
)
def test_a_baseline_has_twenty_people_and_fifty_cases(persons: int, cases: float, enough: bool) -> None:
    assert is_enough(tally(np.zeros(persons), np.full(persons, cases))) is enough


def ticket_outcome(*told: Told, happens: tuple[Happens, ...] = ()) -> Outcome:
    tallies = tallies_of(*happens)
    return outcome_at(list(ticket_cluster.outcomes(tallies, heard_of(tallies, *told))), Symptom.TICKET_SPIKE)


def test_tickets_are_held_against_the_step_the_workflow_or_the_others_as_there_are_any() -> None:
    earlier, now = Told("tickets", 0.1, since=False), Told("tickets", 0.1)
    at_the_draft = Told("tickets", 0.1, since=False, step=DRAFT)
    assert ticket_outcome(earlier, now).reference == "step"
    assert ticket_outcome(at_the_draft, now, happens=(NEW,)).reference == "workflow"
    assert ticket_outcome(now).reference == "others"


def test_at_a_new_step_tickets_before_count_wherever_they_were_per_case() -> None:
    tallies = tallies_of(NEW)
    heard = heard_of(tallies, Told("tickets", 0.1, since=False, step=DRAFT), Told("tickets", 0.1))
    _, before, _ = told_at_step(tallies, heard["tickets"], QUOTE)
    assert before is not None
    assert before.numerator.sum() == np.count_nonzero(~heard["tickets"].is_since)
    assert before.denominator.sum() == 180 * 20
