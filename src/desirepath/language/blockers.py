"""Tickets, answers and searches read as one of the five blockers, or as nothing to do with the change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from types import MappingProxyType

import numpy as np

from desirepath.language.classify import Classifier, Readings, learn
from desirepath.language.examples import NONE, Example, background_examples, blocker_examples
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean

BLOCKERS = ("workflow_friction", "policy_ambiguity", "access_gap", "capability_gap", "support_dependency")
BACKGROUNDS = ("change_fatigue", "low_trust", "missing_help", "unclear_expectations")
_POINTS_TO = MappingProxyType(
    {
        "training": "capability_gap",
        "access": "access_gap",
        "policy": "policy_ambiguity",
        "usability": "workflow_friction",
        "support": "support_dependency",
    }
)
_REASON_HOLDS = 0.8
"""How often the reason that a person ticks names the blocker; the rest is shared among the other labels."""
_KEPT = 4
"""Classifiers with own labels that stay in memory: a rollout has as many as workflows of which phrases are taught."""


def blocker_classifier(own: Sequence[Example] = ()) -> Classifier:
    """The classifier of the five blockers and `none`, from the shipped seeds and an analyst's own labels.

    It is learned at the first call, in about a second, and kept in memory, as are the last few with own labels.
    Raises BadInput for a label that is neither a blocker nor `none`.
    """
    if not own:
        return _shipped()
    wrong = sorted({example.label for example in own} - {*BLOCKERS, NONE})
    if wrong:
        raise BadInput(*(_unknown(label) for label in wrong))
    return _taught(tuple(own))


@cache
def background_classifier() -> Classifier:
    """The classifier of background reasons (tired of changes, little trust, no help at hand, unclear expectations).

    It has few seeds: it says `none` of most texts, and rarely errs when it names one.
    """
    return learn(background_examples())


def with_reasons(readings: Readings, reasons: Sequence[str | None]) -> Readings:
    """Readings of answers refined by the reason that was ticked: the odds of both are multiplied.

    An unfamiliar or empty text is read from the reason alone; `other` and no reason say nothing. A reason that is
    not of the contract is taken as `other`. Raises ValueError if the numbers of texts and reasons differ.
    """
    if len(reasons) != len(readings.shares):
        raise ValueError(f"{len(reasons)} reasons for {len(readings.shares)} texts")
    rest = (1 - _REASON_HOLDS) / (len(readings.labels) - 1)
    told = np.full(readings.shares.shape, 1 / len(readings.labels))
    for row, reason in enumerate(reasons):
        label = _POINTS_TO.get(reason or "")
        if label in readings.labels:
            told[row] = rest
            told[row, readings.labels.index(label)] = _REASON_HOLDS
    from_text = np.where(readings.familiar[:, None], readings.shares, 1.0)
    both = told * from_text
    said = np.array([_POINTS_TO.get(reason or "") in readings.labels for reason in reasons], dtype=bool)
    return Readings(readings.labels, both / both.sum(axis=1, keepdims=True), readings.familiar | said)


@cache
def _shipped() -> Classifier:
    return learn(blocker_examples())


@lru_cache(maxsize=_KEPT)
def _taught(own: tuple[Example, ...]) -> Classifier:
    said = {" ".join(example.text.lower().split()) for example in own}
    kept = (seed for seed in blocker_examples() if " ".join(seed.text.lower().split()) not in said)
    return learn([*kept, *own])


def _unknown(label: str) -> Mistake:
    known = (*BLOCKERS, NONE)
    return Mistake(code="unknown_blocker", what=f"`{label}` is no blocker", mend=did_you_mean(label, known))
