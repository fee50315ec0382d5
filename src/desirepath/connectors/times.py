"""Times as people write them, turned into UTC microseconds, a column at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Order: TypeAlias = Literal["year first", "day first", "month first", "seconds since 1970"]

_CLOCK = (
    r"(?:[T ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<half>[AaPp][Mm])?)?\s*(?P<zone>Z|z|UTC|[+-]\d{2}:?\d{2})?"
)
_PATTERNS: dict[Order, str] = {
    "year first": r"^(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _CLOCK + "$",
    "day first": r"^(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})" + _CLOCK + "$",
    "month first": r"^(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})[-/.](?P<year>\d{4})" + _CLOCK + "$",
}
_SECONDS_UNTIL = 100_000_000_000
EARLIEST, LATEST = -2_208_988_800_000_000, 4_102_444_800_000_000
"""1900-01-01 and 2100-01-01; what lies outside is no time of work."""


@dataclass(frozen=True, slots=True)
class TimeFormat:
    """The order of a column's times. `guessed` where nothing in the sample tells day from month."""

    order: Order
    example: str
    guessed: bool = False

    def __str__(self) -> str:
        guess = " (nothing tells day from month; day first is assumed)" if self.guessed else ""
        return f"times such as {self.example}, read {self.order}{guess}"


def sniffed(sample: pa.Array) -> TimeFormat | None:
    """The order that fits most of a sample, or None where nothing in it looks like a time."""
    values = sample.drop_null()
    if not len(values):
        return None
    fits = {order: int(pc.sum(_parsed(values, order, "UTC")[1]).as_py() or 0) for order in _PATTERNS}
    fits["seconds since 1970"] = int(pc.sum(pc.match_substring_regex(values, r"^-?\d{9,19}(\.\d+)?$")).as_py() or 0)
    best = max(fits, key=lambda order: fits[order])
    if not fits[best]:
        return None
    guessed = best == "day first" and fits["month first"] == fits["day first"] and fits[best] > 0
    return TimeFormat(best, values[0].as_py(), guessed)


def microseconds_of(texts: pa.Array, form: TimeFormat, timezone: str) -> pa.Array:
    """UTC microseconds of each text; null where it is none, does not fit the format, or lies outside 1900 to 2100.

    A time without a zone is in `timezone`: in the hour that happens twice the earlier one is meant, in the
    hour that does not happen the moment at which the clocks change.
    """
    if form.order == "seconds since 1970":
        return _of_numbers(texts)
    values, fits = _parsed(texts, form.order, timezone)
    inside = pc.and_(fits, pc.and_(pc.greater_equal(values, EARLIEST), pc.less(values, LATEST)))
    return pc.if_else(inside, values, pa.scalar(None, pa.int64()))


def _of_numbers(texts: pa.Array) -> pa.Array:
    fits = pc.fill_null(pc.match_substring_regex(texts, r"^-?\d{9,19}(\.\d+)?$"), False)  # noqa: FBT003
    numbers = pc.if_else(fits, texts, pa.scalar(None, pa.string())).cast(pa.float64())
    number = numbers.to_numpy(zero_copy_only=False)
    size = np.abs(number)
    scale = np.where(
        size < _SECONDS_UNTIL,
        1e6,
        np.where(size < _SECONDS_UNTIL * 1e3, 1e3, np.where(size < _SECONDS_UNTIL * 1e6, 1.0, 1e-3)),
    )
    with np.errstate(invalid="ignore"):
        value = np.round(number * scale)
    good = ~np.isnan(value) & (value >= EARLIEST) & (value < LATEST)
    return pa.array(np.where(good, value, 0).astype(np.int64), mask=~good)


def _parsed(texts: pa.Array, order: Order, timezone: str) -> tuple[pa.Array, pa.Array]:
    """Microseconds, and whether the text fits; what does not fit has some number."""
    found = pc.extract_regex(texts, _PATTERNS[order])
    matched = found.is_valid().to_numpy(zero_copy_only=False)
    part = {name: _whole(found, name) for name in ("year", "month", "day", "hour", "minute", "second")}
    hour, half_fits = _of_half(part["hour"], _text(found, "half"))
    days, day_fits = _days(part["year"], part["month"], part["day"])
    fits = matched & day_fits & half_fits & (hour < 24) & (part["minute"] < 60) & (part["second"] < 61)
    clock = ((hour * 60 + part["minute"]) * 60 + np.minimum(part["second"], 59)) * 1_000_000
    local = np.where(fits, days * 86_400_000_000 + clock + _fraction(found), 0)
    return _in_utc(local, _text(found, "zone"), timezone), pa.array(fits)


def _text(found: pa.StructArray, name: str) -> pa.Array:
    return pc.fill_null(pc.struct_field(found, name), "")


def _whole(found: pa.StructArray, name: str) -> npt.NDArray[np.int64]:
    text = _text(found, name)
    return pc.if_else(pc.equal(text, ""), "0", text).cast(pa.int64()).to_numpy(zero_copy_only=False)


def _fraction(found: pa.StructArray) -> npt.NDArray[np.int64]:
    padded = pc.utf8_slice_codeunits(pc.utf8_rpad(_text(found, "fraction"), 6, "0"), 0, 6)
    return padded.cast(pa.int64()).to_numpy(zero_copy_only=False)


def _of_half(hour: npt.NDArray[np.int64], half: pa.Array) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    low = pc.utf8_lower(half)
    before = pc.equal(low, "am").to_numpy(zero_copy_only=False)
    after = pc.equal(low, "pm").to_numpy(zero_copy_only=False)
    fits = ~(before | after) | ((hour >= 1) & (hour <= 12))
    return np.where(before | after, hour % 12 + 12 * after, hour), fits


def _days(
    year: npt.NDArray[np.int64], month: npt.NDArray[np.int64], day: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    fits = (month >= 1) & (month <= 12) & (day >= 1)
    months = (year - 1970) * 12 + np.where(fits, month, 1) - 1
    first = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    following = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return first + day - 1, fits & (first + day <= following)


def _in_utc(local: npt.NDArray[np.int64], zones: pa.Array, timezone: str) -> pa.Array:
    naive = pa.array(local).cast(pa.timestamp("us"))
    assumed = pc.assume_timezone(naive, timezone, ambiguous="earliest", nonexistent="earliest").cast(pa.int64())
    kinds = pc.unique(zones).to_pylist()
    if kinds == [""]:
        return assumed
    codes = zones.dictionary_encode()
    offsets = np.array([_offset(zone) for zone in codes.dictionary.to_pylist()], np.int64)
    index = codes.indices.to_numpy(zero_copy_only=False)
    return pc.if_else(pc.equal(zones, ""), assumed, pa.array(local - offsets[index]))


def _offset(zone: str) -> int:
    if zone in ("", "Z", "z", "UTC"):
        return 0
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return (-1 if zone[0] == "-" else 1) * minutes * 60_000_000
