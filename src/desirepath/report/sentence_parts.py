"""Sentences in parts, so that names from the data can be set apart from our own words, in any language."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from desirepath.report.spoken import gettext

_LONGEST_NAME = 120
_PLACE = re.compile(r"%\((\w+)\)s")
_MINUS = re.compile(r"(?<![\w.-])-(?=\d)")
_STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of all text after them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence. `is_name` where it came with the data and may be of any script."""

    text: str
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in parts, so that names can be set apart from our own words."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return "".join(part.text for part in self.parts)


def short_name(text: str, longest: int = _LONGEST_NAME) -> str:
    """A name from the data on one line, without signs that steer a screen, cut where it is long."""
    kept = "".join(
        sign for sign in text if sign not in _STEERING and (sign.isspace() or unicodedata.category(sign) != "Cc")
    )
    line = " ".join(kept.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def set_right(said: str) -> str:
    """A sentence of the program with real minus signs, and no longer than a paragraph."""
    return _MINUS.sub("−", short_name(said, 1000))


def in_parts(message: str, **values: str | Part | tuple[Part, ...]) -> Sentence:
    """The message in the language in force, with values that are texts or parts themselves."""
    parts: list[Part] = []
    for place, piece in enumerate(_PLACE.split(gettext(message))):
        value = values[piece] if place % 2 else piece.replace("%%", "%")
        parts += value if isinstance(value, tuple) else (value if isinstance(value, Part) else Part(value),)
    return Sentence(tuple(part for part in parts if part.text or part.is_name))
