"""Which rollouts are drawn and read: the rounds of the benchmark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from desirepath.simulate.families import FAMILIES, family_plan
from desirepath.simulate.plan import STRENGTHS, SimulationPlan, Strength

Kind: TypeAlias = Literal["strength", "two", "distractor", "daily", "delay"]
KINDS: tuple[Kind, ...] = ("strength", "two", "distractor", "daily", "delay")

# The seeds of the published table begin here. Nobody uses them while building: whoever tries something takes others
# (`--seeds 1`, say). What is tuned to a table is no longer measured by it.
PUBLISHED = 7_300_000
_SEEDS_A_FAMILY = 10_000
SIZES: dict[Kind, int] = {"strength": 2, "two": 17, "distractor": 100, "daily": 7, "delay": 1}
"""Rollouts of each family: 170 for each strength, 102 with two frictions, 100 for each distractor, 105 read daily."""
DELAY_STRENGTHS: tuple[Strength, ...] = ("clear", "moderate")
_OFFSETS: dict[Kind, int] = {"strength": 0, "two": 0, "distractor": 0, "daily": 5_000, "delay": 6_000}
_OF_A_STRENGTH = 100
_EVERY_SECOND = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One rollout, and how it is read: at its end, every day, or every day until the friction is found."""

    kind: Kind
    family: str
    strength: Strength
    seed: int

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.family}/{self.strength}/{self.seed}"

    @property
    def plan(self) -> SimulationPlan:
        return family_plan(self.family, self.strength, self.seed)


def rounds(first: int = PUBLISHED, most: int | None = None) -> Iterator[Round]:
    """All rounds, with seeds from `first` on; at most so many of each family and strength."""
    for number, family in enumerate(FAMILIES.values()):
        base = first + number * _SEEDS_A_FAMILY
        if family.distractor is not None:
            yield from _with("distractor", family.name, ("clear",), base, most)
            yield from _with("daily", family.name, ("clear",), base, most)
        elif len(family.frictions) > 1:
            yield from _with("two", family.name, ("clear",), base, most)
        else:
            yield from _with("strength", family.name, STRENGTHS, base, most)
            if number % _EVERY_SECOND == 0:
                yield from _with("delay", family.name, DELAY_STRENGTHS, base, most)


def _with(kind: Kind, family: str, strengths: tuple[Strength, ...], base: int, most: int | None) -> Iterator[Round]:
    size = SIZES[kind] if most is None else min(most, SIZES[kind])
    for strength in strengths:
        begin = base + _OFFSETS[kind] + STRENGTHS.index(strength) * _OF_A_STRENGTH * (len(strengths) > 1)
        for seed in range(begin, begin + size):
            yield Round(kind=kind, family=family, strength=strength, seed=seed)
