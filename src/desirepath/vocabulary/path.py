"""The approved path as a tree of what may follow what.

Postfix binds tightest, then sequence, then `&`, then `|`. `&` interleaves its parts freely, as a BPMN
parallel gateway does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class One:
    """Exactly this step."""

    step: str


@dataclass(frozen=True, slots=True)
class InOrder:
    """All parts, one after the other."""

    parts: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of the parts."""

    parts: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class AnyOrder:
    """All parts, their steps interleaved in any way that keeps each part's own order."""

    parts: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Maybe:
    """The part, or nothing."""

    part: Path


@dataclass(frozen=True, slots=True)
class AnyNumber:
    """The part, any number of times, none included."""

    part: Path


@dataclass(frozen=True, slots=True)
class AtLeastOnce:
    """The part, once or more."""

    part: Path


Path: TypeAlias = One | InOrder | Either | AnyOrder | Maybe | AnyNumber | AtLeastOnce


def steps_as_written(path: Path) -> tuple[str, ...]:
    """The path's steps in the order in which they are first written."""
    return tuple(dict.fromkeys(_walk(path)))


def _walk(path: Path) -> Iterator[str]:
    match path:
        case One(step):
            yield step
        case InOrder(parts) | Either(parts) | AnyOrder(parts):
            for part in parts:
                yield from _walk(part)
        case Maybe(part) | AnyNumber(part) | AtLeastOnce(part):
            yield from _walk(part)
