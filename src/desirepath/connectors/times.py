"""Times as people write them, turned into UTC microseconds, a column at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.connectors.time_patterns import FIRST_OF_LAST_CENTURY, PATTERNS, Calendar, Pattern, months_of

Order: TypeAlias = Literal[
    "year first", "day first", "month first", "seconds since 1970", "as day numbers of a spreadsheet"
]

_SECONDS_UNTIL = 100_000_000_000
EARLIEST, LATEST = -2_208_988_800_000_000, 4_102_444_800_000_000
"""1900-01-01 and 2100-01-01; what lies outside is no time of work."""
_NUMBER = r"^-?\d{9,19}(\.\d+)?$"
_DAY_NUMBER = r"^\d{5}(\.\d+)?$"
_ISO_DAY, _ISO_CLOCK = r"^\d{4}-\d\d-\d\d", r"[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?"
_DAY = 86_400_000_000
_SPREADSHEETS_BEGIN = np.datetime64("1899-12-30", "D").astype(np.int64)
_FIRST_DAY_NUMBER, _LAST_DAY_NUMBER = 20_000, 80_000
"""Day numbers of 1954 and 2119: a column of numbers further apart holds something else."""

_Whole: TypeAlias = npt.NDArray[np.int64]
_YesNo: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TimeFormat:
    """The order of a column's times. `guessed` where nothing in the sample rules out another reading."""

    order: Order
    example: str
    guessed: bool = False

    def __str__(self) -> str:
        guesses: dict[str, str] = {
            "day first": " (nothing tells day from month; day first is assumed)",
            "as day numbers of a spreadsheet": " (guessed from their size)",
        }
        guess = guesses.get(self.order, "") if self.guessed else ""
        return f"times such as {self.example}, read {self.order}{guess}"


def sniffed(sample: pa.Array) -> TimeFormat | None:
    """The order that fits most of a sample, or None where nothing in it looks like a time.

    Numbers are taken for the day numbers of a spreadsheet only if the whole sample lies between 20,000 and
    80,000 and some have decimals: else they may be anything.
    """
    values = sample.drop_null()
    if not len(values):
        return None
    if _are_day_numbers(values):
        return TimeFormat("as day numbers of a spreadsheet", values[0].as_py(), guessed=True)
    fits: dict[Order, _YesNo] = {}
    for order in _ORDERS:
        fits[order] = _fitting(values, order)
        if order in _ALONE and fits[order].all():
            break
    best = max(fits, key=lambda order: int(fits[order].sum()))
    if not fits[best].any():
        return None
    guessed = best == "day first" and bool((fits["month first"] == fits["day first"]).all())
    return TimeFormat(best, values[int(np.argmax(fits[best]))].as_py(), guessed)


def microseconds_of(texts: pa.Array, form: TimeFormat, timezone: str) -> pa.Array:
    """UTC microseconds of each text; null where it is none, does not fit the format, or lies outside 1900 to 2100.

    A time without a zone is in `timezone`: in the hour that happens twice the earlier one is meant, in the
    hour that does not happen the moment at which the clocks change. After 2037 Arrow, which reads them, knows of
    no summer time. Of the names of zones only UTC, GMT and Z are read; others mean several zones. Two digits of a
    year are 1969 to 2068. Day numbers of a spreadsheet are taken to the second: a CSV has five decimals of them.
    """
    match form.order:
        case "seconds since 1970":
            return _inside(*_of_numbers(texts))
        case "as day numbers of a spreadsheet":
            days, fits = _of_day_numbers(texts)
            return _inside(_in_utc(days, timezone), fits)
        case order:
            read = _read(texts, (_iso, *_by_patterns(order)) if order == "year first" else _by_patterns(order))
            return _inside(_read_in_utc(read, timezone), read.fits)


def days_of(texts: pa.Array, form: TimeFormat) -> pa.Array:
    """The calendar day that each text names, whatever the zone in it: 2019-01-01+02:00 is the first of January.

    Null where `microseconds_of` gives null. Seconds since 1970 are days in UTC.
    """
    match form.order:
        case "seconds since 1970" | "as day numbers of a spreadsheet":
            local = microseconds_of(texts, form, "UTC")
        case order:
            read = _read(texts, _by_patterns(order))
            local = _inside(read.local, read.fits)
    whole = np.floor_divide(local.fill_null(0).to_numpy(zero_copy_only=False), _DAY).astype(np.int32)
    return pa.array(whole, mask=local.is_null().to_numpy(zero_copy_only=False)).cast(pa.date32())


