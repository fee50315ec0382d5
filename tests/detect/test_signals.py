"""Every signal on tallies made by hand: where it speaks, where it is silent, where there is too little to tell.

In every case there are 180 people, 20 of each of three regions and three roles, with 20 cases before and since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from desirepath.catalogue import entries
from desirepath.detect import signals
from desirepath.detect.look import Seen, look, standing
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.signal import Symptom
from tests.detect.made_up import FLOOR, ORDER, QUOTE, Happens, Told, heard_of, tallies_of

SIGNALS = {name: entry.module for name, entry in entries(signals, "SIGNAL").items()}
BUYERS, EMEA_BUYERS = {"role": "buyer"}, {"region": "EMEA", "role": "buyer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A signal, what happens, and the symptoms with their cohorts that it should tell of, all at the quote."""

    signal: str
    happens: Sequence[Happens] = ()
    told: Sequence[Told] = ()
    speaks: tuple[tuple[Symptom, Cohort], ...] = ()
    made: dict[str, Any] = field(default_factory=dict)


def usual(count: str, rate: float, *, who: dict[str, str] | None = None) -> tuple[Happens, Happens]:
    """The same before and since."""
    return Happens(count, rate, since=False, who=who or {}), Happens(count, rate, who=who or {})


def of(**pairs: str) -> Cohort:
    return Cohort(tuple(sorted(pairs.items())))


TICKETS = (Told("tickets", 0.03, since=False), Told("tickets", 0.03))
ABANDONED, BYPASSED = Symptom.ABANDONMENT_AT_STEP, Symptom.APPROVAL_PATH_BYPASSED
SPIKE, RISING, HANDOFFS = Symptom.TICKET_SPIKE, Symptom.EXCEPTIONS_RISING, Symptom.DUPLICATE_HANDOFFS

SPEAKS = {
    "one cohort gives up": Case(
        signal="abandonment",
        happens=[*usual("stuck", 0.08), Happens("stuck", 0.35, who=EMEA_BUYERS)],
        speaks=((ABANDONED, of(region="EMEA", role="buyer")),),
    ),
    "everyone gives up": Case(
        signal="abandonment",
        happens=[*usual("stuck", 0.08), Happens("stuck", 0.2)],
        speaks=((ABANDONED, EVERYONE),),
    ),
    "one role is slow": Case(
        signal="abandonment",
        happens=[*usual("slow", 0.05), Happens("slow", 0.25, who=BUYERS)],
        speaks=((ABANDONED, of(role="buyer")),),
    ),
    "one role goes round the step": Case(
        signal="bypass",
        happens=[*usual("bypassed", 0.05), Happens("bypassed", 0.25, who=BUYERS)],
        speaks=((BYPASSED, of(role="buyer")),),
    ),
    "attempts fail": Case(
        signal="exceptions_and_rework",
        happens=[*usual("slipped", 0.05), Happens("slipped", 0.25, who=BUYERS)],
        speaks=((RISING, of(role="buyer")),),
    ),
    "work is done twice": Case(
        signal="exceptions_and_rework",
        happens=[*usual("doubled", 0.02), Happens("doubled", 0.2)],
        speaks=((HANDOFFS, EVERYONE),),
    ),
    "one cohort asks support": Case(
        signal="ticket_cluster",
        told=[*TICKETS, Told("tickets", 0.2, who=EMEA_BUYERS)],
        speaks=((SPIKE, of(region="EMEA", role="buyer")),),
    ),
    "one cohort asks support, of tickets that begin with go-live": Case(
        signal="ticket_cluster",
        told=[Told("tickets", 0.03), Told("tickets", 0.2, who=EMEA_BUYERS)],
        speaks=((SPIKE, of(region="EMEA", role="buyer")),),
    ),
    "a tracker of their own is told of": Case(
        signal="shadow_process",
        told=[Told("reports", 0.005, step=ORDER), Told("reports", 0.1, who=EMEA_BUYERS)],
        speaks=((HANDOFFS, of(region="EMEA", role="buyer")),),
    ),
    "bulk copies are seen": Case(
        signal="shadow_process",
        told=[Told("signs", 0.1, who=EMEA_BUYERS, label="bulk_copy")],
        speaks=((HANDOFFS, of(region="EMEA", role="buyer")),),
    ),
}
SILENT = {
    "as much is given up as before": Case(signal="abandonment", happens=usual("stuck", 0.08)),
    "two more in a hundred are given up": Case(
        signal="abandonment", happens=[Happens("stuck", 0.02, since=False), Happens("stuck", 0.04)]
    ),
    "a fifth more is given up than always": Case(
        signal="abandonment", happens=[Happens("stuck", 0.3, since=False), Happens("stuck", 0.36)]
    ),
    "less is given up than before": Case(
        signal="abandonment", happens=[Happens("stuck", 0.2, since=False), Happens("stuck", 0.1)]
    ),
    "more work comes, and goes as before": Case(
        signal="bypass", happens=[*usual("bypassed", 0.05), Happens("cases", 3.0)]
    ),
    "three in a hundred slip more": Case(
        signal="exceptions_and_rework", happens=[Happens("slipped", 0.05, since=False), Happens("slipped", 0.08)]
    ),
    "more tickets of more cases": Case(signal="ticket_cluster", happens=[Happens("cases", 3.0)], told=TICKETS),
    "signs that are no work beside the system": Case(
        signal="shadow_process", told=[Told("signs", 0.1, who=EMEA_BUYERS, label="hesitation")]
    ),
    "reports everywhere alike": Case(
        signal="shadow_process", told=[Told("reports", 0.05, step=step) for step in range(3)]
    ),
}
TOO_LITTLE = {
    "nine people in all": Case(signal="abandonment", happens=[Happens("stuck", 0.9)], made={"a_cell": 1}),
    "everyone, without anything to hold it against": Case(
        signal="bypass",
        happens=[Happens("cases", 0.0, since=False), Happens("bypassed", 0.2)],
    ),
    "tickets of everyone that begin with go-live": Case(signal="ticket_cluster", told=[Told("tickets", 0.2)]),
    "tickets that no person is known of": Case(
        signal="ticket_cluster", told=[*TICKETS, Told("tickets", 0.3)], made={"has_people": False}
    ),
    "reports that no person is known of": Case(
        signal="shadow_process", told=[Told("reports", 0.3)], made={"has_people": False}
    ),
}


