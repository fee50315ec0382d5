"""What was tried speaks for or against the blocker that it was meant for, and confirms no trouble."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from desirepath.diagnose.piece import Piece
from desirepath.diagnose.reasons import Reasons, reasons
from desirepath.diagnose.sources.what_was_tried import what_was_tried
from desirepath.diagnose.weigh_evidence import Weighed, weigh
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.friction import BlockerKind, EvidenceSource, Standing
from desirepath.vocabulary.signal import Symptom
from desirepath.vocabulary.tried import Tried
from tests.diagnose.test_sources import loud, trouble_of
from tests.diagnose.trials import trial

FRICTION, POLICY, ACCESS, CAPABILITY, SUPPORT = BlockerKind
TICKETS = Piece(source=EvidenceSource.TICKETS, says="tickets say so", differs=True)
EMEA, BUYER = Cohort((("region", "EMEA"),)), Cohort((("role", "buyer"),))
BUYER_IN_EMEA = Cohort((("region", "EMEA"), ("role", "buyer")))


def weighed(*tried: Tried, beside: tuple[Piece, ...] = ()) -> Weighed:
    pieces = what_was_tried(tried, "request", "quote", EVERYONE)
    return weigh((*beside, *pieces), Symptom.ABANDONMENT_AT_STEP)


def moved(found: Weighed, one: BlockerKind, beside: BlockerKind) -> float:
    """By how much the log-odds of one blocker against another differ from those without any evidence."""
    before, after = weighed().probabilities, found.probabilities
    return math.log(after[one] / after[beside]) - math.log(before[one] / before[beside])


@pytest.mark.parametrize("turned", ["did_nothing", "harmed"])
@pytest.mark.parametrize("blocker", [POLICY, ACCESS, CAPABILITY, SUPPORT])
def test_what_was_tried_in_vain_speaks_against_its_blocker_and_a_little_for_the_workflow(
    blocker: BlockerKind, turned: str
) -> None:
    found = weighed(trial(blocker, turned))
    [told] = found.evidence
    assert (told.points_to, told.weight) == (blocker, pytest.approx(-1.2))
    another = next(kind for kind in (POLICY, ACCESS) if kind is not blocker)
    assert moved(found, blocker, another) == pytest.approx(-1.2 - 0.22)
    assert moved(found, FRICTION, another) == pytest.approx(0.54 - 0.22)


def test_help_at_the_step_in_vain_speaks_less_against_friction_since_the_work_itself_may_be_at_fault() -> None:
    found = weighed(trial(FRICTION))
    assert found.evidence[0].weight == pytest.approx(-1.2 + 0.32)
    assert moved(found, FRICTION, POLICY) == pytest.approx(-1.1)


@pytest.mark.parametrize("blocker", BlockerKind)
def test_what_helped_speaks_for_its_blocker(blocker: BlockerKind) -> None:
    found = weighed(trial(blocker, "helped"))
    [told] = found.evidence
    assert (told.points_to, told.weight) == (blocker, pytest.approx(1.0))
    another = next(kind for kind in BlockerKind if kind is not blocker)
    assert moved(found, blocker, another) == pytest.approx(1.25)


def test_two_that_were_tried_in_vain_add_up() -> None:
    found = weighed(trial(ACCESS), trial(ACCESS, kind="access_routing"))
    assert moved(found, ACCESS, POLICY) == pytest.approx(2 * (-1.2 - 0.22))
    assert len(found.evidence) == 2


def test_where_only_days_could_be_compared_it_counts_half() -> None:
    found = weighed(replace(trial(ACCESS), counts=0.5))
    assert found.evidence[0].weight == pytest.approx(-0.6)


def test_it_is_told_as_behaviour_in_its_own_words() -> None:
    [told] = weighed(trial(ACCESS)).evidence
    assert (told.source, told.says, told.differs) == (EvidenceSource.BEHAVIOUR, "escalation_path was tried", False)


@pytest.mark.parametrize("turned", ["did_nothing", "harmed", "helped"])
def test_it_confirms_no_trouble_beside_a_source_that_differs(turned: str) -> None:
    assert weighed(trial(ACCESS, turned), beside=(TICKETS,)).standing is Standing.SUSPECTED


@pytest.mark.parametrize(
    ("cohort", "concerned"),
    [
        (EVERYONE, True),
        (BUYER, True),
        (BUYER_IN_EMEA, True),
        (EMEA, False),
        (Cohort((("role", "clerk"),)), False),
    ],
    ids=str,
)
def test_it_concerns_the_same_people_some_of_them_or_more_than_them(cohort: Cohort, *, concerned: bool) -> None:
    assert trial(cohort=BUYER).concerns("request", "quote", cohort) is concerned


def test_it_concerns_no_other_step_and_no_other_workflow() -> None:
    assert not trial().concerns("request", "check", EVERYONE)
    assert not trial().concerns("claim", "quote", EVERYONE)


def why(*tried: Tried) -> Reasons:
    """Why buyers give up at the quote, where every table tells of missing access."""
    tallies, heard = loud()
    return reasons(trouble_of(tallies), tallies, heard, tried)


def test_the_sources_say_the_same_whatever_was_tried_and_only_probabilities_move() -> None:
    plain, after = why(), why(trial(cohort=BUYER))
    assert after.pieces == plain.pieces
    assert after.missing == plain.missing
    *others, told = after.weighed.evidence
    assert tuple(others) == plain.weighed.evidence
    assert told.points_to is ACCESS
    assert after.weighed.probabilities[ACCESS] < plain.weighed.probabilities[ACCESS]
    helped = why(trial(cohort=BUYER, turned="helped"))
    assert helped.weighed.probabilities[ACCESS] > plain.weighed.probabilities[ACCESS]


def test_what_was_tried_at_another_step_or_on_other_people_changes_nothing() -> None:
    assert why(trial(step="order"), trial(cohort=Cohort((("role", "clerk"),)))) == why()
