"""Baselines that are like for like: people are compared with those who were like them before."""

from __future__ import annotations

import numpy as np
from scipy import special

from desirepath.statistics.tallies import Integers, Tally, joint_cells

MOST_CELL_CUTS = 2
_DIFFERS, _ROUNDING = 0.01, 1e-12


def like_for_like(before: Tally, codes: Integers) -> Integers:
    """The cells within which people are compared with their baseline: by the one or two cuts that told them apart then.

    The fewer the cells the better each is known; a cut by which people did not differ before needs none.
    """
    strengths = [(_p_of_difference(before, codes[:, cut]), cut) for cut in range(codes.shape[1])]
    chosen = [cut for p, cut in sorted(strengths)[:MOST_CELL_CUTS] if p < _DIFFERS]
    return joint_cells(codes[:, chosen]) if chosen else np.zeros(len(codes), np.int64)


def _p_of_difference(before: Tally, code: Integers) -> float:
    """One-way analysis of variance of the persons' ratios by the values of a cut."""
    present = before.present
    ratios, groups = before.ratios[present], code[present]
    _, group = np.unique(groups, return_inverse=True)
    sizes = np.bincount(group)
    if len(sizes) < 2 or len(ratios) <= len(sizes):
        return 1.0
    means = np.bincount(group, weights=ratios) / sizes
    between = float(np.sum(sizes * (means - ratios.mean()) ** 2)) / (len(sizes) - 1)
    within = float(np.sum((ratios - means[group]) ** 2)) / (len(ratios) - len(sizes))
    if within <= _ROUNDING:
        return 1.0
    return float(special.fdtrc(len(sizes) - 1, len(ratios) - len(sizes), between / within))
