"""Which weeks of which cohorts may be shown beside each cohort since go-live and everyone's weeks.

Maps add up along both: a cohort's weeks to its map since go-live, a week's cohorts to everyone's map. What somebody
can work out are the sums of whole cells that cross a border around some cohorts and weeks in one direction (see
`statistics.subtraction`). But the people of such a sum do not add up, since one person has cases in several weeks. So
the smallest group is sought as a flow in which a person stands between their cohort and all their weeks: cutting them
off costs one person, in however many weeks they are. With a cut of cases, somebody in two cohorts counts as two, as in
the rows of the metrics.

It does not hold against somebody who knows from elsewhere that a cohort had no case in a week: an empty place looks
like a hidden one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from desirepath.observe.map_counts import Place

Node: TypeAlias = Any
Room: TypeAlias = dict[Node, dict[Node, int]]
_OTHER_COHORTS, _OTHER_WEEKS = ("cohorts", None), ("weeks", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeksOfCohorts:
    """The people of each cohort and week of one cut, none of them empty; value None is for those without one.

    `together` counts people by their cohort and the weeks in which that is of fewer people than the floor. `values`
    have a map since go-live that is shown, and `weeks` one of everyone; others show none.
    """

    people: Mapping[Place, int]
    together: Mapping[tuple[str | None, frozenset[str]], int]
    values: frozenset[str]
    weeks: frozenset[str]
    floor: int

    def shown(self) -> frozenset[Place]:
        """Those of at least as many people as the floor, and so that no group of fewer follows from what is shown.

        As long as one is within reach, the smallest cell that would hide it is left out as well; at last what was left
        out without need is shown again, the largest first.
        """
        hidden = {place for place, people in self.people.items() if people < self.floor or not self._may_show(place)}
        companions: set[Place] = set()
        while needed := self._needed(hidden | companions):
            companions.add(needed)
        for place in sorted(companions, key=lambda place: (-self.people[place], str(place))):
            if self._needed(hidden | companions - {place}) is None:
                companions.remove(place)
        return frozenset(self.people) - hidden - companions

    def _may_show(self, place: Place) -> bool:
        return place[0] in self.values and place[1] in self.weeks

    def _ends(self, place: Place) -> tuple[Node, Node]:
        value, week = place
        return (
            ("cohorts", value) if value in self.values else _OTHER_COHORTS,
            ("weeks", week) if week in self.weeks else _OTHER_WEEKS,
        )

    def _needed(self, hidden: Collection[Place]) -> Place | None:
        """The smallest cell that has to go to put some small group out of reach; None if none is within reach."""
        room = self._room(hidden)
        small = sorted((place for place in hidden if self.people[place] < self.floor), key=str)
        for cohort, week in dict.fromkeys(self._ends(place) for place in small):
            inside = _smallest_cut(room, cohort, week, self.floor)
            if inside is not None:
                return self._smallest_crossing(inside, hidden) or self._smallest_that_hides(cohort, week, hidden)
        return None

    def _shown(self, hidden: Collection[Place]) -> list[Place]:
        """The cells that are still shown, the smallest first."""
        left = (place for place in self.people if place not in hidden)
        return sorted(left, key=lambda place: (self.people[place], str(place)))

    def _smallest_crossing(self, inside: Collection[Node], hidden: Collection[Place]) -> Place | None:
        ends = ((place, *self._ends(place)) for place in self._shown(hidden))
        return next((place for place, cohort, week in ends if (cohort in inside) != (week in inside)), None)

    def _smallest_that_hides(self, cohort: Node, week: Node, hidden: Collection[Place]) -> Place | None:
        """Where no cell crosses the border, as a cohort whose weeks are all shown lies on either side: one of those."""
        shown = self._shown(hidden)
        enough = (one for one in shown if _smallest_cut(self._room({*hidden, one}), cohort, week, self.floor) is None)
        return next(enough, next(iter(shown), None))

    def _room(self, hidden: Collection[Place]) -> Room:
        """From each cohort to its hidden weeks by way of people; never back, as nothing hidden may cross inwards."""
        room: Room = {}
        for place in sorted(hidden, key=str):
            cohort, week = self._ends(place)
            room.setdefault(week, {})[cohort] = self.floor
            room.setdefault(cohort, {})
            if self.people[place] >= self.floor:
                room[cohort][week] = self.floor
        for number, ((value, weeks), people) in enumerate(self.together.items()):
            ends = [self._ends((value, week)) for week in weeks]
            room[ends[0][0]][number] = people
            room[number] = {week: self.floor for _, week in ends}
        for cohort, week in self._maybe_filled(hidden):
            room.setdefault(week, {})[cohort] = self.floor
            room.setdefault(cohort, {})
        return room

    def _maybe_filled(self, hidden: Collection[Place]) -> list[tuple[Node, Node]]:
        """Empty cells that look like hidden ones: those that shifting hidden cases around a circle could fill."""
        values, weeks = (
            dict.fromkeys(value for value, _ in self.people),
            dict.fromkeys(week for _, week in self.people),
        )
        empty = [self._ends((value, week)) for value in values for week in weeks if (value, week) not in self.people]
        links: dict[Node, set[Node]] = {}
        for cohort, week in empty:
            links.setdefault(cohort, set()).add(week)
        for cohort, week in map(self._ends, hidden):
            links.setdefault(cohort, set()).add(week)
            links.setdefault(week, set()).add(cohort)
        from_week = {week: _linked(links, week) for week in dict.fromkeys(week for _, week in empty)}
        return [(cohort, week) for cohort, week in dict.fromkeys(empty) if cohort in from_week[week]]


def _linked(links: Mapping[Node, Collection[Node]], start: Node) -> set[Node]:
    found, waiting = {start}, [start]
    while waiting:
        new = set(links.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


def _smallest_cut(room: Room, source: Node, sink: Node, floor: int) -> Collection[Node] | None:
    """What lies on the source's side of the smallest cut, or None where it costs as much as the floor.

    Source: Ford and Fulkerson 1956.
    """
    left = {at: dict(to) for at, to in room.items()}
    flow = 0
    while True:
        came_from = _reached(left, source, sink)
        if sink not in came_from:
            return came_from
        path = [sink]
        while path[-1] != source:
            path.append(came_from[path[-1]])
        steps = [(path[number + 1], path[number]) for number in range(len(path) - 1)]
        most = min(left[one][other] for one, other in steps)
        flow += most
        if flow >= floor:
            return None
        for one, other in steps:
            left[one][other] -= most
            left[other][one] = left[other].get(one, 0) + most


def _reached(left: Room, source: Node, sink: Node) -> dict[Node, Node]:
    """Every node that more could flow to, and from where; it stops at the sink."""
    came_from = {source: source}
    waiting = deque([source])
    while waiting and sink not in came_from:
        at = waiting.popleft()
        for to, most in left.get(at, {}).items():
            if most > 0 and to not in came_from:
                came_from[to] = at
                waiting.append(to)
    return came_from
