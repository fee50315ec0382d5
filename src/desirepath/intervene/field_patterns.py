r"""Whether an entry is as a pattern wants it; never slow, whatever the pattern and the entry.

A pattern is made of characters, `.`, classes, `\d \w \s` and their opposites, groups, `|`, `* + ?` and `{2,5}`, and
speaks of the whole text. Back-references, look-around and lazy counting are refused. It goes through a text once with all
places of an automaton at the same time (Thompson, CACM 11:6, 1968); sdk/src/core/pattern.ts does the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

_DIGITS = ((48, 57),)
_LETTERS = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACES = ((9, 13), (32, 32), (160, 160))
_ESCAPES = {"d": _DIGITS, "w": _LETTERS, "s": _SPACES, "t": ((9, 9),), "n": ((10, 10),)}
_MOST_STATES, _DEEPEST = 1_000, 20
_UNMEANT = "*+?{}[])|^$"
_COUNT = re.compile(r"([0-9]{1,4})(,?)([0-9]{0,4})")


class NotAPattern(ValueError):
    """What stands there is no pattern of this kind, or far too large a one."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs by their code points, from and to; with `others` all but these."""

    spans: tuple[tuple[int, int], ...]
    others: bool = False

    def take(self, sign: str) -> bool:
        """Whether the sign is one of them."""
        return any(low <= ord(sign) <= high for low, high in self.spans) is not self.others


