"""A hundred questions at once, of which none or ten have something to find."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from scipy import special

from desirepath.statistics.discoveries import Discoveries, benjamini_hochberg, benjamini_yekutieli
from tests.statistics.people import Dice, Floats
from tests.statistics.trouble.figures import Figure

QUESTIONS = 100


def family(dice: Dice, true_ones: int, alike: float) -> tuple[Floats, Floats, Discoveries]:
    """The truths, what was seen of them with an error of 1, and what is found; `alike` is the correlation."""
    truth = np.where(np.arange(QUESTIONS) < true_ones, 3.0, 0.0)
    seen = truth + np.sqrt(alike) * dice.normal() + np.sqrt(1 - alike) * dice.normal(size=QUESTIONS)
    return truth, seen, benjamini_hochberg((2 * special.ndtr(-np.abs(seen))).tolist())


def _false_ones(dice: Dice, true_ones: int, alike: float) -> float:
    truth, _, found = family(dice, true_ones, alike)
    return float(np.mean(truth[list(found.found)] == 0)) if found.found else 0.0


def _false_intervals(dice: Dice, true_ones: int, alike: float, *, adjusted: bool) -> float:
    truth, seen, found = family(dice, true_ones, alike)
    if not found.found:
        return 0.0
    told = list(found.found)
    reach = special.ndtri(0.5 + (found.level if adjusted else 0.95) / 2)
    return float(np.mean(np.abs(seen - truth)[told] > reach))


def _whatever_the_dependence(dice: Dice) -> float:
    """Questions that lean on each other against each other: pairs of opposite signs."""
    half = dice.normal(size=QUESTIONS // 2)
    seen = np.concatenate([half, -half])
    return float(bool(benjamini_yekutieli((2 * special.ndtr(-np.abs(seen))).tolist()).found))


def figures() -> Iterator[Figure]:
    for true_ones in (0, 10):
        for alike in (0.0, 0.5):
            setting = f"{true_ones} of {QUESTIONS} true, correlation {alike}"
            draw = partial(_false_ones, true_ones=true_ones, alike=alike)
            yield Figure("discoveries", setting, "false among those found", draw, 0, 0.05, 1500, 10_000)
            within = partial(_false_intervals, true_ones=true_ones, alike=alike, adjusted=True)
            what = "intervals told that miss, at the matching level"
            yield Figure("discoveries", setting, what, within, 0, 0.05, 1500, 10_000)
    plain = partial(_false_intervals, true_ones=10, alike=0.0, adjusted=False)
    setting = f"10 of {QUESTIONS} true, correlation 0.0"
    yield Figure("discoveries", setting, "intervals told that miss, at 95 %", plain, 0.07, 1, 1500, 10_000)
    yield Figure(
        "discoveries", "none true, in opposite pairs", "anything found by Benjamini-Yekutieli",
        _whatever_the_dependence, 0, 0.05, 500, 5000,
    )  # fmt: skip
