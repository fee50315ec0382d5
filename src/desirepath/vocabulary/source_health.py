"""Whether rows still come in, and whether the rollout file still knows what they are called.

A source that fell silent and an activity that was renamed both look like people who stopped doing something. They
are told apart from that here, before anything is read into a blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFlow:
    """How the rows of one source come in.

    `last_at` is its latest time. `longest_pause` is the most whole days without a row that it had before.
    `silent_since` is the first day without a row where the pause until the as-of date is far longer than that;
    None where it goes on, or is too short to be told.
    """

    table: str
    source: str
    rows: int
    last_at: datetime
    longest_pause: int
    silent_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityAppeared:
    """An activity that the rollout file does not place, and that the log did not have from the start.

    `share` is of the workflow's events from that day on.
    """

    workflow: str
    activity: str
    on: date
    events: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityVanished:
    """An activity of a step in force that used to come `per_week` times, and came last on a day.

    `perhaps` are activities without a place that appeared about that day: the same under another name?
    """

    workflow: str
    activity: str
    step: str
    last_on: date
    per_week: float
    perhaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownShare:
    """The share of a workflow's events, in the seven days from a Monday, that the rollout file does not place."""

    workflow: str
    monday: date
    events: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """All of it. Weeks without an event are missing from `unknown`."""

    flows: tuple[SourceFlow, ...] = ()
    appeared: tuple[ActivityAppeared, ...] = ()
    vanished: tuple[ActivityVanished, ...] = ()
    unknown: tuple[UnknownShare, ...] = ()