@dataclass(frozen=True, slots=True)
class Alternatives:
    """One of these sequences."""

    of: tuple[tuple[Counted, ...], ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A part, at least and at most so many times; `most` None: any number of times."""

    part: Signs | Alternatives
    least: int = 1
    most: int | None = 1


@dataclass(frozen=True, slots=True)
class _State:
    """A place in the automaton: with signs it takes one and goes on, without it goes on at once."""

    signs: Signs | None
    to: list[int]


@cache
def matcher_of(pattern: str) -> Callable[[str], bool]:
    """What tells whether a whole text is as the pattern wants it.

    Raises:
        NotAPattern: it is not of this kind.
    """
    states = [_State(None, [])]
    start = _built(_Reader(pattern).whole(), 0, states)
    return lambda text: _is_taken(states, start, text)


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        begun = pattern.removeprefix("^")
        escapes = len(begun[:-1]) - len(begun[:-1].rstrip("\\"))
        self._signs = begun[:-1] if begun.endswith("$") and escapes % 2 == 0 else begun
        self._at = 0

    def whole(self) -> Alternatives:
        found = self._alternatives(0)
        if self._at < len(self._signs):
            raise NotAPattern(self._signs)
        return found

    def _peek(self, beyond: int = 0) -> str:
        return self._signs[self._at + beyond : self._at + beyond + 1]

    def _next(self, sign: str) -> bool:
        is_next = self._peek() == sign
        self._at += is_next
        return is_next

    def _taken(self) -> str:
        sign = self._peek()
        if not sign:
            raise NotAPattern(self._signs)
        self._at += 1
        return sign

    def _alternatives(self, depth: int) -> Alternatives:
        if depth > _DEEPEST:
            raise NotAPattern(self._signs)
        found = [self._sequence(depth)]
        while self._next("|"):
            found.append(self._sequence(depth))
        return Alternatives(tuple(found))

    def _sequence(self, depth: int) -> tuple[Counted, ...]:
        found: list[Counted] = []
        while self._peek() not in {"", "|", ")"}:
            found.append(self._counted(self._single(depth)))
        return tuple(found)

    def _single(self, depth: int) -> Signs | Alternatives:
        if not self._next("("):
            return self._class() if self._next("[") else self._sign()
        if self._next("?") and not self._next(":"):
            raise NotAPattern(self._signs)
        inner = self._alternatives(depth + 1)
        if not self._next(")"):
            raise NotAPattern(self._signs)
        return inner

    def _counted(self, part: Signs | Alternatives) -> Counted:
        for sign, least, most in (("*", 0, None), ("+", 1, None), ("?", 0, 1)):
            if self._next(sign):
                return Counted(part, least, most)
        if not self._next("{"):
            return Counted(part)
        text, closed, _ = self._signs[self._at :].partition("}")
        found = _COUNT.fullmatch(text)
        if not closed or not found:
            raise NotAPattern(self._signs)
        self._at += len(text) + 1
        least = int(found[1])
        most = int(found[3]) if found[3] else None if found[2] else least
        if most is not None and most < least:
            raise NotAPattern(self._signs)
        return Counted(part, least, most)

    def _sign(self) -> Signs:
        sign = self._taken()
        if sign == ".":
            return Signs(((10, 10),), others=True)
        if sign == "\\":
            return self._escaped()
        if sign in _UNMEANT:
            raise NotAPattern(self._signs)
        return _only(sign)

    def _escaped(self) -> Signs:
        sign = self._taken()
        if sign in _ESCAPES or sign in "DWS":
            return Signs(_ESCAPES[sign.lower()], others=sign.isupper())
        if sign.isascii() and sign.isalnum():
            raise NotAPattern(self._signs)
        return _only(sign)

    def _class(self) -> Signs:
        others = self._next("^")
        spans: list[tuple[int, int]] = []
        while not self._next("]"):
            first = last = self._in_class()
            if self._peek() == "-" and self._peek(1) != "]":
                self._at += 1
                last = self._in_class()
                spans.append(self._span(first, last))
            else:
                spans.extend(first.spans)
            if first.others or last.others:
                raise NotAPattern(self._signs)
        if not spans:
            raise NotAPattern(self._signs)
        return Signs(tuple(spans), others)

    def _span(self, first: Signs, last: Signs) -> tuple[int, int]:
        ends = [*first.spans, *last.spans]
        if len(ends) != 2 or any(low != high for low, high in ends) or ends[0][0] > ends[1][0]:
            raise NotAPattern(self._signs)
        return ends[0][0], ends[1][1]

    def _in_class(self) -> Signs:
        sign = self._taken()
        if sign == "[":
            raise NotAPattern(self._signs)
        return self._escaped() if sign == "\\" else _only(sign)


def _only(sign: str) -> Signs:
    return Signs(((ord(sign), ord(sign)),))


def _built(part: Signs | Alternatives, following: int, states: list[_State]) -> int:
    """Builds a part in front of the place that follows it, and gives the place where it begins."""
    if isinstance(part, Signs):
        return _added(states, part, [following])
    return _added(states, None, [_sequence_built(one, following, states) for one in part.of])


def _sequence_built(sequence: Iterable[Counted], following: int, states: list[_State]) -> int:
    at = following
    for one in reversed(tuple(sequence)):
        at = _counted_built(one, at, states)
    return at


def _counted_built(one: Counted, following: int, states: list[_State]) -> int:
    at = _added(states, None, [following])
    if one.most is None:
        states[at].to.append(_built(one.part, at, states))
    for _ in range(one.least, one.most or 0):
        at = _added(states, None, [following, _built(one.part, at, states)])
    for _ in range(one.least):
        at = _built(one.part, at, states)
    return at


def _added(states: list[_State], signs: Signs | None, to: list[int]) -> int:
    if len(states) >= _MOST_STATES:
        raise NotAPattern("too many places")
    states.append(_State(signs, to))
    return len(states) - 1


def _is_taken(states: list[_State], start: int, text: str) -> bool:
    here = _reached(states, [start])
    for sign in text:
        taking = [states[at] for at in here if (signs := states[at].signs) and signs.take(sign)]
        here = _reached(states, [to for one in taking for to in one.to])
        if not here:
            return False
    return 0 in here


def _reached(states: list[_State], begins: list[int]) -> set[int]:
    """All places that can be reached from some without taking a sign."""
    found: set[int] = set()
    open_ends = list(begins)
    while open_ends:
        at = open_ends.pop()
        if at not in found:
            found.add(at)
            open_ends.extend([] if states[at].signs else states[at].to)
    return found
