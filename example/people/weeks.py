"""Weeks of work in a few seconds: many people, a clock that is passed in, and the rows that their work leaves behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

from desirepath.vocabulary.guidance.published import Guides
from example.application.steps import WORKFLOW
from example.people.desk import bring_to_order
from example.people.over_http import OverHttp
from example.people.person import Person
from example.people.visit import Visit, visit
from example.people.watched import Watched

Row: TypeAlias = dict[str, str]
_BETWEEN = timedelta(minutes=2)
"""Between two things that happen to a case in one sitting."""
_DESK_AFTER = timedelta(hours=4)
_WORKDAYS, _FIRST_HOUR, _HOURS = 5, 8, 8


@dataclass(slots=True)
class Clock:
    """The time of a made-up day."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(slots=True)
class Work:
    """What weeks of work left: rows of the tables `events`, `exposures` and `tickets`, and the visits themselves."""

    visits: list[Visit] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def trouble(self) -> float:
        """Share of visits, 0 to 1, that took more than one try or came to nothing."""
        return sum(one.in_trouble for one in self.visits) / len(self.visits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeks:
    """So many weeks from a Monday on; each person writes a request in a week with the chance `busy`, 0 to 1.

    Without `approved`, nobody brings the requests to the order; that takes as long again.
    """

    begins: datetime
    weeks: int = 1
    first_week: int = 0
    busy: float = 1.0
    approved: bool = True


def weeks_of_work(address: str, who: Sequence[Person], weeks: Weeks, guides: Guides | None = None) -> Work:
    """Let people work with the application at this address, guided by this document or by none.

    A later span goes on with `first_week`, so that people's dice are not thrown the same again.
    """
    work, clock = Work(), Clock(weeks.begins)
    watched = Watched(guides, clock)
    door = OverHttp(address, watched)
    try:
        for at, person, number in _visits(who, weeks):
            clock.now = at
            door.sign_in(person)
            became = visit(person, door, number)
            work.visits.append(became)
            work.rows.extend(_rows(became, at, door if weeks.approved else None))
    finally:
        door.close()
    work.rows.extend(
        {
            "table": "exposures",
            "intervention_id": one.guide,
            "arm": one.arm,
            "action": "shown",
            "user_id": one.person,
            "at": _written(one.at),
            "event_id": f"exposure-{one.guide}-{one.person}",
        }
        for one in watched.exposures
    )
    return work


def _visits(who: Sequence[Person], weeks: Weeks) -> Iterator[tuple[datetime, Person, int]]:
    """When who writes a request, in the order of time."""
    found = []
    for week in range(weeks.weeks):
        number = weeks.first_week + week
        for person in who:
            if person.chance(number, "busy") < weeks.busy:
                day = int(person.chance(number, "day") * _WORKDAYS)
                hour = _FIRST_HOUR + person.chance(number, "hour") * _HOURS
                at = weeks.begins + timedelta(weeks=week, days=day, hours=hour)
                found.append((at.replace(microsecond=0), person, number))
    return iter(sorted(found, key=lambda one: (one[0], one[1].number)))


def _rows(became: Visit, at: datetime, desk: OverHttp | None) -> Iterator[Row]:
    doings = [(became.person.number, one) for one in became.happened]
    desk_from = len(doings)
    if became.done and desk is not None:
        doings += bring_to_order(became.person, became.case, desk)
    for place, (person, one) in enumerate(doings):
        later = at + place * _BETWEEN + (_DESK_AFTER if place >= desk_from else timedelta())
        yield {
            "table": "events",
            "workflow": WORKFLOW,
            "case_id": became.case,
            "activity": one.activity,
            "outcome": one.outcome,
            "user_id": person,
            "at": _written(later),
            "event_id": f"{became.case}-{place}",
        }
    if became.wrote_a_ticket:
        yield {
            "table": "tickets",
            "ticket_id": f"T-{became.case}",
            "opened_at": _written(at + _DESK_AFTER),
            "user_id": became.person.number,
            "workflow": WORKFLOW,
            "step": "quote",
            "category": "Quote fields",
            "subject": "Cost centre",
            "body": "It only says: Invalid value.",
        }


def _written(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
