"""How many themes there are: as many as come back when only half of the texts is looked at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desirepath.language.spherical import Groups, Points, group_by_angle, means_of, merge_closest

MOST_AT_FIRST = 60
_TEXTS_PER_GROUP = 8
_MOST_PER_LABEL = 6
_LABELLED_PER_GROUP = 30
_FEWEST = 2
_AS_STABLE = 0.05
_HALVES = 2
_LOOKED_AT = 6_000
"""Points on which the borders of every number of groups are compared, evenly spread over all."""


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """The group of each point (-1: none), and how well each group comes back from half of the points.

    `stability` is Jaccard's index with the likest group that a half yields, on average; below 0.5 a group is an
    accident of the sample. `near` is the cosine of each point with the nearest middle of its group, `clear` how much
    nearer that is than any other group's, from -1 to 1. Source: Hennig 2007, Cluster-wise assessment of cluster
    stability.
    """

    groups: Groups
    stability: NDArray[np.float64]
    near: NDArray[np.float32]
    clear: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """One way of grouping: the cosine of each point with each of many middles, and what is merged into what."""

    cosines: NDArray[np.float32]
    nearest: Groups
    merged: dict[int, Groups]

    def groups(self, number: int) -> Groups:
        """The group of each point when there are so many groups."""
        return np.asarray(np.where(self.nearest >= 0, self.merged[number][self.nearest], -1), dtype=np.int64)

    def borders(self, number: int, rows: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """How near some points are to their group, and how clearly."""
        nearest, group = self.nearest[rows], self.merged[number]
        cosines = self.cosines[rows]
        own = group[np.maximum(nearest, 0)][:, None] == group
        near = np.where(own, cosines, -1).max(axis=1, initial=-1)
        to_own, to_next = 1 - near, 1 - np.where(own, -1, cosines).max(axis=1, initial=-1)
        clear = (to_next - to_own) / np.maximum(np.maximum(to_own, to_next), 1e-9)
        return np.where(nearest >= 0, near, 0), np.where(nearest >= 0, clear, 0)


def grouped(points: Points, seed: int, pinned: Groups) -> Grouping:
    """More groups than needed are found and merged; the number is the one on which halves of the points agree best.

    Of all numbers whose agreement (adjusted Rand index) is within 0.05 of the best, the one with the clearest
    borders is taken. `pinned` holds -1 or the group a point must be in: groups 0, 1, … are these, and may each have
    several middles.
    """
    whole = _run(points, np.arange(len(points)), seed, pinned)
    halves = [_run(points, _half(points, seed + half, pinned), seed + half, pinned) for half in range(1, _HALVES + 1)]
    numbers = sorted(set.intersection(*(set(run.merged) for run in (whole, *halves))), reverse=True)
    agreement = {number: adjusted_rand(*(half.groups(number) for half in halves)) for number in numbers}
    stable = [number for number in numbers if agreement[number] >= max(agreement.values()) - _AS_STABLE]
    some = np.arange(0, len(points), -(-len(points) // _LOOKED_AT))
    chosen = max(stable, key=lambda number: _silhouette(points[some], whole.groups(number)[some]))
    groups = whole.groups(chosen)
    stability = np.mean([_comes_back(groups, half.groups(chosen)) for half in halves], axis=0)
    return Grouping(groups, stability, *whole.borders(chosen, np.arange(len(points))))


def adjusted_rand(one: Groups, other: Groups) -> float:
    """Hubert and Arabie's (1985) agreement of two groupings: 1 if alike, about 0 by chance. Points in none are left out."""
    table = _crossed(one, other)
    pairs = _pairs(table).sum()
    rows, columns = _pairs(table.sum(axis=1)).sum(), _pairs(table.sum(axis=0)).sum()
    by_chance = rows * columns / max(float(_pairs(table.sum())), 1.0)
    most = (rows + columns) / 2
    return 1.0 if most == by_chance else float((pairs - by_chance) / (most - by_chance))