_ORDERS: tuple[Order, ...] = ("year first", "seconds since 1970", "day first", "month first")
_ALONE = ("year first", "seconds since 1970")
"""What fits one of these fits no other order."""


def _fitting(values: pa.Array, order: Order) -> _YesNo:
    return microseconds_of(values, TimeFormat(order, ""), "UTC").is_valid().to_numpy(zero_copy_only=False)


def _inside(values: _Whole, fits: _YesNo) -> pa.Array:
    good = fits & (values >= EARLIEST) & (values < LATEST)
    return pa.array(values, mask=~good)


def _of_numbers(texts: pa.Array) -> tuple[_Whole, _YesNo]:
    number = _floats(texts, _NUMBER)
    size = np.abs(number)
    scale = np.where(
        size < _SECONDS_UNTIL,
        1e6,
        np.where(size < _SECONDS_UNTIL * 1e3, 1e3, np.where(size < _SECONDS_UNTIL * 1e6, 1.0, 1e-3)),
    )
    value = np.round(number * scale)
    fits = ~np.isnan(value)
    return np.where(fits, value, 0).astype(np.int64), fits


def _of_day_numbers(texts: pa.Array) -> tuple[_Whole, _YesNo]:
    number = _floats(texts, _DAY_NUMBER)
    fits = (number >= _FIRST_DAY_NUMBER) & (number <= _LAST_DAY_NUMBER)
    seconds = np.round(np.where(fits, number, _FIRST_DAY_NUMBER) * 86_400).astype(np.int64)
    return seconds * 1_000_000 + _SPREADSHEETS_BEGIN * _DAY, fits


def _are_day_numbers(values: pa.Array) -> bool:
    number = _floats(values, _DAY_NUMBER)
    all_of_them = bool(((number >= _FIRST_DAY_NUMBER) & (number <= _LAST_DAY_NUMBER)).all())
    return all_of_them and bool(pc.any(pc.match_substring(values, ".")).as_py())


def _floats(texts: pa.Array, pattern: str) -> npt.NDArray[np.float64]:
    fits = pa.array(_matches(texts, pattern))
    return pc.if_else(fits, texts, pa.scalar(None, pa.string())).cast(pa.float64()).to_numpy(zero_copy_only=False)


def _matches(texts: pa.Array, pattern: str) -> _YesNo:
    return pc.fill_null(pc.match_substring_regex(texts, pattern), False).to_numpy(zero_copy_only=False)  # noqa: FBT003


@dataclass(frozen=True, slots=True)
class _Read:
    """Local microseconds of each text that `fits`, and where it says so, how far its zone is ahead of UTC."""

    fits: _YesNo
    local: _Whole
    ahead: _Whole
    in_zone: _YesNo


_Way: TypeAlias = Callable[[pa.Array], _Read]


def _read(texts: pa.Array, ways: Iterable[_Way]) -> _Read:
    """What the ways of reading make of the texts, each tried on those that fit none before."""
    size = len(texts)
    read = _Read(np.zeros(size, bool), np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, bool))
    rest = np.flatnonzero(texts.is_valid().to_numpy(zero_copy_only=False))
    for way in ways:
        if not len(rest):
            break
        found = way(texts if len(rest) == size else texts.take(pa.array(rest)))
        for column in ("fits", "local", "ahead", "in_zone"):
            getattr(read, column)[rest] = getattr(found, column)
        rest = rest[~found.fits]
    return read


def _iso(texts: pa.Array) -> _Read:
    """ISO 8601 as most logs have it, which Arrow reads several times as fast as a pattern does."""
    in_zone = _matches(texts, _ISO_DAY + _ISO_CLOCK + r"(Z|[+-]\d\d(:?\d\d)?)$")
    without = _matches(texts, f"{_ISO_DAY}({_ISO_CLOCK})?$") if not in_zone.all() else ~in_zone
    fits, local = np.zeros(len(texts), bool), np.zeros(len(texts), np.int64)
    for chosen, kind in ((in_zone, pa.timestamp("us", "UTC")), (without, pa.timestamp("us"))):
        moments = _cast(texts if chosen.all() else texts.filter(pa.array(chosen)), kind)
        if moments is not None:
            fits[chosen], local[chosen] = True, moments.cast(pa.int64()).to_numpy(zero_copy_only=False)
    return _Read(fits, local, np.zeros(len(texts), np.int64), in_zone)


