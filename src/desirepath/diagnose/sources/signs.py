"""Behaviour: what cases do at the step, what the page saw there, and who has the trouble most."""

from __future__ import annotations

import math

import numpy as np

from desirepath.diagnose.held_against import Compared, Held, cases_held, told_held
from desirepath.diagnose.piece import Piece, compared_or_none, in_words, parts_of_excess
from desirepath.observe.heard import Flags, HeardByTable
from desirepath.observe.step_tallies import Span, StepTallies
from desirepath.observe.trouble import Trouble
from desirepath.vocabulary.cohort import TENURE_BANDS
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
SHOWS_IN = {**{symptom: counts for symptom, (counts, _, _) in BEHAVIOUR.items()}, Symptom.EXCEPTIONS_RISING: ("slipped",)}
_FARTHEST = 1.5
_STEADY = 5.0


def behaviour(trouble: Trouble, tallies: StepTallies, heard: HeardByTable) -> Piece:
    """Drop-offs, deviations and durations of the symptom, and the signs that the page saw."""
    said, differs = [], False
    counts, of, words = BEHAVIOUR.get(trouble.symptom, ((), "", ""))
    for count in counts:
        compared = compared_or_none(cases_held(trouble, tallies, count, of))
        if compared is not None and compared.differs:
            said, differs = [*said, in_words(compared, words)], True
    seen = None
    marks = {f"symptom: {trouble.symptom.value}": 1.0, **_who(trouble, tallies)}
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


def _who(trouble: Trouble, tallies: StepTallies) -> dict[str, float]:
    """Whether first cases and newcomers have more of the trouble: logarithms of ratios, drawn to 0."""
    counts = SHOWS_IN.get(trouble.symptom, ())
    if not counts:
        return {}
    first = _rate(tallies.first, trouble, counts, trouble.members)
    later = _rate(tallies.since, trouble, counts, trouble.members, minus=tallies.first)
    marks = {"who: first cases": _log_ratio(first, later)}
    if "tenure" in tallies.cuts:
        cut = tallies.cuts.index("tenure")
        youngest = TENURE_BANDS[0][0]
        values = tallies.values[cut]
        is_new = tallies.codes[:, cut] == (values.index(youngest) + 1 if youngest in values else -1)
        is_theirs = ("tenure", youngest) in trouble.cohort.pairs
        among = np.ones_like(trouble.members) if is_theirs else trouble.members
        rates = [_rate(tallies.since, trouble, counts, among & chosen) for chosen in (is_new, ~is_new)]
        marks["who: newcomers"] = _log_ratio(*rates)
    return marks


def _rate(
    span: Span, trouble: Trouble, counts: tuple[str, ...], rows: Flags, minus: Span | None = None
) -> tuple[float, float]:
    def total(name: str) -> float:
        taken = 0 if minus is None else minus.of_steps[name][trouble.step][rows].sum()
        return float(span.of_steps[name][trouble.step][rows].sum() - taken)

    return sum(total(name) for name in counts), total("entered")


def _log_ratio(one: tuple[float, float], other: tuple[float, float]) -> float:
    pooled = (one[0] + other[0] + 1.0) / (one[1] + other[1] + 2.0)
    rates = [(hit + _STEADY * pooled) / (cases + _STEADY) for hit, cases in (one, other)]
    return max(-_FARTHEST, min(_FARTHEST, math.log(rates[0] / rates[1])))


def excess_of(trouble: Trouble, tallies: StepTallies) -> float:
    """How many cases of the cohort have the trouble beyond what was to be expected; at least 1."""
    counts, of, _ = BEHAVIOUR.get(trouble.symptom, (SHOWS_IN.get(trouble.symptom, ("failed", "denied")), "entered", ""))
    found: list[Held | None] = [cases_held(trouble, tallies, count, of) for count in counts]
    return max(1.0, sum(one.compared().excess for one in found if one is not None))
