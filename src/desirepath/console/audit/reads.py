"""What was done in a workspace, newest first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from desirepath.console.audit.models import Entry

LINES_A_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the log. `at` is None where a tampered line says no time."""

    number: int
    at: datetime | None
    who: str
    role: str
    verb: str
    about: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """One page of the log. `older` is the number to go on from, None at the beginning of the log."""

    lines: tuple[Line, ...]
    older: int | None
    verbs: tuple[str, ...]


def lines_of(workspace: int, *, before: int | None = None, verb: str = "", who: str = "") -> Lines:
    """The newest lines that fit, before a number."""
    mine = Entry.objects.filter(workspace=workspace)
    fitting = mine.filter(*_asked(verb, who), *([Q(number__lt=before)] if before else []))
    found = list(fitting.order_by("-number")[: LINES_A_PAGE + 1])
    more = len(found) > LINES_A_PAGE
    verbs = tuple(mine.order_by("verb").values_list("verb", flat=True).distinct())
    return Lines(
        lines=tuple(_line(one) for one in found[:LINES_A_PAGE]),
        older=found[LINES_A_PAGE - 1].number if more else None,
        verbs=verbs,
    )


def all_lines_of(workspace: int) -> Iterator[Line]:
    """Every line of a workspace, oldest first, for its export."""
    for one in Entry.objects.filter(workspace=workspace).order_by("number").iterator(1000):
        yield _line(one)


def _asked(verb: str, who: str) -> list[Q]:
    return [*([Q(verb=verb)] if verb else []), *([Q(who__icontains=who)] if who else [])]


def _line(entry: Entry) -> Line:
    return Line(
        number=entry.number,
        at=_time(entry.at),
        who=entry.who,
        role=entry.role,
        verb=entry.verb,
        about=entry.about,
        details=_details(entry.details),
    )


def _time(written: str) -> datetime | None:
    """The time; None where somebody changed it into none. The page that shows the tampering must not fail on it."""
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def _details(written: str) -> tuple[tuple[str, str], ...]:
    """The details by name; as they stand where somebody changed them into no JSON."""
    try:
        details = json.loads(written)
    except ValueError:
        details = None
    if not isinstance(details, dict):
        return (("", written),)
    return tuple((name, str(value)) for name, value in details.items())