def _cast(texts: pa.Array, kind: pa.DataType) -> pa.Array | None:
    """Arrow's own reading. None where a text is no time, such as the 30th of February: it refuses all for one."""
    try:
        return texts.cast(kind)
    except pa.ArrowInvalid:
        return None


def _by_patterns(order: Calendar) -> tuple[_Way, ...]:
    return tuple(partial(_by_pattern, pattern=pattern) for pattern in PATTERNS[order])


def _by_pattern(texts: pa.Array, pattern: Pattern) -> _Read:
    found = pc.extract_regex(texts, pattern.regex)
    minute, second = _whole(found, "minute"), _whole(found, "second")
    month = months_of(_text(found, "month")) if pattern.names_month else _whole(found, "month")
    hour, half_fits = _of_half(_whole(found, "hour"), _text(found, "half"))
    days, day_fits = _days(_year(found), month, _whole(found, "day"))
    matched = found.is_valid().to_numpy(zero_copy_only=False)
    fits = matched & day_fits & half_fits & (hour < 24) & (minute < 60) & (second < 61)
    clock = ((hour * 60 + minute) * 60 + np.minimum(second, 59)) * 1_000_000
    zones = pc.binary_join_element_wise(_text(found, "hours_ahead"), _text(found, "zone"), "")
    ahead, in_zone = _offsets(zones)
    return _Read(fits, np.where(fits, days * _DAY + clock + _fraction(found), 0), ahead, in_zone)


def _text(found: pa.StructArray, name: str) -> pa.Array:
    if found.type.get_field_index(name) < 0:
        return pa.repeat("", len(found))
    return pc.fill_null(pc.struct_field(found, name), "")


def _whole(found: pa.StructArray, name: str) -> _Whole:
    text = _text(found, name)
    return pc.if_else(pc.equal(text, ""), "0", text).cast(pa.int64()).to_numpy(zero_copy_only=False)


def _fraction(found: pa.StructArray) -> _Whole:
    padded = pc.utf8_slice_codeunits(pc.utf8_rpad(_text(found, "fraction"), 6, "0"), 0, 6)
    return padded.cast(pa.int64()).to_numpy(zero_copy_only=False)


def _year(found: pa.StructArray) -> _Whole:
    year = _whole(found, "year")
    of_two_digits = pc.equal(pc.binary_length(_text(found, "year")), 2).to_numpy(zero_copy_only=False)
    return year + np.where(of_two_digits, np.where(year < FIRST_OF_LAST_CENTURY, 2000, 1900), 0)


def _of_half(hour: _Whole, half: pa.Array) -> tuple[_Whole, _YesNo]:
    low = pc.utf8_lower(half)
    before = pc.equal(low, "a").to_numpy(zero_copy_only=False)
    after = pc.equal(low, "p").to_numpy(zero_copy_only=False)
    fits = ~(before | after) | ((hour >= 1) & (hour <= 12))
    return np.where(before | after, hour % 12 + 12 * after, hour), fits


def _days(year: _Whole, month: _Whole, day: _Whole) -> tuple[_Whole, _YesNo]:
    fits = (month >= 1) & (month <= 12) & (day >= 1)
    months = (year - 1970) * 12 + np.where(fits, month, 1) - 1
    first = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    following = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return first + day - 1, fits & (first + day <= following)


def _read_in_utc(read: _Read, timezone: str) -> _Whole:
    if read.in_zone.all():
        return read.local - read.ahead
    return np.where(read.in_zone, read.local - read.ahead, _in_utc(read.local, timezone))


def _in_utc(local: _Whole, timezone: str) -> _Whole:
    naive = pa.array(local).cast(pa.timestamp("us"))
    # For an hour that does not happen, Arrow's "latest" is the moment of the change, "earliest" a tick before it.
    moments = pc.assume_timezone(naive, timezone, ambiguous="earliest", nonexistent="latest")
    return moments.cast(pa.int64()).to_numpy(zero_copy_only=False)


def _offsets(zones: pa.Array) -> tuple[_Whole, _YesNo]:
    codes = zones.dictionary_encode()
    named = codes.dictionary.to_pylist() or [""]
    index = codes.indices.to_numpy(zero_copy_only=False)
    return np.array([_offset(zone) for zone in named], np.int64)[index], np.array([zone != "" for zone in named])[index]


def _offset(zone: str) -> int:
    if zone[:1] not in ("+", "-"):
        return 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return (-1 if zone[0] == "-" else 1) * minutes * 60_000_000
