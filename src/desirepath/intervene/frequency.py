"""How often a person is disturbed at most, and when not at all. Showings of those held out count alike, see 0029."""

from __future__ import annotations

from typing import Literal, TypeAlias

from desirepath.intervene.situation import Clock, Memory, Remembered
from desirepath.intervene.targeting import MINUTE
from desirepath.vocabulary.guidance.contents import (
    Acknowledgement,
    Announcement,
    KnownIssue,
    Survey,
    Walkthrough,
)
from desirepath.vocabulary.guidance.published import Guide, Guides, Quiet

DAY = 1_440 * MINUTE
KEPT = 100
"""So many showings of one guide are remembered; a cap that allows more allows so many."""
_DISTURBING = (Announcement, Survey, Walkthrough, Acknowledgement, KnownIssue)

Silence: TypeAlias = Literal[
    "switched_off",
    "expired",
    "not_live",
    "objected",
    "elsewhere",
    "over",
    "snoozed",
    "faded",
    "often_enough",
    "enough_today",
    "asked_lately",
    "quiet_time",
    "room_taken",
]
"""Why a guide is not shown, in the order in which it is asked."""


def disturbs(guide: Guide) -> bool:
    """Whether it opens by itself and disturbs; the others wait to be asked, or stand beside what they are about."""
    return isinstance(guide.content, _DISTURBING)


def silence_of(guide: Guide, guides: Guides, memory: Memory, clock: Clock) -> Silence | None:
    """Why what is remembered of a person keeps a guide silent, None where it does not. It asks nothing about the arm."""
    if memory.objects:
        return "objected"
    return ended_by(memory.guides.get(guide.id), clock) or _capped_by(guide, guides, memory, clock)


def ended_by(one: Remembered | None, clock: Clock) -> Silence | None:
    """What ends even a showing that has begun."""
    if one and one.over:
        return "over"
    return "snoozed" if one and (one.snoozed_until or 0) > clock.now else None


def _capped_by(guide: Guide, guides: Guides, memory: Memory, clock: Clock) -> Silence | None:
    right = memory.right_in_a_row.get(f"{guide.workflow}/{guide.step}", 0)
    if guide.fades_after is not None and right >= guide.fades_after:
        return "faded"
    if guide.often and _shown_since(memory.guides.get(guide.id), clock.now - guide.often.days * DAY) >= min(
        guide.often.times, KEPT
    ):
        return "often_enough"
    if disturbs(guide) and _disturbed_today(memory, clock) >= guides.limits.guides_a_day:
        return "enough_today"
    if not isinstance(guide.content, Survey) or memory.surveyed_at is None:
        return None
    return "asked_lately" if clock.now - memory.surveyed_at < guides.limits.surveys_days_apart * DAY else None


def _shown_since(one: Remembered | None, since: int) -> int:
    return sum(at > since for at in one.shown) if one else 0


def _disturbed_today(memory: Memory, clock: Clock) -> int:
    """How many guides have disturbed the person in this day of theirs, whether they are still published or not."""
    today = _day_of(clock.now, clock)
    return sum(_day_of(at, clock) >= today for one in memory.guides.values() if one.disturbs for at in one.shown)


def _day_of(at: int, clock: Clock) -> int:
    return (at + clock.minutes_from_utc * MINUTE) // DAY


def is_quiet(quiet: tuple[Quiet, ...], clock: Clock) -> bool:
    """Whether nobody is to be disturbed at this time of the reader's day. From 22:00 to 06:00 goes over midnight."""
    minute = (clock.now // MINUTE + clock.minutes_from_utc) % 1_440
    return any(_is_between(minute, _minute_of(one.begins), _minute_of(one.ends)) for one in quiet)


def _is_between(minute: int, begins: int, ends: int) -> bool:
    return begins <= minute < ends if begins <= ends else minute >= begins or minute < ends


def _minute_of(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])
