"""The ways in which people write a date and a time of day, as patterns of RE2, and the months by their names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Calendar: TypeAlias = Literal["year first", "day first", "month first"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of writing. Its groups are those of `_CLOCK` and year, month, day; what is not written is empty."""

    regex: str
    names_month: bool = False


_BLANK = r"[\s\x{a0}\x{202f}]"
_HALF = rf"{_BLANK}*(?:(?P<half>[AaPp])\.?{_BLANK}?[Mm]\.?)?"
# An abbreviation such as CST or IST is the name of several zones: its row is better set aside than misread.
_ZONE = r"\s*(?:[\[(]?(?P<zone>[Zz]|(?i:UTC|GMT)|[+-](?:[01]\d|2[0-3]):?[0-5]\d)[\])]?(?:\[(?:UTC|GMT|Z)\])?)?$"
_MINUTE = r"(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?)?"
_HOURS_AHEAD = r"(?P<hours_ahead>[+-](?:[01]\d|2[0-3]))?"
_CLOCK = rf"(?:(?:[Tt]|[\s,]+)(?P<hour>\d{{1,2}}){_MINUTE}{_HALF}{_HOURS_AHEAD})?{_ZONE}"
_BETWEEN = r"(?:[-/]|\. ?)"
_NAME = r"(?P<month>[A-Za-z\x{c0}-\x{36f}]+)"
_FULL_YEAR, _YEAR = r"(?P<year>\d{4})", r"(?P<year>\d\d(?:\d\d)?)"
_MONTH, _DAY = r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
_COMPACT = r"^(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
_COMPACT_CLOCK = r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?"

PATTERNS: dict[Calendar, tuple[Pattern, ...]] = {
    "year first": (
        Pattern(rf"^{_FULL_YEAR}[-/.]{_MONTH}[-/.]{_DAY}{_CLOCK}"),
        Pattern(rf"{_COMPACT}(?:[Tt ]?{_COMPACT_CLOCK})?{_ZONE}"),
        Pattern(rf"{_COMPACT}[Tt](?P<hour>\d\d)(?::?(?P<minute>\d\d))?{_ZONE}"),
        Pattern(rf"^{_FULL_YEAR}[-/\s.]+{_NAME}[-/\s.]*{_DAY}{_CLOCK}", names_month=True),
    ),
    "day first": (
        Pattern(rf"^{_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}{_YEAR}{_CLOCK}"),
        Pattern(rf"^{_DAY}[-/\s.]*{_NAME}[-/\s.,]*{_YEAR}{_CLOCK}", names_month=True),
        Pattern(
            rf"^{_DAY}(?:st|nd|rd|th|er|[º°])?\s+(?:de |of )?\s*{_NAME}\s+(?:de |del )?\s*{_YEAR}{_CLOCK}",
            names_month=True,
        ),
    ),
    "month first": (
        Pattern(rf"^{_MONTH}[-/.]{_DAY}[-/.]{_YEAR}{_CLOCK}"),
        Pattern(rf"^{_NAME}[-/\s.]*{_DAY}(?:st|nd|rd|th)?[-/\s,]+{_YEAR}{_CLOCK}", names_month=True),
    ),
}
"""By order, the patterns that it is written in, the likeliest first."""

FIRST_OF_LAST_CENTURY = 69
"""Two digits from this on are a year of 1900, those below one of 2000, as POSIX has it."""

_MONTHS = (
    ("January", "Januar", "Jänner", "janvier", "enero", "januari"),  # codespell:ignore
    ("February", "Februar", "Feber", "février", "febrero", "februari"),  # codespell:ignore
    ("March", "März", "Maerz", "Mrz", "mars", "marzo", "maart", "mrt"),
    ("April", "avril", "abril"),
    ("May", "Mai", "mayo", "mei"),
    ("June", "Juni", "juin", "junio"),  # codespell:ignore
    ("July", "Juli", "juillet", "julio"),  # codespell:ignore
    ("August", "août", "agosto", "augustus"),
    ("September", "septembre", "septiembre", "setiembre"),
    ("October", "Oktober", "octobre", "octubre"),  # codespell:ignore
    ("November", "novembre", "noviembre"),
    ("December", "Dezember", "décembre", "diciembre"),  # codespell:ignore
)


def months_of(names: pa.Array) -> npt.NDArray[np.int64]:
    """The months, 1 to 12, that names in English, German, French, Spanish or Dutch mean; 0 where they mean none.

    A name may be cut to three letters or more, as long as they mean one month only, and lack its accents.
    """
    codes = names.dictionary_encode()
    numbers = np.array([_NUMBERS.get(_plain(name), 0) for name in codes.dictionary.to_pylist()] or [0], np.int64)
    return numbers[codes.indices.to_numpy(zero_copy_only=False)]


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _numbers() -> dict[str, int]:
    meant: dict[str, set[int]] = {}
    for number, names in enumerate(_MONTHS, 1):
        for name in map(_plain, names):
            for end in range(3, len(name) + 1):
                meant.setdefault(name[:end], set()).add(number)
    return {beginning: min(numbers) for beginning, numbers in meant.items() if len(numbers) == 1}


_NUMBERS = _numbers()
