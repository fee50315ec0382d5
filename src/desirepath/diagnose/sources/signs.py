"""Behaviour: what cases do at the step, what the page saw there, and who has the trouble most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from desirepath.diagnose.held_against import Compared, cases_held, told_held
from desirepath.diagnose.piece import Piece, compared_or_none, in_words, parts_of_excess
from desirepath.diagnose.who import who_has_it
from desirepath.observe.heard import HeardByTable
from desirepath.observe.shows_as import ATTEMPTS, SHOWS_AS
from desirepath.observe.step_tallies import StepTallies
from desirepath.observe.trouble import Trouble
from desirepath.vocabulary.friction import EvidenceSource
from desirepath.vocabulary.signal import Symptom

KINDS = (
    "hesitation",
    "repeated_error",
    "rage_click",
    "dead_click",
    "back_and_forth",
    "left_at_step",
    "help_opened",
    "bulk_copy",
    "bulk_export",
)
WORDS: Mapping[Symptom, str] = {
    Symptom.ABANDONMENT_AT_STEP: "cases given up or held up",
    Symptom.COHORT_GAP: "cases held up",
    Symptom.APPROVAL_PATH_BYPASSED: "cases that go round the step",
    Symptom.DUPLICATE_HANDOFFS: "cases entered twice or handed back",
}
"""The symptoms that are behaviour, in words."""


def behaviour(trouble: Trouble, tallies: StepTallies, heard: HeardByTable) -> Piece:
    """Drop-offs, deviations and durations of the symptom, and the signs that the page saw."""
    said: list[str] = []
    differs = False
    seen = None
    marks: dict[str, float] = {}
    if trouble.symptom in WORDS:
        marks = who_has_it(trouble, tallies)
        for one in _compared(trouble, tallies):
            if one.differs:
                said, differs = [*said, in_words(one, WORDS[trouble.symptom])], True
    if "signs" in heard:
        signs = heard["signs"]
        by_kind = [
            compared_or_none(
                told_held(trouble, tallies, signs, np.array([label == kind for label in signs.labels], np.float64))
            )
            for kind in KINDS
        ]
        marks |= {f"sign: {kind}": float(part) for kind, part in zip(KINDS, parts_of_excess(by_kind), strict=True)}
        seen = compared_or_none(told_held(trouble, tallies, signs))
        if seen is not None and seen.differs:
            said, differs = [*said, f"{in_words(seen, 'signs')}{_most(by_kind)}"], True
    if not said:
        said = [in_words(seen, "signs") if seen is not None else "no more than usual is seen in what cases do here"]
    return Piece(source=EvidenceSource.BEHAVIOUR, says="; ".join(said), differs=differs, marks=marks)


def _most(by_kind: list[Compared | None]) -> str:
    excess = [0.0 if one is None else one.excess for one in by_kind]
    return f", most of them {KINDS[int(np.argmax(excess))].replace('_', ' ')}" if max(excess) > 0 else ""


def excess_of(trouble: Trouble, tallies: StepTallies) -> float:
    """How many cases of the cohort have the trouble beyond what was to be expected; at least 1."""
    return max(1.0, sum(one.excess for one in _compared(trouble, tallies)))


def _compared(trouble: Trouble, tallies: StepTallies) -> Iterator[Compared]:
    """Each count in which a symptom shows as behaviour; attempts that did not succeed where it is none."""
    counts, of = SHOWS_AS[trouble.symptom] if trouble.symptom in WORDS else ATTEMPTS
    held = (cases_held(trouble, tallies, count, of) for count in counts)
    return (one.compared() for one in held if one is not None)
