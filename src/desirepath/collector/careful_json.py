"""A body read event by event, so that what is against the rules is refused alone, and its text kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from json import JSONDecoder
from math import isfinite
from typing import Any, NamedTuple

MOST_EVENTS = 500
DEEPEST = 32
DEEPEST_AT_ONCE = 6
MOST_KEYS = 256
LONGEST_TEXT, LONGEST_PLAIN = 8192, 256
LARGEST_WHOLE = 2**53
LARGEST_SKIPPED = 1024 * 1024
"""Signs that are looked through for the end of an event that nests too deep to be read at all."""
_BLANK = re.compile(r"[ \t\r\n]*")
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}


class Broken(NamedTuple):
    """An event that is against the rules: the reason, and its text as it was sent."""

    reason: str
    text: str


class NotReadable(Exception):
    """A body that holds no object of JSON. `error` is a stable word, `detail` a sentence."""

    def __init__(self, error: str, detail: str) -> None:
        super().__init__(error)
        self.error = error
        self.detail = detail


class _TooMany(Exception):
    """A list so long that the rest of it need not be read."""

    def __init__(self, events: list[Any]) -> None:
        super().__init__("too_many_events")
        self.events = events


class Read(NamedTuple):
    """A body: its members, and the events of its list, or itself as the only event where it has no such list.

    Of a list with more than 500 events there may be the first 501 only. `is_plain` where it is known that no text in it
    has more than 256 signs, or an at sign, by which an e-mail address could be told.
    """

    members: dict[str, Any]
    events: list[Any]
    is_list: bool
    is_plain: bool = False


def read_with_care(body: bytes, listed: str | None) -> Read:
    """As `read_body` of strict_json.py does, an event at a time."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise NotReadable("not_utf8", "The body is not UTF-8.") from None
    if text.startswith("\ufeff"):
        raise NotReadable("byte_order_mark", "The body begins with a byte order mark; send it without.")
    if not text.strip(" \t\r\n"):
        raise NotReadable("empty_body", "The body is empty.")
    reader = _Reader(text)
    try:
        members, events = reader.members(listed)
    except _TooMany as too_many:
        return Read({}, too_many.events, is_list=True)
    if events is not None:
        return Read(members, events, is_list=True)
    return Read(members, [reader.whole()], is_list=False)


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._problem: str | None = None
        self._decoder = JSONDecoder(
            object_pairs_hook=self._object,
            parse_constant=self._constant,
            parse_int=self._whole_number,
            parse_float=self._number,
        )

    def members(self, listed: str | None) -> tuple[dict[str, Any], list[Any] | None]:
        """The members of the outermost object but the list, and the events of the list if it is there."""
        at = self._after(0, "{")
        members: dict[str, Any] = {}
        events: list[Any] | None = None
        names: set[str] = set()
        while not self._stands(at, "}"):
            if names:
                at = self._after(at, ",")
            name, at = self._value(at)
            if not isinstance(name, str):
                raise _not_json()
            if listed is not None and name in names:
                raise NotReadable("repeated_key", "A key stands twice in the outermost object.")
            names.add(name)
            at = self._after(at, ":")
            if name == listed and self._stands(at, "["):
                events, at = self._listed(at)
            else:
                members[name], at = self._value(at)
        if _BLANK.fullmatch(self._text, self._after(at, "}")) is None:
            raise _not_json()
        return members, events

    def whole(self) -> Any:  # noqa: ANN401 - any value of JSON
        """The whole text as one event."""
        return self._event(_BLANK.match(self._text).end())[0]  # type: ignore[union-attr]

    def _listed(self, at: int) -> tuple[list[Any], int]:
        at = self._after(at, "[")
        events: list[Any] = []
        while not self._stands(at, "]"):
            if events:
                at = self._after(at, ",")
            event, at = self._event(_BLANK.match(self._text, at).end())  # type: ignore[union-attr]
            events.append(event)
            if len(events) > MOST_EVENTS:
                raise _TooMany(events)
        return events, self._after(at, "]")

    def _event(self, at: int) -> tuple[Any, int]:
        self._problem = None
        value, end = self._value(at)
        reason = self._problem or _problem_in(value)
        return (value if reason is None else Broken(reason, self._text[at:end])), end

    def _value(self, at: int) -> tuple[Any, int]:
        at = _BLANK.match(self._text, at).end()  # type: ignore[union-attr]
        try:
            return self._decoder.raw_decode(self._text, at)
        except RecursionError:
            self._problem = "too_deep"
            return None, self._end_of(at)
        except ValueError as error:
            raise _not_json() from error

    def _end_of(self, at: int) -> int:
        open_brackets = 0
        for found in _BRACKETS.finditer(self._text, at, at + LARGEST_SKIPPED):
            open_brackets += _STEPS.get(found[0], 0)
            if open_brackets == 0:
                return found.end()
        if len(self._text) - at > LARGEST_SKIPPED:
            raise NotReadable("too_deep", f"The body nests deeper than {DEEPEST} levels.")
        raise _not_json()

    def _stands(self, at: int, sign: str) -> bool:
        return self._text.startswith(sign, _BLANK.match(self._text, at).end())  # type: ignore[union-attr]

    def _after(self, at: int, sign: str) -> int:
        if not self._stands(at, sign):
            raise _not_json()
        return _BLANK.match(self._text, at).end() + 1  # type: ignore[union-attr]

    def _note(self, problem: str) -> None:
        self._problem = self._problem or problem

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            self._note("repeated_key")
        if len(pairs) > MOST_KEYS:
            self._note("too_many_keys")
        if "__proto__" in made:
            self._note("forbidden_key")
        return made

    def _constant(self, _name: str) -> None:
        self._note("not_a_number")

    def _whole_number(self, digits: str) -> int:
        if len(digits) <= len(str(-LARGEST_WHOLE)) and abs(int(digits)) <= LARGEST_WHOLE:
            return int(digits)
        self._note("number_too_large")
        return 0

    def _number(self, digits: str) -> float:
        number = float(digits)
        if not isfinite(number):
            self._note("not_a_number")
        return number


def _not_json() -> NotReadable:
    return NotReadable("not_json", "The body is not a JSON object.")


def _problem_in(event: Any) -> str | None:  # noqa: ANN401 - any value of JSON
    """What is wrong with the texts and the depth of an event, or None. The event itself is the first level."""
    level = [event]
    for _ in range(DEEPEST):
        if wrong := next((problem for value in level if (problem := _problem_with(value)) is not None), None):
            return wrong
        level = [inner for value in level for inner in _inside(value)]
    if any(isinstance(value, dict | list) for value in level):
        return "too_deep"
    return next((problem for value in level if (problem := _problem_with(value)) is not None), None)


def _inside(value: Any) -> Iterable[Any]:  # noqa: ANN401 - any value of JSON
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _problem_with(value: Any) -> str | None:  # noqa: ANN401 - any value of JSON
    if isinstance(value, str):
        return "text_too_long" if len(value) > LONGEST_TEXT else _problem_of(value)
    names = value if isinstance(value, dict) else ()
    return next((problem for name in names if (problem := _problem_of(name)) is not None), None)


def _problem_of(text: str) -> str | None:
    if "\x00" in text:
        return "nul"
    return None if _SURROGATE.search(text) is None else "lone_surrogate"
