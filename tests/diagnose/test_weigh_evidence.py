"""Weights of evidence add up, source by source; two sources that differ confirm."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pytest

from desirepath.diagnose.piece import Piece
from desirepath.diagnose.weigh_evidence import prior_marks, weigh
from desirepath.diagnose.weights import Weights
from desirepath.vocabulary.friction import BlockerKind, EvidenceSource, Standing
from desirepath.vocabulary.signal import Symptom

FRICTION, POLICY, ACCESS, CAPABILITY, SUPPORT = BlockerKind
SYMPTOM = Symptom.ABANDONMENT_AT_STEP
TABLE = Weights(
    {
        "symptom: abandonment_at_step": np.array([0.5, 0.0, 0.0, 0.0, 0.0]),
        "tickets: access_gap": np.array([0.0, 0.0, 2.0, 0.0, 0.0]),
        "access: denied": np.array([-1.0, 0.0, 1.5, 0.0, 0.0]),
        "answers: policy_ambiguity": np.array([0.0, 2.5, 0.0, 0.0, 0.0]),
        "level": np.array([3.0, 3.0, 3.0, 3.0, 3.0]),
    }
)


def piece(source: str, marks: Mapping[str, float], *, differs: bool = True) -> Piece:
    return Piece(source=EvidenceSource(source), says=f"{source} say so", differs=differs, marks=marks)


TICKETS = piece("tickets", {"tickets: access_gap": 1.0})
DENIED = piece("access", {"access: denied": 0.5})
ANSWERS = piece("answers", {"answers: policy_ambiguity": 1.0})
ALL = (TICKETS, DENIED, ANSWERS)


def probabilities(*log_odds: float) -> list[float]:
    total = sum(math.exp(each) for each in log_odds)
    return [math.exp(each) / total for each in log_odds]


def test_log_odds_of_all_that_speak_add_up_to_the_probabilities() -> None:
    weighed = weigh(ALL, SYMPTOM, TABLE)
    # Friction 0.5 - 0.5, policy 2.5, access 2 + 0.75.
    assert list(weighed.probabilities.values()) == pytest.approx(probabilities(0.0, 2.5, 2.75, 0.0, 0.0))
    assert (weighed.blocker, weighed.runner_up) == (ACCESS, POLICY)
    assert weighed.ahead_by == pytest.approx(0.25)


def test_without_any_evidence_the_symptom_alone_speaks() -> None:
    weighed = weigh((), SYMPTOM, TABLE)
    assert weighed.blocker is FRICTION
    assert list(weighed.probabilities.values()) == pytest.approx(probabilities(0.5, 0, 0, 0, 0))
    assert (weighed.evidence, weighed.standing) == ((), Standing.SUSPECTED)


@pytest.mark.parametrize("symptom", list(Symptom))
@pytest.mark.parametrize("pieces", [(), ALL[:1], ALL], ids=len)
def test_probabilities_add_up_to_one_under_the_weights_that_are_shipped(
    pieces: tuple[Piece, ...], symptom: Symptom
) -> None:
    weighed = weigh(pieces, symptom)
    assert sum(weighed.probabilities.values()) == pytest.approx(1.0)
    assert set(weighed.probabilities) == set(BlockerKind)
    assert weighed.probabilities[weighed.blocker] == max(weighed.probabilities.values())


@pytest.mark.parametrize("gone", ALL, ids=lambda one: one.source.value)
def test_removing_a_source_changes_no_other_sources_words_nor_weight(gone: Piece) -> None:
    for table in (TABLE, None):
        whole, less = weigh(ALL, SYMPTOM, table), weigh([one for one in ALL if one is not gone], SYMPTOM, table)
        assert less.evidence == tuple(one for one in whole.evidence if one.source is not gone.source)
        assert less.probabilities != whole.probabilities


@pytest.mark.parametrize(
    ("pieces", "standing"),
    [
        ((), Standing.SUSPECTED),
        ((TICKETS,), Standing.SUSPECTED),
        ((TICKETS, piece("access", {}, differs=False)), Standing.SUSPECTED),
        ((TICKETS, TICKETS), Standing.SUSPECTED),
        ((TICKETS, DENIED), Standing.CONFIRMED),
        ((piece("behaviour", {}), piece("exceptions", {})), Standing.CONFIRMED),
    ],
)
def test_a_trouble_is_confirmed_if_and_only_if_two_sources_differ(
    pieces: tuple[Piece, ...], standing: Standing
) -> None:
    assert weigh(pieces, SYMPTOM, TABLE).standing is standing


def test_a_source_that_does_not_differ_is_told_and_weighs_nothing() -> None:
    quiet = piece("answers", {"answers: policy_ambiguity": 1.0}, differs=False)
    weighed = weigh((TICKETS, quiet), SYMPTOM, TABLE)
    assert weighed.probabilities == weigh((TICKETS,), SYMPTOM, TABLE).probabilities
    told = weighed.evidence[1]
    assert (told.says, told.points_to, told.weight, told.differs) == ("answers say so", None, 0.0, False)


def test_the_weight_of_a_source_is_what_it_adds_to_its_blocker_beyond_what_it_adds_to_all() -> None:
    tickets, denied, answers = weigh(ALL, SYMPTOM, TABLE).evidence
    # 2 for one of five: 1.6 beyond the mean of 0.4. And 0.75 and -0.5: 0.7 beyond the mean of 0.05.
    assert (tickets.points_to, tickets.weight) == (ACCESS, pytest.approx(1.6))
    assert (denied.points_to, denied.weight) == (ACCESS, pytest.approx(0.7))
    assert (answers.points_to, answers.weight) == (POLICY, pytest.approx(2.0))


def test_a_source_that_differs_without_a_reason_points_to_none_and_still_speaks_for_the_trouble() -> None:
    [told] = weigh((piece("reports", {"level": 1.0}),), SYMPTOM, TABLE).evidence
    assert told.points_to is None
    assert 0 < told.weight <= 0.05


def test_evidence_overrules_what_is_thought_of_a_symptom() -> None:
    for symptom in Symptom:
        assert set(prior_marks(symptom).values()) == {1.0}
        assert weigh((TICKETS, DENIED), symptom).blocker is ACCESS
        assert weigh((ANSWERS,), symptom).blocker is POLICY
