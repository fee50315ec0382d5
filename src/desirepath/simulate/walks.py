"""What happens in each case, step by step, before it is known when.

A walk is one row of a matrix: each column is a place in the fullest possible case, empty where the case
does not go there. Giving up empties all places from some column on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desirepath.simulate.people import Codes, Flags, Numbers, People

Matrix = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Starters:
    """Who begins the cases of one piece, and how things stand for them.

    `trouble` is the factor by which failures are likelier or rarer for this person on this day;
    `gives_up` the chance of giving up at the planted friction (0 for whom it is not).
    """

    person: Codes
    trouble: Numbers
    gives_up: Numbers

    def __len__(self) -> int:
        return len(self.person)


@dataclass(frozen=True, slots=True, kw_only=True)
class Walks:
    """One row a case, one column a place. `skipped` marks cases that leave out a required step."""

    activity: Matrix
    outcome: Matrix
    channel: Matrix
    actor: Codes
    skipped: Flags


class Chances:
    """Draws for all cases of a piece at once."""

    def __init__(self, dice: np.random.Generator, number: int) -> None:
        self._dice = dice
        self._number = number

    def happens(self, chance: float | Numbers) -> Flags:
        """Whether something of this chance happens, case by case."""
        drawn: Flags = self._dice.random(self._number) < chance
        return drawn

    def one_of(self, values: Codes | list[int], shares: list[float] | None = None) -> Codes:
        """One of the values for each case."""
        return self._dice.choice(np.asarray(values), self._number, p=shares).astype(np.int32)


def empty_beyond(matrix: Matrix, cut: Codes) -> None:
    """Empty every row from its cut on."""
    matrix[np.arange(matrix.shape[1])[None, :] >= cut[:, None]] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """At which of the `places` of a walk somebody else acts: the starter's boss, or somebody of finance."""

    places: int
    by_boss: tuple[int, ...]
    by_finance: tuple[int, ...]


def actors(people: People, person: Codes, others: Others, chances: Chances) -> Codes:
    """Who acts at each place."""
    acting = np.repeat(person[:, None], others.places, axis=1)
    acting[:, others.by_boss] = people.boss[person][:, None]
    for place in others.by_finance:
        acting[:, place] = chances.one_of(people.finance)
    return acting
