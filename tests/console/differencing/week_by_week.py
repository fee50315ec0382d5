"""A small organisation week by week: uneven cohorts, joiners, movers, quiet weeks; and who really did and said what by when."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from desirepath.prove.changed_people import NO_VALUE, Cell
from tests.console.differencing.shipping import Assigned, drawn_arms, write_shipped

GO_LIVE = date(2026, 1, 5)
PATIENCE = timedelta(days=10)
STEPS = ("ask", "quote", "order")
ROLES = {"buyer": 52, "clerk": 31, "head": 12, "lawyer": 11, "fitter": 9, "guard": 3}
OFTEN = {"buyer": 0.65, "clerk": 0.5, "head": 0.3, "lawyer": 0.25, "fitter": 0.2, "guard": 0.4}
QUIET = {-1: 0, 0: 2, 4: 2, 7: 5}
"""In these weeks from go-live so many people do anything."""
LATE = timedelta(days=43)
"""So much later the cases that were begun in the last week before go-live, and given up, go on after all."""
ANSWERED = 0.9
SAID = (
    ("access", "I have no right to open the quote form"),
    ("policy", "nobody knows which approval limit holds for a quote"),
    ("usability", "entering the supplier twice takes far too long"),
)
BESIDE = ("again", "since monday", "here as well", "as before", "for days now")
CUTS = ("region", "role")
STUMBLE = ("buyer", (1, 1, 1, 1, 3))
"""Since go-live most cases of this role end after the first step, so that there is a friction point to ask for."""
_ROLLOUT = f"""
rollout: differencing
title: Week by week
go_live: {GO_LIVE}
timezone: UTC
cuts: [role, region]
sources:
  - {{file: events.csv, table: events}}
  - {{file: people.csv, table: people}}
  - {{file: answers.csv, table: answers}}
  - {{file: interventions.csv, table: interventions}}
  - {{file: exposures.csv, table: exposures}}
workflows:
  - workflow: request
    case_ends_after: 10d
    path: {" ".join(STEPS)}
