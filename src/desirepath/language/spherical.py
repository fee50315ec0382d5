"""Groups of points on a sphere: k-means by angle, then merging what lies closest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from desirepath.language.theme_space import unit_rows

_ROUNDS = 40
_CANDIDATES = 4

Points = NDArray[np.float32]
Groups = NDArray[np.int64]


def group_by_angle(points: Points, number: int, seed: int, pinned: Groups | None = None) -> tuple[Groups, Points]:
    """The group of every point, and the middle of every group.

    Points at the origin are in no group (-1). `pinned` holds -1 or the group that a point must stay in; these groups
    come first. `seed` draws among candidates for the first middles. The same input gives the same groups.
    Source: Dhillon and Modha 2001 (spherical k-means); first middles by distance, as in Arthur and Vassilvitskii 2007.
    """
    there = np.linalg.norm(points, axis=1) > 0
    fixed = np.full(len(points), -1) if pinned is None else pinned
    middles = _first_middles(points[there], means_of(points, fixed, int(fixed.max(initial=-1)) + 1), number, seed)
    groups = _nearest(points, middles, fixed, there)
    for _ in range(_ROUNDS):
        means = means_of(points, groups, len(middles))
        middles = np.where(np.linalg.norm(means, axis=1, keepdims=True) > 0, means, middles)
        moved = _nearest(points, middles, fixed, there)
        if np.array_equal(moved, groups):
            break
        groups = moved
    return groups, middles


def merge_closest(middles: Points, sizes: NDArray[np.float64], begin: Groups, labels: int, fewest: int) -> list[Groups]:
    """For every number of merged groups, from that of `begin` down to `fewest`: the merged group of each middle.

    Groups 0 to `labels` of `begin` are labelled ones: they keep their numbers and never merge with each other.
    Merged are the two that lose least by it. Source: Ward 1963, Hierarchical grouping to optimize an objective function.
    """
    alive = list(range(int(begin.max()) + 1))
    merged = begin.copy()
    member = np.equal.outer(alive, begin).astype(np.float64)
    sums = np.asarray(member @ (middles * sizes[:, None]), dtype=np.float32)
    weight = member @ sizes
    steps = [_renumbered(merged)]
    while len(alive) > fewest:
        pair = _cheapest(unit_rows(sums[alive]), weight[alive], [group < labels for group in alive])
        if pair is None:
            break
        stays, goes = alive[pair[0]], alive[pair[1]]
        sums[stays] += sums[goes]
        weight[stays] += weight[goes]
        merged[merged == goes] = stays
        alive.remove(goes)
        steps.append(_renumbered(merged))
    return steps


def _cheapest(middles: Points, weight: NDArray[np.float64], labelled: Sequence[bool]) -> tuple[int, int] | None:
    loss = (1 - middles @ middles.T) * (weight[:, None] * weight / np.maximum(weight[:, None] + weight, 1e-9))
    loss[np.outer(labelled, labelled) | np.tri(len(middles), dtype=bool)] = np.inf
    first, second = divmod(int(loss.argmin()), len(middles))
    return None if loss[first, second] == np.inf else (first, second)


def _renumbered(merged: Groups) -> Groups:
    return np.asarray(np.unique(merged, return_inverse=True)[1], dtype=np.int64)


def _first_middles(points: Points, given: Points, number: int, seed: int) -> Points:
    """The given middles, then points far from those before them: of some drawn by squared distance, the best.

    Where there is no point away from the origin, as in a half of texts that are mostly alike, the origin is the one middle.
    """
    if not len(points):
        return given if len(given) else np.zeros((1, points.shape[1]), dtype=np.float32)
    draw = np.random.default_rng(seed)
    middles = list(given) or [points[int(draw.integers(len(points)))]]
    far = 1 - (points @ np.array(middles).T).max(axis=1)
    while len(middles) < number:
        chance = np.maximum(far, 0).astype(np.float64)
        if chance.sum() <= 1e-9:
            break
        tried = draw.choice(len(points), size=min(_CANDIDATES, len(points)), p=chance / chance.sum())
        left = np.minimum(far[:, None], 1 - points @ points[tried].T)
        best = int(left.sum(axis=0).argmin())
        middles.append(points[tried[best]])
        far = left[:, best]
    return np.array(middles, dtype=np.float32)


def _nearest(points: Points, middles: Points, fixed: Groups, there: NDArray[np.bool_]) -> Groups:
    nearest = (points @ middles.T).argmax(axis=1)
    return np.asarray(np.where(fixed >= 0, fixed, np.where(there, nearest, -1)), dtype=np.int64)


def means_of(points: Points, groups: Groups, number: int) -> Points:
    """The middles of groups 0 to `number`, zeros for empty ones; points in none (-1) count nowhere."""
    inside = np.flatnonzero(groups >= 0)
    ones = np.ones(len(inside), dtype=np.float32)
    member = sparse.csr_matrix((ones, (groups[inside], inside)), shape=(number, len(points)))
    return unit_rows(np.asarray(member @ points, dtype=np.float32))
