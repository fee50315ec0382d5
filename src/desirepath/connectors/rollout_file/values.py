"""Single values of a rollout file: texts, numbers, choices, days and moments, each refused in words."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from desirepath.connectors.rollout_file.durations import parse_duration
from desirepath.connectors.rollout_file.given import Mistakes, Reader, example, items, quoted, shown
from desirepath.connectors.rollout_file.nodes import Node, Scalar
from desirepath.observe.automaton import PathTooLarge, automaton_of
from desirepath.observe.path_notation import PathMistake, parse_path
from desirepath.vocabulary.errors import did_you_mean
from desirepath.vocabulary.file_keys import Key
from desirepath.vocabulary.path import Path
from desirepath.vocabulary.rollout_keys import (
    CURRENCY_PATTERN,
    DAY_PATTERN,
    EARLIEST_YEAR,
    ID_PATTERN,
    LATEST_YEAR,
    MOMENT_PATTERN,
    ROLLOUT_ID_PATTERN,
)

_AMOUNT = r"[0-9]{1,12}(\.[0-9]{1,6})?"


def _refuse(node: Node, key: Key, mistakes: Mistakes, must_be: str) -> None:
    code = "wrong_value" if isinstance(node, Scalar) and not node.is_nothing else "wrong_type"
    mistakes.add(code, node, f"`{key.name}` is {shown(node)}, but must be {must_be}", example(key))


def text(node: Node, key: Key, mistakes: Mistakes) -> str | None:
    """A text exactly as written; numbers and dates are texts too."""
    if not isinstance(node, Scalar) or node.is_nothing:
        _refuse(node, key, mistakes, "a text")
        return None
    said = node.text.rstrip("\n")
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in said):
        mistakes.add("control_character", node, f"`{key.name}` holds a control character", "Remove it.")
        return None
    if not said.strip():
        _refuse(node, key, mistakes, "a text")
        return None
    return said


def texts(node: Node, key: Key, mistakes: Mistakes) -> tuple[tuple[str, int], ...]:
    """A list of texts, each with its line."""
    read = ((text(item, key, mistakes), item.line) for item in items(node, key, mistakes))
    return tuple((said, line) for said, line in read if said is not None)


def _matching(pattern: str, must_be: str) -> Reader[str]:
    def read(node: Node, key: Key, mistakes: Mistakes) -> str | None:
        if isinstance(node, Scalar) and re.fullmatch(pattern, node.text):
            return node.text
        _refuse(node, key, mistakes, must_be)
        return None

    return read


identifier = _matching(ID_PATTERN, "an id: a letter, then letters, digits, `_` or `-`")
rollout_id = _matching(ROLLOUT_ID_PATTERN, "an id of small letters, digits and `-`")
currency = _matching(CURRENCY_PATTERN, "a currency in three capital letters")


def choice(node: Node, key: Key, mistakes: Mistakes) -> str | None:
    """One of the key's choices."""
    if isinstance(node, Scalar) and node.text in key.choices:
        return node.text
    if isinstance(node, Scalar) and not node.is_nothing:
        what = f"`{key.name}` cannot be {quoted(node.text)}"
        mistakes.add("unknown_choice", node, what, did_you_mean(node.text, key.choices))
    else:
        _refuse(node, key, mistakes, f"one of {', '.join(f'`{one}`' for one in key.choices)}")
    return None


def yes_no(node: Node, key: Key, mistakes: Mistakes) -> bool | None:
    if isinstance(node, Scalar) and node.plain and node.text.lower() in ("true", "false"):
        return node.text.lower() == "true"
    _refuse(node, key, mistakes, "true or false")
    return None


def whole(node: Node, key: Key, mistakes: Mistakes) -> int | None:
    if isinstance(node, Scalar) and node.plain and re.fullmatch(r"-?[0-9]{1,9}", node.text):
        return int(node.text)
    _refuse(node, key, mistakes, "a whole number")
    return None