def found_by(case: Case) -> list[Seen]:
    tallies = tallies_of(*case.happens, **case.made)
    outcomes = SIGNALS[case.signal].outcomes(tallies, heard_of(tallies, *case.told))
    return [seen for seen, _ in standing(look(outcomes, tallies, np.random.default_rng(1), floor=FLOOR)).found]


def each(cases: dict[str, Case]) -> Callable[[Any], Any]:
    return pytest.mark.parametrize("case", cases.values(), ids=cases)


def places(found: Sequence[Seen]) -> Iterator[tuple[Symptom | None, Cohort, int]]:
    return ((seen.outcome.symptom, seen.cohort, seen.outcome.step) for seen in found)


@each(SPEAKS)
def test_a_signal_speaks_where_there_is_more_than_before_or_elsewhere(case: Case) -> None:
    assert tuple(places(found_by(case))) == tuple((symptom, cohort, QUOTE) for symptom, cohort in case.speaks)


@each(SILENT)
def test_a_signal_is_silent_where_nothing_got_worse_enough_to_matter(case: Case) -> None:
    assert found_by(case) == []


@each(TOO_LITTLE)
def test_a_signal_is_silent_where_there_is_too_little_to_tell(case: Case) -> None:
    assert found_by(case) == []


def test_a_cohort_below_the_floor_is_never_named() -> None:
    two = {"region": ("APAC", "EMEA"), "role": ("buyer", "requester")}
    happens = [*usual("stuck", 0.05), Happens("stuck", 0.9, who=EMEA_BUYERS)]
    for a_cell, cohort in ((9, of(region="EMEA")), (10, of(region="EMEA", role="buyer"))):
        [seen] = found_by(Case(signal="abandonment", happens=happens, made={"a_cell": a_cell, "cuts": two}))
        assert seen.people >= FLOOR
        assert seen.cohort == cohort


def test_every_signal_of_the_catalogue_is_heard_to_speak_and_to_be_silent() -> None:
    for cases in (SPEAKS, SILENT):
        assert {case.signal for case in cases.values()} == set(SIGNALS)


def test_a_finding_says_how_much_of_how_much_was_expected() -> None:
    [seen] = found_by(SPEAKS["one cohort gives up"])
    # 20 people with 20 cases each, 35 of 100 given up where it used to be 8.
    assert (seen.people, seen.cases) == (20, 400)
    assert seen.value == pytest.approx(0.35, abs=0.06)
    assert seen.expected == pytest.approx(0.08, abs=0.03)
    assert seen.excess_cases == pytest.approx((seen.value - seen.expected) * 400)


def test_without_a_baseline_what_is_expected_is_what_the_others_have() -> None:
    [seen] = found_by(SPEAKS["one cohort asks support, of tickets that begin with go-live"])
    others = seen.outcome.since.ratios[~seen.members]
    assert seen.outcome.reference == "others"
    assert seen.expected == pytest.approx(float(others.mean()))
