"""What is remembered of a person's guides, and how it changes: each function gives the memory after something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from msgspec.structs import replace

from desirepath.intervene.frequency import DAY, KEPT, disturbs
from desirepath.intervene.situation import Memory, Remembered
from desirepath.vocabulary.guidance.contents import (
    Acknowledgement,
    Announcement,
    Checklist,
    KnownIssue,
    Survey,
    Walkthrough,
)
from desirepath.vocabulary.guidance.published import Guide, Guides

Outcome: TypeAlias = Literal["completed", "dismissed", "snoozed", "not_again", "answered"]
_DONE_ONCE = (Walkthrough, Announcement, KnownIssue, Acknowledgement, Checklist, Survey)
"""Kinds that are done with once they are completed; the others are there for the next time."""


def after_showing(memory: Memory, guide: Guide, now: int) -> Memory:
    """After the guide's showing began: for who was held out too, so that caps take both arms alike."""
    one = memory.guides.get(guide.id, Remembered())
    at = now
    while at in one.shown:  # Two showings are never taken for one where memories meet.
        at += 1
    seen = replace(one, shown=_latest((*one.shown, at)), disturbs=one.disturbs or disturbs(guide))
    is_survey = isinstance(guide.content, Survey)
    surveyed_at = _later(memory.surveyed_at, now) if is_survey else memory.surveyed_at
    return replace(memory, guides={**memory.guides, guide.id: seen}, surveyed_at=surveyed_at)


def after_outcome(memory: Memory, guide: Guide, outcome: Outcome, guides: Guides, now: int) -> Memory:
    """After what somebody did with a guide that they saw."""
    one = memory.guides.get(guide.id, Remembered())
    is_done = outcome == "answered" or (outcome == "completed" and isinstance(guide.content, _DONE_ONCE))
    if is_done or outcome == "not_again":
        one = replace(one, over=True)
    elif outcome == "snoozed":
        one = replace(one, snoozed_until=_later(one.snoozed_until, now + guides.limits.snooze_hours * DAY // 24))
    else:
        return memory
    return replace(memory, guides={**memory.guides, guide.id: one})


def after_case(memory: Memory, workflow: str, step: str, *, right: bool, now: int) -> Memory:
    """After a case of the person's passed the step: without trouble one more in a row, with trouble none."""
    place = f"{workflow}/{step}"
    count = memory.right_in_a_row.get(place, 0) + 1 if right else 0
    return replace(
        memory,
        right_in_a_row={**memory.right_in_a_row, place: count},
        passed_at={**memory.passed_at, place: max(now, memory.passed_at.get(place, 0))},
    )


def after_objection(memory: Memory, *, objects: bool, now: int) -> Memory:
    """After the person objected, or took it back."""
    return replace(memory, objects=objects, said_at=_later(memory.said_at, now))


def merged(left: Memory, right: Memory) -> Memory:
    """What two memories of one person hold together, as of two devices.

    In whichever order and however often they meet, it comes to the same. What one forbids by a showing, a snooze or a
    "not again" stays forbidden; of cases at a step, and of an objection, the later word counts.
    """
    counts, times = _places(left, right)
    both = left.guides.keys() | right.guides.keys()
    return Memory(
        guides={one: _together(left.guides.get(one), right.guides.get(one)) for one in sorted(both)},
        surveyed_at=_later(left.surveyed_at, right.surveyed_at),
        right_in_a_row=counts,
        passed_at=times,
        objects=_last_word(left, right),
        said_at=_later(left.said_at, right.said_at),
    )


def _together(left: Remembered | None, right: Remembered | None) -> Remembered:
    one, other = left or Remembered(), right or Remembered()
    return Remembered(
        shown=_latest((*one.shown, *other.shown)),
        snoozed_until=_later(one.snoozed_until, other.snoozed_until),
        over=one.over or other.over,
        disturbs=one.disturbs or other.disturbs,
    )


def _places(left: Memory, right: Memory) -> tuple[dict[str, int], dict[str, int]]:
    """By place the count of whoever saw the last case, and when that was; of two at one time, the lower."""
    last: dict[str, tuple[int, int]] = {}
    for memory in (left, right):
        for place, count in memory.right_in_a_row.items():
            seen = (memory.passed_at.get(place, 0), -count)
            last[place] = max(last.get(place, seen), seen)
    return {place: -count for place, (_, count) in last.items()}, {place: at for place, (at, _) in last.items()}


def _last_word(left: Memory, right: Memory) -> bool | None:
    """What was said last; of two at one time, the objection."""
    last = _later(left.said_at, right.said_at) or 0
    said = [one.objects for one in (left, right) if (one.said_at or 0) == last and one.objects is not None]
    return any(said) if said else None


def _later(one: int | None, other: int | None) -> int | None:
    return max((at for at in (one, other) if at is not None), default=None)


def _latest(times: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(times))[-KEPT:])