def amount(node: Node, key: Key, mistakes: Mistakes) -> float | None:
    """A number above zero."""
    if isinstance(node, Scalar) and node.plain and re.fullmatch(_AMOUNT, node.text) and float(node.text) > 0:
        return float(node.text)
    _refuse(node, key, mistakes, "a number above 0")
    return None


def duration(node: Node, key: Key, mistakes: Mistakes) -> timedelta | None:
    if isinstance(node, Scalar):
        try:
            return parse_duration(node.text)
        except ValueError:
            pass
    _refuse(node, key, mistakes, "a number and a unit (`w`, `d`, `h`, `m`), ten years at most")
    return None


def path(node: Node, key: Key, mistakes: Mistakes) -> tuple[Path, str, int] | None:
    """The path, its text on one line, and the line it begins in."""
    if not isinstance(node, Scalar):
        _refuse(node, key, mistakes, "a path")
        return None
    try:
        read = parse_path(node.text)
        automaton_of(read)
    except PathTooLarge as large:
        mistakes.add(
            "path_too_large", node, f"`{key.name}`: {large}", "Or write the steps in the order they mostly have."
        )
        return None
    except PathMistake as mistake:
        what = f"`{key.name}`: {mistake.what} at column {mistake.column}"
        mistakes.add("unreadable_path", node, what, mistake.mend)
        return None
    return read, " ".join(node.text.split()), node.line


def day(node: Node, key: Key, mistakes: Mistakes) -> date | None:
    if isinstance(node, Scalar) and re.fullmatch(DAY_PATTERN, node.text):
        return _day_of_the_calendar(node, node.text, key, mistakes)
    _refuse(node, key, mistakes, "a date as YYYY-MM-DD")
    return None


def _day_of_the_calendar(node: Node, said: str, key: Key, mistakes: Mistakes) -> date | None:
    try:
        found = date.fromisoformat(said)
    except ValueError:
        mistakes.add("no_such_day", node, f"`{key.name}`: {quoted(said)} is not a day of the calendar", example(key))
        return None
    if EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        return found
    what = f"`{key.name}`: the year {found.year} is not between {EARLIEST_YEAR} and {LATEST_YEAR}"
    mistakes.add("no_such_day", node, what, example(key))
    return None


def moment_in(zone: ZoneInfo) -> Reader[datetime]:
    """Reads a date (its first moment in the zone) or a date and time (in the zone unless it names another)."""

    def read(node: Node, key: Key, mistakes: Mistakes) -> datetime | None:
        if not isinstance(node, Scalar) or not re.fullmatch(MOMENT_PATTERN, node.text):
            _refuse(node, key, mistakes, "a date as YYYY-MM-DD, or a date and time as YYYY-MM-DDTHH:MM")
            return None
        found = _day_of_the_calendar(node, node.text[:10], key, mistakes)
        if found is None or len(node.text) == len("YYYY-MM-DD"):
            return None if found is None else datetime.combine(found, time(), zone)
        try:
            moment = datetime.fromisoformat(node.text.replace(" ", "T", 1).replace(" ", "").upper())
        except ValueError:
            what = f"`{key.name}`: {quoted(node.text)} is not a time of the day"
            mistakes.add("no_such_time", node, what, "Hours go from 00 to 23, minutes and seconds from 00 to 59.")
            return None
        return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)

    return read


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def timezone(node: Node, key: Key, mistakes: Mistakes) -> ZoneInfo | None:
    """A timezone by its IANA name."""
    said = text(node, key, mistakes)
    if said is None or said in _zones():
        return None if said is None else ZoneInfo(said)
    by_small = {zone.lower(): zone for zone in _zones()}
    near = get_close_matches(said.lower(), sorted(by_small), n=1, cutoff=0.6)
    mend = f"Did you mean `{by_small[near[0]]}`?" if near else example(key)
    mistakes.add("unknown_timezone", node, f"{quoted(said)} is not the name of a timezone", mend)
    return None
