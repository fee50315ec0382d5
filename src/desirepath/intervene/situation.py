"""All that a verdict depends on, as sdk/src/core/situation.ts has it: nothing here asks a clock, a page or chance.

Times are milliseconds since 1970 in UTC, since that is what pages reckon in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import msgspec

from desirepath.vocabulary.guidance.rules import Locator

ElementState: TypeAlias = Literal["there", "absent", "disabled", "empty", "checked"]


class Remembered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is remembered of one guide for one person.

    `shown` holds when its showing began, the latest last, for those held out too. `over`: "not again", or done with it.
    `disturbs`: it counts for the day's limit.
    """

    shown: tuple[int, ...] = ()
    snoozed_until: int | None = None
    over: bool = False
    disturbs: bool = False


class Memory(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is remembered of a person; the same shape on a device and on the server.

    `right_in_a_row` and `passed_at` are by `workflow/step`: how many cases in a row passed it without trouble, and when
    the last did. `said_at` is when the person last said whether they object.
    """

    guides: dict[str, Remembered] = msgspec.field(default_factory=dict)
    surveyed_at: int | None = None
    right_in_a_row: dict[str, int] = msgspec.field(default_factory=dict)
    passed_at: dict[str, int] = msgspec.field(default_factory=dict)
    objects: bool | None = None
    said_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that the person did in this application."""

    activity: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time, and what is to be added to UTC for the reader's clock, in minutes."""

    now: int
    minutes_from_utc: int = 0


def _nowhere(_at: Locator, _asked: ElementState) -> ElementState:
    return "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A person, a page and a time.

    `element` is asked with the state that a rule asks for: it is the answer where it is among those that hold. `draws`
    are by guide, 0 up to, but not, 1. `begun` are the guides whose showing has begun and not ended, by both arms;
    `open` those that stand on the page, however they were opened.
    """

    clock: Clock
    application: str = ""
    path: str = "/"
    attributes: Mapping[str, str] = field(default_factory=dict)
    element: Callable[[Locator, ElementState], ElementState] = _nowhere
    stages: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    happened: tuple[Happening, ...] = ()
    draws: Mapping[str, float] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    begun: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
