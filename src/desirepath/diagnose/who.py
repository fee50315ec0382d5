"""Who has more of a trouble: first cases or later ones, newcomers or the others."""

from __future__ import annotations

import math

import numpy as np

from desirepath.observe.shows_as import SHOWS_AS
from desirepath.observe.step_tallies import Span, StepTallies
from desirepath.observe.trouble import Trouble
from desirepath.statistics.tallies import Flags
from desirepath.vocabulary.cohort import TENURE_BANDS

_FARTHEST = 1.5
_STEADY = 5.0


def who_has_it(trouble: Trouble, tallies: StepTallies) -> dict[str, float]:
    """Whether first cases and newcomers have more of the trouble: logarithms of ratios, drawn to 0."""
    if trouble.symptom not in SHOWS_AS:
        return {}
    counts, _ = SHOWS_AS[trouble.symptom]
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