"""


@dataclass(frozen=True)
class Case:
    """One piece of work: whose, and when each of its steps was done."""

    name: str
    person: str
    at: tuple[datetime, ...]

    @property
    def week(self) -> int:
        """From go-live; 0 and below before it."""
        return (self.at[0].date() - GO_LIVE).days // 7 + 1

    def state(self, as_of: datetime) -> tuple[str, int, bool]:
        """What of it is known as of a time: how far it came, and whether it was given up."""
        done = [at for at in self.at if at < as_of]
        return self.name, len(done), len(done) < len(STEPS) and as_of - done[-1] > PATIENCE


@dataclass(frozen=True)
class Answer:
    """What somebody answered to the question at a step."""

    person: str
    at: datetime
    reason: str
    text: str


@dataclass(frozen=True)
class Organisation:
    """What all did and said, and by diagnosis where everybody is: role and region, None for who is not in the people file.

    `arms` are by intervention.
    """

    cases: tuple[Case, ...]
    answers: tuple[Answer, ...]
    places: tuple[Mapping[str, tuple[str, str]], ...]
    arms: Mapping[str, Assigned]

    @classmethod
    def drawn(cls, seed: int, weeks: int) -> Organisation:
        """A made-up one, over so many weeks from go-live."""
        dice = random.Random(seed)
        roles = {f"{role} {one}": role for role, many in ROLES.items() for one in range(many)}
        joins = {person: 0 if dice.random() < 0.9 else dice.randint(1, weeks) for person in roles}
        region = {person: "north" if dice.random() < 0.6 else dice.choice(("south", "west")) for person in roles}
        places = []
        for _ in range(weeks + 1):
            for mover in dice.sample(sorted(roles), dice.choice((0, 0, 1, 3))):
                region[mover] = dice.choice(("north", "south", "west"))
            places.append({one: (roles[one], region[one]) for one in sorted(roles) if one != "clerk 30"})
        cases = tuple(_cases(dice, roles, joins, weeks))
        answers = tuple(_answers(random.Random(seed), cases))
        return cls(cases, answers, tuple(places), drawn_arms(seed, cases, roles))

    def write(self, folder: Path, diagnosis: int) -> None:
        """The tables as they are at a diagnosis; the log goes on beyond its date."""
        events = [("case_id", "activity", "at", "user_id")]
        events += [
            (case.name, step, f"{at:%Y-%m-%d %H:%M:%S}", case.person)
            for case in self.cases
            for step, at in zip(STEPS, case.at, strict=False)
        ]
        people = [("user_id", "role", "region")]
        people += [(person, *place) for person, place in self.places[diagnosis].items()]
        answers = [("at", "user_id", "workflow", "step", "reason", "text")]
        answers += [
            (f"{one.at:%Y-%m-%d %H:%M:%S}", one.person, "request", "quote", one.reason, one.text)
            for one in self.answers
        ]
        for name, rows in (("events", events), ("people", people), ("answers", answers)):
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
                csv.writer(out).writerows(rows)
        write_shipped(folder, self.arms)

    @cached_property
    def _states(self) -> list[dict[int, dict[str, tuple[object, ...]]]]:
        """By diagnosis, week and person, all that is known of their cases that began in it."""
        states: list[dict[int, dict[str, tuple[object, ...]]]] = []
        for number in range(len(self.places)):
            as_of, found = as_of_time(number), dict[int, dict[str, tuple[object, ...]]]()
            for case in self.cases:
                if case.at[0] < as_of:
                    mine = found.setdefault(max(case.week, 0), {})
                    mine[case.person] = (*mine.get(case.person, ()), case.state(as_of))
            states.append(found)
        return states

    def contributed(self, diagnosis: int, cell: Cell, week: int) -> dict[str, tuple[object, ...]]:
        """By person, what they contribute to a cell and week (0: the baseline) at a diagnosis."""
        found = self._states[diagnosis].get(week, {})
        return {person: states for person, states in found.items() if self.is_in(diagnosis, person, cell)}

    def changed(self, diagnosis: int, cell: Cell, weeks: range) -> frozenset[str]:
        """Whose contribution to a cell in these weeks is not what it was at the diagnosis before."""
        asked = (diagnosis, cell, weeks)
        if asked not in self._changes:
            self._changes[asked] = self._changed(*asked)
        return self._changes[asked]

    @cached_property
    def _changes(self) -> dict[tuple[int, Cell, range], frozenset[str]]:
        """What was asked for already: an attack asks for the same thousands of times."""
        return {}

    def _changed(self, diagnosis: int, cell: Cell, weeks: range) -> frozenset[str]:
        changed: set[str] = set()
        for week in weeks:
            now = self.contributed(diagnosis, cell, week)
            before = self.contributed(diagnosis - 1, cell, week) if diagnosis else {}
            changed |= {person for person in now.keys() | before.keys() if now.get(person) != before.get(person)}
        return frozenset(changed)

    def since_assigned(self, diagnosis: int, intervention: str) -> dict[str, tuple[object, ...]]:
        """By person who was assigned by a diagnosis, what is known then of the cases that they did something in since."""
        if diagnosis < 0:
            return {}
        as_of, found = as_of_time(diagnosis), dict[str, tuple[object, ...]]()
        for person, (_, assigned) in self.arms[intervention].items():
            if assigned < as_of:
                mine = (case for case in self._of_person[person] if assigned <= case.at[-1] and case.at[0] < as_of)
                found[person] = tuple(case.state(as_of) for case in mine)
        return found

    @cached_property
    def _of_person(self) -> dict[str, list[Case]]:
        found: dict[str, list[Case]] = {}
        for case in self.cases:
            found.setdefault(case.person, []).append(case)
        return found

    def answered(self, diagnosis: int) -> frozenset[str]:
        """Who said something that was not known at the diagnosis before."""
        since = as_of_time(diagnosis - 1) if diagnosis else datetime.min.replace(tzinfo=UTC)
        return frozenset(one.person for one in self.answers if since <= one.at < as_of_time(diagnosis))

    def is_in(self, diagnosis: int, person: str, cell: Cell) -> bool:
        """Whether a person is in a cell at a diagnosis."""
        place = self.places[diagnosis].get(person)
        here = (
            dict.fromkeys(("role", "region"), NO_VALUE)
            if place is None
            else dict(zip(("role", "region"), place, strict=True))
        )
        return all(here[cut] == value for cut, value in cell)

    def cells(self) -> Iterator[Cell]:
        """Every cell that anybody is ever in, and those of people without a place."""
        yield ()
        roles, regions = (*ROLES, NO_VALUE), ("north", "south", "west", NO_VALUE)
        yield from ((("role", role),) for role in roles)
        yield from ((("region", region),) for region in regions)
        both = Counter((region, role) for places in self.places for role, region in places.values())
        yield from ((("region", region), ("role", role)) for region, role in [*both, (NO_VALUE, NO_VALUE)])


def as_of_day(diagnosis: int) -> date:
    """The day that a diagnosis is as of: a week after go-live, and each week on."""
    return GO_LIVE + timedelta(days=7 * (diagnosis + 1))


def as_of_time(diagnosis: int) -> datetime:
    """The same as a time."""
    return datetime.combine(as_of_day(diagnosis), datetime.min.time(), UTC)


def rollout_text() -> str:
    """The rollout file."""
    return _ROLLOUT


def _cases(dice: random.Random, roles: Mapping[str, str], joins: Mapping[str, int], weeks: int) -> Iterator[Case]:
    for week in range(-3, weeks + 1):
        people = [one for one in roles if joins[one] <= max(week, 0) and dice.random() < OFTEN[roles[one]]]
        quiet = QUIET.get(week)
        chosen = people if quiet is None else dice.sample(people, quiet)
        for person in chosen:
            for number in range(dice.choice((1, 1, 2))):
                yield Case(f"{person} {week} {number}", person, tuple(_times(dice, week, roles[person])))


def _times(dice: random.Random, week: int, role: str) -> Iterator[datetime]:
    at = datetime.combine(GO_LIVE, datetime.min.time(), UTC) + timedelta(
        days=7 * (week - 1) + dice.random() * (6.9 if week else 1.0)
    )
    for _ in range(dice.choice(STUMBLE[1] if role == STUMBLE[0] and week > 0 else (1, 2, 3, 3, 3, 3, 3))):
        yield at
        at += timedelta(days=dice.expovariate(0.6)) if week else LATE


def _answers(dice: random.Random, cases: Iterable[Case]) -> Iterator[Answer]:
    """Every third case is answered for, about one of three things, in words that many share."""
    for case in cases:
        if dice.random() < ANSWERED:
            reason, text = dice.choice(SAID)
            yield Answer(case.person, case.at[-1] + timedelta(hours=1), reason, f"{text} {dice.choice(BESIDE)}")
