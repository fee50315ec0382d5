"""Sentences that a study keeps in English, in the language in force: found again by their pattern, filled in anew.

A sentence without a pattern stays as it is. What is filled in is a number (`n`, `share`, `size` and others), words of
ours (`what`, `became`), or a name from the data, which no language changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from desirepath.report.kept_messages import MESSAGES, UNITS, WORDS
from desirepath.report.spoken import all_of, digits, inside, language, said

_PLACE = re.compile(r"%\((\w+)\)s")
_NUMBER = r"[+−±-]?[\d.,]+(?:e-\d+)?"
_SIZE = rf"{_NUMBER}(?: [\w ]+)?"
_MARGIN = re.compile(rf"(?:(?P<what>[\w ]+) )?between (?P<low>{_NUMBER}) and (?P<high>{_SIZE})")
_OF_WORSE = re.compile(rf"(?P<what>[\w ]+?)(?: \((?P<size>{_SIZE})\))?")
_LONGEST = 2000
"""Nothing longer is a sentence of ours."""


def kept(sentence: str) -> str:
    """The sentence in the language in force; as it stands where it is none of ours, or where English is spoken."""
    if language() == "en" or len(sentence) > _LONGEST:
        return sentence
    found = _whole(sentence)
    if found is not None:
        return found
    for between in ("; ", ". "):
        parts = _parted(sentence, between)
        told = [_whole(part) for part in parts]
        if len(parts) > 1 and all(one is not None for one in told):
            return ("; " if between == "; " else " ").join(one for one in told if one)
    return sentence


def _parted(sentence: str, between: str) -> list[str]:
    parts = sentence.split(between)
    return [f"{part}." if between == ". " and part is not parts[-1] else part for part in parts]


def _whole(sentence: str) -> str | None:
    for pattern, message in _patterns():
        match = pattern.fullmatch(sentence)
        if match is None:
            continue
        values = {name: _told(name, value) for name, value in match.groupdict().items()}
        if all(value is not None for value in values.values()):
            return said(message, **values)
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile("".join(_pieces(message))), message) for message in MESSAGES)


def _pieces(message: str) -> Iterator[str]:
    for place, piece in enumerate(_PLACE.split(message)):
        yield f"(?P<{piece}>{_SHAPES.get(piece, '.+?')})" if place % 2 else re.escape(piece.replace("%%", "%"))


_SHAPES: Mapping[str, str] = {
    **dict.fromkeys(("n", "left", "days", "since", "needed", "before_needed", "waiting"), _NUMBER),
    **dict.fromkeys(("share", "planned_share"), r"[\d.]+%"),
    **dict.fromkeys(("size", "high"), _SIZE),
}
"""By the name of what is filled in, how it looks; a name from the data looks as it likes."""


def _number(value: str) -> str:
    return digits(value).replace("-", "−")


def _share(value: str) -> str:
    return said("%(n)s%%", n=_number(value.removesuffix("%")))


def _size(value: str) -> str | None:
    """`8.1 points`, `0.12 per case`, `+0.3`."""
    number, _, unit = value.partition(" ")
    if not unit:
        return _number(number)
    if unit == "points":
        return said("%(n)s points", n=_number(number))
    return f"{_number(number)} {said(unit)}" if unit in UNITS else None


def _words(value: str) -> str | None:
    """Words of ours, also where they were written with a small letter first."""
    message = _by_small_letters().get(value)
    if message is None:
        return None
    return said(message) if message == value else inside(said(message))


@cache
def _by_small_letters() -> Mapping[str, str]:
    return {**{f"{word[:1].lower()}{word[1:]}": word for word in WORDS}, **{word: word for word in WORDS}}


def _range(value: str) -> str | None:
    """`between −1.2 and +1.4 points`, before it perhaps a measure."""
    match = _MARGIN.fullmatch(value)
    high = _size(match["high"]) if match else None
    if match is None or high is None:
        return None
    margin = said("between %(low)s and %(high)s", low=_number(match["low"]), high=high)
    if match["what"] is None:
        return margin
    what = _words(match["what"])
    return None if what is None else f"{what} {margin}"


def _worse(value: str) -> str | None:
    """`exceptions and rework (0.12 per case) and completed (3.1 points)`: measures, with sizes or without."""
    told: list[str] = []
    for one in re.split(r" and (?!rework)", value):
        match = _OF_WORSE.fullmatch(one)
        what = _words(match["what"]) if match else None
        size = _size(match["size"]) if match and match["size"] else ""
        if what is None or size is None:
            return None
        told.append(f"{what} ({size})" if size else what)
    return all_of(told)


def cohort_said(named: str) -> str:
    """A cohort that was written as `region EMEA and business_unit IT`, with names of ours for its attributes."""
    return all_of(_pair(pair) for pair in named.split(" and "))


def _pair(pair: str) -> str:
    attribute, _, value = pair.partition(" ")
    return f"{said(attribute.replace('_', ' '))} {value}".strip()


_TELLERS: Mapping[str, Callable[[str], str | None]] = {
    **dict.fromkeys(("n", "left", "days", "since", "needed", "before_needed", "waiting"), _number),
    **dict.fromkeys(("share", "planned_share"), _share),
    **dict.fromkeys(("size", "high"), _size),
    **dict.fromkeys(("what", "became"), _words),
    "range": _range,
    "worse": _worse,
    "title": said,
    "cut": said,
    "cohort": cohort_said,
}


def _told(name: str, value: str) -> str | None:
    return _TELLERS[name](value) if name in _TELLERS else value