def _run(points: Points, rows: NDArray[np.int64], seed: int, pinned: Groups) -> _Run:
    """The groups of all points, learned from some rows of them."""
    own, label_of = _split(points[rows], pinned[rows], seed)
    number = len(label_of) + int(np.clip(np.sqrt(len(points) / _TEXTS_PER_GROUP), _FEWEST, MOST_AT_FIRST))
    groups, middles = group_by_angle(points[rows], number, seed, own)
    sizes = np.bincount(groups[groups >= 0], minlength=len(middles)).astype(np.float64)
    labels = int(pinned.max(initial=-1)) + 1
    begin = np.concatenate([label_of, labels + np.arange(len(middles) - len(label_of))])
    steps = merge_closest(middles, sizes, begin, labels, _FEWEST)
    cosines = points @ middles.T
    nearest = np.where(np.linalg.norm(points, axis=1) > 0, cosines.argmax(axis=1), -1)
    first_of = np.array([int(np.flatnonzero(label_of == label)[0]) for label in range(labels)], dtype=np.int64)
    fixed = pinned >= 0
    wrong = fixed & (begin[np.maximum(nearest, 0)] != pinned)
    nearest[wrong] = first_of[pinned[wrong]]
    return _Run(cosines, nearest, {int(step.max()) + 1: step for step in steps})


def _silhouette(points: Points, groups: Groups) -> float:
    """How much nearer points are to the middle of their group than to the next, on average, from -1 to 1.

    Source: Hruschka et al. 2004 (simplified silhouette).
    """
    apart = 1 - points @ means_of(points, groups, int(groups.max(initial=-1)) + 1).T
    inside = np.flatnonzero(groups >= 0)
    apart, own = apart[inside], groups[inside]
    to_own = apart[np.arange(len(own)), own]
    apart[np.arange(len(own)), own] = np.inf
    to_next = apart.min(axis=1, initial=2)
    return float(((to_next - to_own) / np.maximum(np.maximum(to_own, to_next), 1e-9)).mean()) if len(own) else 0.0


def _split(points: Points, pinned: Groups, seed: int) -> tuple[Groups, Groups]:
    """Each label's points as one to six groups of its own, and the label of each such group."""
    own = np.full(len(points), -1, dtype=np.int64)
    label_of: list[int] = []
    for label in range(int(pinned.max(initial=-1)) + 1):
        rows = np.flatnonzero(pinned == label)
        number = int(np.clip(len(rows) // _LABELLED_PER_GROUP, 1, _MOST_PER_LABEL))
        groups, _ = group_by_angle(points[rows], number, seed, np.full(len(rows), -1))
        own[rows] = len(label_of) + np.maximum(groups, 0)
        label_of += [label] * (int(groups.max(initial=0)) + 1)
    return own, np.array(label_of, dtype=np.int64)


def _half(points: Points, seed: int, pinned: Groups) -> NDArray[np.int64]:
    """The rows of a random half; pinned points are in every half."""
    chosen = pinned >= 0
    chosen[np.random.default_rng(seed).permutation(len(points))[: max(len(points) // 2, 1)]] = True
    return np.flatnonzero(chosen)


def _comes_back(groups: Groups, other: Groups) -> NDArray[np.float64]:
    """For each group the largest share it has in common with any other one: common points over all points of both."""
    table = _crossed(groups, other)
    either = table.sum(axis=1)[:, None] + table.sum(axis=0) - table
    return np.asarray((table / np.maximum(either, 1)).max(axis=1, initial=0), dtype=np.float64)


def _crossed(one: Groups, other: Groups) -> NDArray[np.float64]:
    both = (one >= 0) & (other >= 0)
    shape = (int(one.max(initial=-1)) + 1, int(other.max(initial=-1)) + 1)
    cells = np.bincount(one[both] * shape[1] + other[both], minlength=shape[0] * shape[1])
    return cells.reshape(shape).astype(np.float64)


def _pairs(count: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    return np.asarray(count * (count - 1) / 2, dtype=np.float64)
