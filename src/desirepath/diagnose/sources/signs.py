"""Behaviour: what cases do at the step, what the page saw there, and who has the trouble most."""

from __future__ import annotations

import numpy as np

from desirepath.diagnose.held_against import Compared, Held, cases_held, told_held
from desirepath.diagnose.piece import Piece, compared_or_none, in_words, parts_of_excess
from desirepath.diagnose.who import who_has_it
from desirepath.observe.heard import HeardByTable
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
BEHAVIOUR = {
    Symptom.ABANDONMENT_AT_STEP: (("stuck", "slow"), "entered", "cases given up or held up"),
    Symptom.COHORT_GAP: (("stuck", "slow"), "entered", "cases held up"),
    Symptom.APPROVAL_PATH_BYPASSED: (("bypassed",), "ended", "cases that go round the step"),
    Symptom.DUPLICATE_HANDOFFS: (("doubled",), "entered", "cases entered twice or handed back"),
}
"""The counts in which a symptom shows as behaviour, of which cases, in words."""
SHOWS_IN = {
    **{symptom: counts for symptom, (counts, _, _) in BEHAVIOUR.items()},
    Symptom.EXCEPTIONS_RISING: ("slipped",),
}
_FARTHEST = 1.5
_STEADY = 5.0


def behaviour(trouble: Trouble, tallies: StepTallies, heard: HeardByTable) -> Piece:
    """Drop-offs, deviations and durations of the symptom, and the signs that the page saw."""
    said: list[str] = []
    differs = False
    counts, of, words = BEHAVIOUR.get(trouble.symptom, ((), "", ""))
    for count in counts:
        compared = compared_or_none(cases_held(trouble, tallies, count, of))
        if compared is not None and compared.differs:
            said, differs = [*said, in_words(compared, words)], True
    seen = None
    marks = who_has_it(trouble, tallies) if trouble.symptom in BEHAVIOUR else {}
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
    counts, of, _ = BEHAVIOUR.get(trouble.symptom, (("failed", "denied"), "entered", ""))
    found: list[Held | None] = [cases_held(trouble, tallies, count, of) for count in counts]
    return max(1.0, sum(one.compared().excess for one in found if one is not None))
