"""How often something happens where there is trouble, and how often it was to be expected, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from desirepath.diagnose.held_against import Compared, cases_held, held, told_held
from desirepath.observe.trouble import Trouble
from desirepath.statistics.tallies import Tally, tally
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.signal import Symptom
from tests.detect.made_up import DRAFT, ORDER, QUOTE, Happens, Told, heard_of, tallies_of, who_of

BUYERS = {"role": "buyer"}
HALF = np.arange(40) < 20
"""Forty people, of whom the first twenty are buyers."""


def trouble(*, everyone: bool = False) -> Trouble:
    cohort = EVERYONE if everyone else Cohort((("role", "buyer"),))
    members = np.ones(40, bool) if everyone else HALF
    return Trouble(step=QUOTE, symptom=Symptom.ABANDONMENT_AT_STEP, cohort=cohort, members=members)


def each(hit: float, of: float, others: float | None = None, *, persons: int = 40) -> Tally:
    """So many cases of so many for every buyer, and for every other; only the first persons have any."""
    numerator = np.where(HALF, hit, hit if others is None else others)
    there = np.arange(40) < persons
    return tally(np.where(there, numerator, 0.0), np.where(there, of, 0.0))


def test_a_count_is_held_against_the_same_peoples_cases_before() -> None:
    found = held(trouble(), each(3, 10, others=9), each(2, 20, others=9), None)
    assert found is not None
    compared = found.compared()
    # 20 buyers with 3 of 10 cases; before they had 2 of 20, so that 1 of 10 was to be expected.
    assert (compared.count, compared.expected, compared.cases) == (60, 20, 200)
    assert (compared.excess, compared.against) == (40, "before")
    assert found.times == 0.5
    assert compared.differs


def test_without_a_time_before_it_is_held_against_other_people() -> None:
    found = held(trouble(), each(3, 10, others=2), None, each(9, 10))
    assert found is not None
    compared = found.compared()
    assert (compared.count, compared.expected, compared.against) == (60, 40, "others")


def test_everyones_trouble_is_held_against_the_other_steps() -> None:
    found = held(trouble(everyone=True), each(3, 10), None, each(2, 40))
    assert found is not None
    compared = found.compared()
    assert (compared.count, compared.expected, compared.against) == (120, 20, "other steps")


def test_nine_people_or_too_few_cases_are_nothing_to_hold_anything_against() -> None:
    before = each(2, 20, persons=9)
    assert held(trouble(everyone=True), each(3, 10), before, None) is None
    found = held(trouble(), each(3, 10), before, None)
    assert found is not None
    assert found.against == "others"
    assert held(trouble(everyone=True), each(3, 10), each(0, 0.5), None) is None


def test_where_nobody_of_the_cohort_has_a_case_nothing_is_compared() -> None:
    none_of_theirs = tally(np.zeros(40), np.where(HALF, 0.0, 10.0))
    assert held(trouble(), none_of_theirs, each(1, 10), each(1, 10)) is None


def test_a_source_differs_by_its_chance_and_by_more_than_one_and_a_half() -> None:
    def compared(count: float, expected: float, p: float) -> Compared:
        return Compared(count=count, expected=expected, cases=100, p=p, against="before")

    assert compared(10, 1, 0.01).differs
    assert not compared(10, 1, 0.011).differs
    assert not compared(1, 0, 0.0).differs
    assert compared(1, 4, 0.9).excess == 0


def test_the_more_the_same_people_had_before_the_less_it_differs() -> None:
    chances = [held(trouble(), each(3, 10), each(before, 10), None) for before in (1, 2, 3, 4)]
    p = [one.compared().p for one in chances if one is not None]
    assert p == sorted(p)
    assert p[0] < 0.001
    assert p[2] == pytest.approx(0.5, abs=0.02)


def test_cases_at_the_step_are_held_against_the_step_before_or_else_the_others() -> None:
    # Twenty of each region and role: 60 buyers, each with 20 cases; all of theirs fail since.
    tallies = tallies_of(
        Happens("failed", 1.0, who=BUYERS), Happens("failed", 1.0, since=False, who={"region": "EMEA"})
    )
    buyers = Trouble(
        step=QUOTE,
        symptom=Symptom.EXCEPTIONS_RISING,
        cohort=Cohort((("role", "buyer"),)),
        members=who_of(tallies, BUYERS),
    )
    found = cases_held(buyers, tallies, "failed")
    assert found is not None
    compared = found.compared()
    assert (compared.count, compared.expected, compared.cases, compared.against) == (1200, 400, 1200, "before")


def test_everyones_cases_at_a_new_step_are_held_against_the_other_steps() -> None:
    tallies = tallies_of(
        Happens("entered", 0.0, since=False), Happens("failed", 1.0), Happens("failed", 1.0, step=ORDER)
    )
    everyone = Trouble(
        step=QUOTE, symptom=Symptom.EXCEPTIONS_RISING, cohort=EVERYONE, members=np.ones(len(tallies.person), bool)
    )
    found = cases_held(everyone, tallies, "failed")
    assert found is not None
    compared = found.compared()
    # 3600 cases at the step; of the 7200 times that people came to the draft and the order, 3600 went wrong.
    assert (compared.count, compared.expected, compared.against) == (3600, 1800, "other steps")


def test_what_was_said_is_counted_per_case_and_by_what_it_is_about() -> None:
    tallies = tallies_of()
    heard = heard_of(
        tallies,
        Told("tickets", 0.1, since=False, blocker=BlockerKind.ACCESS_GAP),
        Told("tickets", 0.3, blocker=BlockerKind.POLICY_AMBIGUITY),
    )["tickets"]
    everyone = Trouble(
        step=QUOTE, symptom=Symptom.TICKET_SPIKE, cohort=EVERYONE, members=np.ones(len(tallies.person), bool)
    )
    columns = {kind: heard.shares[:, place] for place, kind in enumerate(BlockerKind)}
    all_of_it, policy, access = (
        told_held(everyone, tallies, heard, weight)
        for weight in (None, columns[BlockerKind.POLICY_AMBIGUITY], columns[BlockerKind.ACCESS_GAP])
    )
    assert all_of_it is not None
    assert policy is not None
    assert access is not None
    since, before = int(heard.is_since.sum()), int((~heard.is_since).sum())
    assert (all_of_it.compared().count, all_of_it.compared().expected) == (since, before)
    assert (policy.compared().count, policy.compared().expected) == (since, 0)
    assert (access.compared().count, access.compared().expected) == (0, before)


def test_a_table_that_begins_with_go_live_is_held_against_other_people_or_steps() -> None:
    tallies = tallies_of()
    heard = heard_of(tallies, Told("answers", 0.3), Told("answers", 0.1, step=DRAFT), Told("answers", 0.1, step=ORDER))
    everyone = Trouble(
        step=QUOTE, symptom=Symptom.TICKET_SPIKE, cohort=EVERYONE, members=np.ones(len(tallies.person), bool)
    )
    found = told_held(everyone, tallies, heard["answers"])
    assert found is not None
    elsewhere = int((heard["answers"].step != QUOTE).sum())
    assert found.against == "other steps"
    assert found.compared().expected == pytest.approx(elsewhere / 2)
