"""Signals become friction points: which gives the symptom, whose trouble it is, and what belongs together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from desirepath.catalogue import entries
from desirepath.detect import signals
from desirepath.detect.agreement import agreements
from desirepath.detect.finding import Judged, finding_of
from desirepath.detect.friction_points import Candidate, candidates
from desirepath.detect.look import Seen, look, standing
from desirepath.observe.step_tallies import StepTallies
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.signal import Symptom
from tests.detect.made_up import FLOOR, ORDER, QUOTE, WORKFLOW, Happens, Told, heard_of, tallies_of, who_of

BUYERS, EMEA_BUYERS = {"role": "buyer"}, {"region": "EMEA", "role": "buyer"}
TICKETS = (Told("tickets", 0.03, since=False), Told("tickets", 0.03))


def usual(count: str, rate: float) -> tuple[Happens, Happens]:
    return Happens(count, rate, since=False), Happens(count, rate)


def seen_in(tallies: StepTallies, *told: Told) -> list[Seen]:
    heard = heard_of(tallies, *told)
    outcomes = [one for entry in entries(signals, "SIGNAL").values() for one in entry.module.outcomes(tallies, heard)]
    return look(outcomes, tallies, np.random.default_rng(1), floor=FLOOR)


def points(tallies: StepTallies, *told: Told, agreeing: bool = False) -> list[Candidate]:
    """By signals alone, or by their agreement too."""
    seen = seen_in(tallies, *told)
    outcomes = [one.outcome for one in seen]
    agreed = agreements(outcomes, tallies, np.random.default_rng(1), floor=FLOOR) if agreeing else ()
    return candidates(standing(seen).found, agreed, tallies)


@pytest.mark.parametrize("agreeing", [False, True])
def test_tickets_beside_another_symptom_are_evidence_for_it(agreeing: bool) -> None:
    tallies = tallies_of(*usual("stuck", 0.05), Happens("stuck", 0.3, who=BUYERS))
    [point] = points(tallies, *TICKETS, Told("tickets", 0.2, who=BUYERS), agreeing=agreeing)
    assert point.trouble.symptom is Symptom.ABANDONMENT_AT_STEP
    assert str(point.trouble.cohort) == "role buyer"
    assert [one.outcome.symptom for one in point.others] == [Symptom.TICKET_SPIKE]


@pytest.mark.parametrize("agreeing", [False, True])
@pytest.mark.parametrize(
    ("tickets", "symptom"),
    [(0.53, Symptom.TICKET_SPIKE), (0.15, Symptom.ABANDONMENT_AT_STEP)],
)
def test_tickets_give_the_symptom_only_where_twice_as_many_cases_have_one(
    tickets: float, symptom: Symptom, agreeing: bool
) -> None:
    # 10 more of 100 cases are given up. Beside them there are 50 more tickets, or 12.
    tallies = tallies_of(*usual("stuck", 0.05), Happens("stuck", 0.15, who=BUYERS))
    [point] = points(tallies, *TICKETS, Told("tickets", tickets, who=BUYERS), agreeing=agreeing)
    assert point.trouble.symptom is symptom


def test_tickets_alone_are_a_spike() -> None:
    [point] = points(tallies_of(), *TICKETS, Told("tickets", 0.2, who=BUYERS))
    assert point.trouble.symptom is Symptom.TICKET_SPIKE


@pytest.mark.parametrize(
    ("happens", "symptom"),
    [
        ([Happens("slow", 0.3, who=BUYERS)], Symptom.COHORT_GAP),
        ([Happens("slow", 0.2, who=BUYERS), Happens("stuck", 0.1, who=BUYERS)], Symptom.COHORT_GAP),
        ([Happens("slow", 0.1, who=BUYERS), Happens("stuck", 0.2, who=BUYERS)], Symptom.ABANDONMENT_AT_STEP),
    ],
    ids=["only slower", "mostly slower", "mostly given up"],
)
def test_work_that_is_only_slower_in_one_cohort_is_a_gap_between_cohorts(
    happens: list[Happens], symptom: Symptom
) -> None:
    [point] = points(tallies_of(*usual("slow", 0.02), *happens))
    assert point.trouble.symptom is symptom


def test_work_that_is_only_slower_for_everyone_is_no_symptom() -> None:
    assert points(tallies_of(*usual("slow", 0.02), Happens("slow", 0.3))) == []


def of(tallies: StepTallies, *, step: int = QUOTE, **who: str) -> Seen:
    """A signal as it would stand, of people who have these attributes."""
    [seen] = [one for one in seen_in(tallies) if one.outcome.step == step]
    return replace(seen, members=who_of(tallies, who), cohort=Cohort(tuple(sorted(who.items()))))


def troubles(tallies: StepTallies, *seen: Seen) -> list[tuple[int, str, int]]:
    """Step, cohort, and how many signals agree."""
    made = candidates([(one, 0.01) for one in seen], (), tallies)
    return [(one.trouble.step, str(one.trouble.cohort), 1 + len(one.others)) for one in made]


def test_cohorts_at_one_step_that_share_people_are_one_trouble() -> None:
    tallies = tallies_of(*usual("stuck", 0.05), Happens("stuck", 0.3), Happens("stuck", 0.3, step=ORDER))
    everyone, emea, buyers = of(tallies), of(tallies, region="EMEA"), of(tallies, role="buyer")
    emea_buyers, requesters = of(tallies, region="EMEA", role="buyer"), of(tallies, role="requester")
    assert troubles(tallies, everyone, buyers) == [(QUOTE, "everyone", 2)]
    # All of one lie within the other, though they are a third of it, or a ninth.
    assert troubles(tallies, buyers, emea_buyers) == [(QUOTE, "role buyer", 2)]
    assert troubles(tallies, everyone, emea_buyers) == [(QUOTE, "everyone", 2)]
    # 20 of 100 people are in both: too few.
    assert troubles(tallies, emea, buyers) == [(QUOTE, "region EMEA", 1), (QUOTE, "role buyer", 1)]
    assert troubles(tallies, buyers, requesters) == [(QUOTE, "role buyer", 1), (QUOTE, "role requester", 1)]


def test_one_cohort_at_two_steps_has_two_troubles() -> None:
    tallies = tallies_of(*usual("stuck", 0.05), Happens("stuck", 0.3), Happens("stuck", 0.2, step=ORDER))
    one, other = of(tallies, role="buyer"), of(tallies, step=ORDER, role="buyer")
    assert {step for step, _, _ in troubles(tallies, one, other)} == {QUOTE, ORDER}


def test_of_signals_that_agree_the_one_that_touches_most_cases_is_the_head() -> None:
    tallies = tallies_of(
        *usual("stuck", 0.05), *usual("slipped", 0.05), Happens("stuck", 0.15), Happens("slipped", 0.3)
    )
    [point] = points(tallies)
    assert point.trouble.symptom is Symptom.EXCEPTIONS_RISING
    assert [one.outcome.symptom for one in point.others] == [Symptom.ABANDONMENT_AT_STEP]
    assert point.head.excess_cases > point.others[0].excess_cases


def test_an_interval_widens_with_the_number_that_was_looked_at() -> None:
    tallies = tallies_of(*usual("stuck", 0.05), Happens("stuck", 0.3, who=BUYERS))
    [seen] = seen_in(tallies)
    silent = [replace(seen, p_value=0.9)] * 9
    alone, among_ten = standing([seen]), standing([seen, *silent])
    # One of ten is told: at a false-coverage rate of 5 in 100 it stands at 1 - 0.05 / 10.
    assert (alone.level, among_ten.level) == (0.95, pytest.approx(0.995))
    narrow, wide = (
        finding_of(one, Symptom.ABANDONMENT_AT_STEP, WORKFLOW, Judged(q, stands.level))
        for stands in (alone, among_ten)
        for one, q in stands.found
    )
    assert wide.low < narrow.low <= narrow.value <= narrow.high < wide.high
    assert among_ten.found[0][1] == pytest.approx(min(1.0, 10 * alone.found[0][1]))
    assert among_ten.tried == 10 * alone.tried


def with_roles(*, like_permissions: bool) -> StepTallies:
    """Those with few rights are in trouble. Nearly all of them are buyers, or they have any role."""
    levels = {"permission_level": ("full", "limited"), "region": ("AMER", "APAC", "EMEA")}
    who = {"permission_level": "limited"}
    tallies = tallies_of(*usual("stuck", 0.05), Happens("stuck", 0.4, who=who), cuts=levels, a_cell=30)
    role = tallies.codes[:, 0].copy() if like_permissions else np.arange(len(tallies.codes)) % 2 + 1
    role[::30] = 3 - role[::30]  # one of thirty has the other role
    return replace(
        tallies,
        cuts=(*tallies.cuts, "role"),
        values=(*tallies.values, ("requester", "buyer")),
        codes=np.column_stack([tallies.codes, role]),
    )


def test_a_cohort_is_named_by_who_people_are_rather_than_by_what_they_may_do() -> None:
    [seen] = seen_in(with_roles(like_permissions=True))
    assert str(seen.cohort) == "role buyer"
    assert str(seen.rivals[0]) == "permission_level limited"


def test_a_cohort_is_named_by_permissions_where_nothing_else_explains_it() -> None:
    [seen] = seen_in(with_roles(like_permissions=False))
    assert str(seen.cohort) == "permission_level limited"


def test_no_finding_stands_on_fewer_people_than_come_to_the_step() -> None:
    tallies = tallies_of(*usual("stuck", 0.05), Happens("stuck", 0.3))
    [seen] = seen_in(tallies)
    assert seen.cohort == EVERYONE
    assert (seen.people, seen.cases) == (180, 3600)
