"""Many questions asked at once: which answers stand, and how wide their intervals must then be.

When not to use it
    On questions that were picked because they looked interesting: the family has to be declared before looking,
    with all that was tried in it. On one question read many times: see `confidence_sequence`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RATE = 0.05
"""The share of false ones among all that are told, on average, that is put up with."""


@dataclass(frozen=True, slots=True)
class Discoveries:
    """A declared family of p-values, judged together.

    `q_values` stand in the order of the p-values: each is the least rate at which that one is still found.
    `found` are the positions of those found at `rate`; `tried` is how many questions the family holds;
    `level` is the confidence at which the intervals of those found are to be given, so that on average at most
    `rate` of the intervals that are told leave their truth outside.
    """

    q_values: tuple[float, ...]
    found: tuple[int, ...]
    tried: int
    rate: float
    level: float
    method: str


def benjamini_hochberg(p_values: Sequence[float], *, rate: float = RATE, tried: int | None = None) -> Discoveries:
    """What is found while at most `rate` of it is false on average.

    Holds for independent questions, and for those that lean the same way (one person counted in several
    cohorts). `tried` is more than the p-values where others were looked at and left away.
    Raises ValueError for p-values outside 0 to 1 and for fewer tried than given.
    Source: Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B; Benjamini & Yekutieli 2001.
    """
    return _step_up(p_values, rate, tried, penalty=1.0, method="Benjamini-Hochberg")


def benjamini_yekutieli(p_values: Sequence[float], *, rate: float = RATE, tried: int | None = None) -> Discoveries:
    """The same however the questions depend on each other; its bar is as much higher as there are questions (five times, for a hundred).

    Source: Benjamini & Yekutieli 2001, Annals of Statistics.
    """
    many = len(p_values) if tried is None else tried
    harmonic = float(np.sum(1 / np.arange(1, many + 1))) if many else 1.0
    return _step_up(p_values, rate, tried, penalty=harmonic, method="Benjamini-Yekutieli")


def level_for_found(found: int, tried: int, rate: float = RATE) -> float:
    """The confidence for the intervals of `found` ones picked out of `tried`: 1 - found · rate / tried.

    With none found it is that of the first that would be. An interval at this level around a finding of
    Benjamini-Hochberg leaves out zero, as its p-value is below found · rate / tried (the same test assumed).
    Raises ValueError for more found than tried. Source: Benjamini & Yekutieli 2005, JASA.
    """
    if not 0 <= found <= tried or not 0 < rate < 1:
        raise ValueError(f"{found} found of {tried} at a rate of {rate} cannot be")
    return 1 - max(found, 1) * rate / max(tried, 1)


def _step_up(p_values: Sequence[float], rate: float, tried: int | None, penalty: float, method: str) -> Discoveries:
    p = np.asarray(p_values, dtype=np.float64)
    many = len(p) if tried is None else tried
    if many < len(p):
        raise ValueError(f"{len(p)} p-values, but only {many} tried")
    if not (np.all(p >= 0) and np.all(p <= 1)):
        raise ValueError("p-values lie between 0 and 1")
    order = np.argsort(p, kind="stable")
    stepped = p[order] * many * penalty / np.arange(1, len(p) + 1)
    q_values = np.empty(len(p))
    q_values[order] = np.minimum(1.0, np.minimum.accumulate(stepped[::-1])[::-1])
    found = tuple(np.flatnonzero(q_values <= rate).tolist())
    level = level_for_found(len(found), many, rate / penalty)
    return Discoveries(tuple(q_values.tolist()), found, many, rate, level, method)
