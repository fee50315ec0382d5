"""The made-up people: who they are, how busy, when away, and how they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from desirepath.simulate.calendar import DAY, Moments
from desirepath.vocabulary.cohort import MANAGER_VALUES, Cohort

Numbers = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int32]
Positions = npt.NDArray[np.int64]
"""Rows among others, by number."""
Flags = npt.NDArray[np.bool_]
Tendency: TypeAlias = Literal["slips", "quits", "skips"]

_TRIES = 3
"""How often somebody else is drawn for whoever is away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One attribute of all people: its values, and the position of each person's value among them."""

    values: tuple[str, ...]
    codes: Codes

    def is_value(self, value: str) -> Flags:
        """Who has this value. Raises ValueError where nobody can."""
        found: Flags = self.codes == self.values.index(value)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """One entry a person.

    `busy` holds two weights a person, before go-live and since: how often the person begins a case. `own` are
    the person's factors on what goes wrong, is given up, or gone round; each is one on average over cases.
    `haste` is a factor of time. `away` holds spells of absence, in UTC microseconds: begin and end. `language`
    is a position in `languages`.
    """

    attributes: Mapping[str, Attribute]
    hired_on: npt.NDArray[np.datetime64]
    boss: Codes
    desk: Codes
    busy: tuple[Numbers, Numbers]
    own: Mapping[Tendency, Numbers]
    haste: Numbers
    away: tuple[tuple[Moments, Moments], ...]
    languages: tuple[str, ...]
    language: Codes

    def __len__(self) -> int:
        return len(self.boss)

    def members(self, cohort: Cohort) -> Flags:
        """Who is in a cohort. Raises KeyError or ValueError for an attribute or value that nobody has."""
        found = np.ones(len(self), np.bool_)
        for attribute, value in cohort.pairs:
            found &= self.attributes[attribute].is_value(value)
        return found

    def with_attribute(self, name: str, attribute: Attribute) -> People:
        """The same people with an attribute changed."""
        return replace(self, attributes={**self.attributes, name: attribute})

    def with_busy(self, before: Numbers | float = 1.0, since: Numbers | float = 1.0) -> People:
        """The same people, busier by these factors before go-live and since."""
        return replace(self, busy=(self.busy[0] * before, self.busy[1] * since))


class Rota:
    """Who begins cases in one era: drawn by how busy each person is, without those who are away."""

    def __init__(self, people: People, *, is_new: bool) -> None:
        busy = people.busy[is_new]
        self._so_far = np.cumsum(busy / busy.sum())
        self._people = people

    def draw(self, begins: Moments, dice: np.random.Generator) -> Codes:
        """Who begins each of these cases."""
        person = self._anyone(len(begins), dice)
        absent = np.flatnonzero(self._is_away(person, begins))
        for _ in range(_TRIES):
            if not len(absent):
                break
            person[absent] = self._anyone(len(absent), dice)
            absent = absent[self._is_away(person[absent], begins[absent])]
        return person

    def _anyone(self, number: int, dice: np.random.Generator) -> Codes:
        drawn = np.searchsorted(self._so_far, dice.random(number), side="right")
        return np.minimum(drawn, len(self._so_far) - 1).astype(np.int32)

    def _is_away(self, person: Codes, begins: Moments) -> Flags:
        absent = np.zeros(len(person), np.bool_)
        for since, until in self._people.away:
            absent |= (since[person] <= begins) & (begins < until[person])
        return absent


def people_table(people: People) -> pa.Table:
    """The rows of the people table."""
    ids = user_ids(len(people))
    at_the_top = people.boss == np.arange(len(people))
    columns = {name: _labels(people.attributes[name]) for name in ("role", "region")}
    return pa.table(
        {
            "user_id": ids,
            **columns,
            "hired_on": pa.array(people.hired_on, pa.date32()),
            **{name: _labels(people.attributes[name]) for name in ("business_unit", "environment")},
            "manager": ids.take(pa.array(people.boss, mask=at_the_top)),
            "permission_level": _labels(people.attributes["permission_level"]),
        }
    )


def user_ids(number: int) -> pa.Array:
    """The ids of all people, in order: `u000000` and on."""
    return pa.array([f"u{person:06d}" for person in range(number)])


def leads(boss: Codes) -> Attribute:
    """The cut `manager`: whether anybody reports to the person."""
    at_the_top = boss == np.arange(len(boss))
    is_led_by = np.zeros(len(boss), np.bool_)
    is_led_by[boss[~at_the_top]] = True
    return Attribute(values=MANAGER_VALUES, codes=np.where(is_led_by, 0, 1).astype(np.int32))


def days(number: float) -> int:
    """So many days in microseconds."""
    return int(number * DAY)


def _labels(attribute: Attribute) -> pa.Array:
    return pa.array(attribute.values).take(pa.array(attribute.codes))
