"""Times as people write them are the moments that they meant; what could be two moments is none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desirepath.connectors.times import Order, TimeFormat, days_of, microseconds_of, sniffed

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001
GERMAN = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"  # codespell:ignore
FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
DUTCH = "januari februari maart april mei juni juli augustus september oktober november december"  # codespell:ignore
GERMAN_SHORT = "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez."  # codespell:ignore
FRENCH_SHORT = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."
SPANISH_SHORT = "ene feb mar abr may jun jul ago sept oct nov dic"
DUTCH_SHORT = "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec."


def naive(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type,misc] # noqa: DTZ001


def moments(*texts: str | None, order: Order = "year first", timezone: str = "UTC") -> list[datetime | None]:
    read = microseconds_of(pa.array(texts, pa.string()), TimeFormat(order, ""), timezone).to_pylist()
    return [None if one is None else EPOCH + timedelta(microseconds=one) for one in read]


def moment(text: str, order: Order = "year first", timezone: str = "UTC") -> datetime | None:
    return moments(text, order=order, timezone=timezone)[0]


@dataclass(frozen=True)
class Way:
    """One way of writing a time: how, in which order, down to which unit, and in which years."""

    order: Order
    write: Callable[[datetime], str]
    unit: timedelta = timedelta(minutes=1)
    years: tuple[int, int] = (1900, 2099)


def by_clock(order: Order, form: str, unit: timedelta = timedelta(minutes=1), **more: tuple[int, int]) -> Way:
    return Way(order, lambda at: at.strftime(form), unit, **more)


def named(form: str, months: str) -> Way:
    return Way("day first", lambda at: form.format(at=at, month=months.split()[at.month - 1]))


SECOND, MICROSECOND, DAY = timedelta(seconds=1), timedelta(microseconds=1), timedelta(days=1)
WAYS = {
    "ISO": by_clock("year first", "%Y-%m-%dT%H:%M:%SZ", SECOND),
    "ISO with a blank": by_clock("year first", "%Y-%m-%d %H:%M:%S", SECOND),
    "ISO with microseconds": by_clock("year first", "%Y-%m-%dT%H:%M:%S.%f", MICROSECOND),
    "ISO with a comma": by_clock("year first", "%Y-%m-%d %H:%M:%S,%f", MICROSECOND),
    "ISO and UTC in words": by_clock("year first", "%Y-%m-%d %H:%M:%S UTC", SECOND),
    "ISO and GMT in brackets": by_clock("year first", "%Y-%m-%d %H:%M (GMT)"),
    "ISO as Java has it": by_clock("year first", "%Y-%m-%dT%H:%MZ[UTC]"),
    "a day only": by_clock("year first", "%Y-%m-%d", DAY),
    "slashes": by_clock("year first", "%Y/%m/%d %H:%M"),
    "compact": by_clock("year first", "%Y%m%dT%H%M%SZ", SECOND),
    "compact without a T": by_clock("year first", "%Y%m%d%H%M%S", SECOND),
    "compact to the minute": by_clock("year first", "%Y%m%dT%H%M"),
    "a compact day": by_clock("year first", "%Y%m%d", DAY),
    "year first with a name": by_clock("year first", "%Y-%b-%d %H:%M"),
    "dots": by_clock("day first", "%d.%m.%Y %H:%M"),
    "dots and blanks": Way("day first", lambda at: f"{at.day}. {at.month}. {at.year} {at:%H:%M}"),
    "two digits": by_clock("day first", "%d/%m/%y %H:%M", years=(1969, 2068)),
    "Jira": by_clock("day first", "%d/%b/%y %I:%M %p", years=(1969, 2068)),
    "Jira to the day": by_clock("day first", "%d/%b/%y", DAY, years=(1969, 2068)),
    "a name between hyphens": Way("day first", lambda at: f"{at.day}-{at:%b-%Y %H:%M}"),
    "a name between nothing": by_clock("day first", "%d%b%Y", DAY),
    "an ordinal": Way("day first", lambda at: f"{at.day}th of {at:%B %Y, %H:%M}"),
    "German": named("{at.day}. {month} {at:%Y %H:%M}", GERMAN),
    "German, short": named("{at.day}. {month} {at:%Y %H:%M}", GERMAN_SHORT),
    "French": named("{at.day} {month} {at:%Y %H:%M}", FRENCH),
    "French, short": named("{at.day} {month} {at:%Y %H:%M}", FRENCH_SHORT),
    "Spanish": named("{at.day} de {month} de {at:%Y, %H:%M}", SPANISH),
    "Spanish, short": named("{at.day}-{month}-{at:%Y %H:%M}", SPANISH_SHORT),
    "Dutch": named("{at.day} {month} {at:%Y %H:%M}", DUTCH),
    "Dutch, short": named("{at.day} {month} {at:%Y %H:%M}", DUTCH_SHORT),
    "American": by_clock("month first", "%m/%d/%Y %I:%M:%S %p", SECOND),
    "American with a comma": by_clock("month first", "%m/%d/%Y, %I:%M %p"),
    "American with two digits": by_clock("month first", "%m/%d/%y %H:%M", years=(1969, 2068)),
    "American with a name": by_clock("month first", "%b %d, %Y %I:%M:%S %p", SECOND),
    "American with a long name": by_clock("month first", "%B %d %Y %H:%M"),
    "a narrow blank before PM": by_clock("month first", "%b %d, %Y, %I:%M:%S\u202f%p", SECOND),
    "seconds": Way("seconds since 1970", lambda at: str((at - EPOCH) // SECOND), SECOND, (1974, 2099)),
    "milliseconds": Way(
        "seconds since 1970", lambda at: str((at - EPOCH) // timedelta(milliseconds=1)), timedelta(milliseconds=1), (1974, 2099)
    ),
    "a spreadsheet": Way(
        "as day numbers of a spreadsheet", lambda at: f"{(at.replace(microsecond=0) - naive(1899, 12, 30)) / DAY:.5f}", SECOND, (1955, 2099)
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@settings(max_examples=25, deadline=None)
@given(when=st.lists(st.datetimes(naive(1900, 1, 1), naive(2099, 12, 31, 23, 59, 59)), min_size=1, max_size=8))
@example(when=[naive(2024, 2, 29, 12), naive(2000, 2, 29), naive(1999, 12, 31, 23, 59, 59), naive(2025, 9, 1)])
@example(when=[naive(2025, month, 28, 12, 30) for month in range(1, 13)])
def test_what_is_written_is_read_as_the_same_moment(way: Way, when: list[datetime]) -> None:
    meant = [at for at in when if way.years[0] <= at.year <= way.years[1]]
    texts = [way.write(at) for at in meant]
    assert moments(*texts, order=way.order) == [at - (at - EPOCH) % way.unit for at in meant]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_order_is_found_from_a_sample_and_said(way: Way) -> None:
    sample = pa.array([way.write(naive(2025, 9, day, 9, 30)) for day in (1, 12, 27)])
    form = sniffed(sample)
    assert form is not None
    assert form.order == way.order
    assert str(form).startswith(f"times such as {sample[0]}, read {way.order}")


@settings(deadline=None)
@given(
    at=st.datetimes(naive(1970, 1, 2), naive(2037, 12, 31)),
    zone=st.sampled_from(["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]),
)
def test_a_time_without_a_zone_is_in_the_given_one(at: datetime, zone: str) -> None:
    before, after = at.replace(tzinfo=ZoneInfo(zone)), at.replace(tzinfo=ZoneInfo(zone), fold=1)
    happens = before.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == at
    meant = before.astimezone(UTC).replace(tzinfo=None)
    for text in (f"{at:%Y-%m-%d %H:%M:%S.%f}", f"{at:%Y-%m-%d  %H:%M:%S.%f}"):
        read = moment(text, timezone=zone)
        assert read is not None
        assert read == meant if happens else after.astimezone(UTC).replace(tzinfo=None) <= read <= meant


CLOCK_CHANGES = {
    "spring in Amsterdam": ("2025-03-30 02:30", "Europe/Amsterdam", naive(2025, 3, 30, 1)),
    "spring in New York": ("2025-03-09 02:59:59", "America/New_York", naive(2025, 3, 9, 7)),
    "spring on Lord Howe Island": ("2025-10-05 02:15", "Australia/Lord_Howe", naive(2025, 10, 4, 15, 30)),
    "autumn in Amsterdam": ("2025-10-26 02:30", "Europe/Amsterdam", naive(2025, 10, 26, 0, 30)),
    "autumn in New York": ("2025-11-02 01:30", "America/New_York", naive(2025, 11, 2, 5, 30)),
    "autumn on Lord Howe Island": ("2025-04-06 01:45", "Australia/Lord_Howe", naive(2025, 4, 5, 14, 45)),
}


@pytest.mark.parametrize("case", CLOCK_CHANGES)
def test_where_clocks_change_the_earlier_hour_or_the_moment_of_the_change_is_meant(case: str) -> None:
    text, zone, meant = CLOCK_CHANGES[case]
    assert moment(text, timezone=zone) == meant
    assert moment(text.replace("-", "/"), timezone=zone) == meant


ZONES = {
    "+02:00": naive(2025, 9, 1, 7, 30),
    "+0200": naive(2025, 9, 1, 7, 30),
    "+02": naive(2025, 9, 1, 7, 30),
    " +02:00": naive(2025, 9, 1, 7, 30),
    "-0330": naive(2025, 9, 1, 13, 0),
    "Z": naive(2025, 9, 1, 9, 30),
    " GMT": naive(2025, 9, 1, 9, 30),
    " utc": naive(2025, 9, 1, 9, 30),
    " [UTC]": naive(2025, 9, 1, 9, 30),
    " CET": None,
    " EST": None,
    " IST": None,
    " (Europe/Berlin)": None,
    "+02:00[Europe/Berlin]": None,
    "+02:00:30": None,
    "+27:00": None,
    "+02:75": None,
}


@pytest.mark.parametrize("written", ZONES)
def test_a_zone_is_read_if_it_is_one_zone_only(written: str) -> None:
    for order, day in (("year first", "2025-09-01"), ("day first", "1. Sep 2025"), ("month first", "9/1/2025")):
        assert moment(f"{day} 09:30{written}", order, "Asia/Kolkata") == ZONES[written]


def test_zones_may_differ_within_a_column() -> None:
    texts = ["2025-09-01 09:30", "2025-09-01T09:30:00Z", "2025-09-01 09:30+02", None, "2025-09-01", "1 September"]
    assert moments(*texts, timezone="Europe/Amsterdam") == [
        naive(2025, 9, 1, 7, 30),
        naive(2025, 9, 1, 9, 30),
        naive(2025, 9, 1, 7, 30),
        None,
        naive(2025, 8, 31, 22),
        None,
    ]


NO_TIMES = {
    "29 February of another year": ("2025-02-29", "year first"),
    "31 September": ("31. September 2025", "day first"),
    "the thirteenth month": ("2025-13-01", "year first"),
    "25 o'clock": ("2025-09-01 25:00", "year first"),
    "60 minutes": ("2025-09-01 09:60", "year first"),
    "13 PM": ("Sep 1, 2025 13:00 PM", "month first"),
    "0 AM": ("Sep 1, 2025 0:30 AM", "month first"),
    "no month's name": ("1-Foo-2025", "day first"),
    "two months' name": ("1 jui 2025", "day first"),
    "a month without a day": ("Sep 2025", "month first"),
    "a day without a year": ("Sep 1 09:30:00", "month first"),
    "twelve digits": ("202509010930", "year first"),
    "1899": ("1899-12-31 23:59:59Z", "year first"),
    "2100": ("2100-01-01T00:00:00Z", "year first"),
    "a year of four digits that begins with two noughts": ("01/09/0025", "day first"),
    "an hour ahead without a clock": ("2025-09-01-07", "year first"),
    "words": ("yesterday", "year first"),
    "nothing": ("", "year first"),
    "another order": ("2025-09-01", "day first"),
}


@pytest.mark.parametrize("case", NO_TIMES)
def test_what_is_no_time_is_none(case: str) -> None:
    text, order = NO_TIMES[case]
    assert moment(text, order) is None


@settings(deadline=None)
@given(st.text(alphabet="0123456789-/.:, TZ+apmAPMSepdeº ", max_size=24))
def test_no_text_whatever_breaks_the_reading(text: str) -> None:
    for order in {way.order for way in WAYS.values()}:
        read = moment(text, order)
        assert read is None or 1900 <= read.year <= 2099


def test_a_second_too_many_is_the_last_of_its_minute() -> None:
    assert moment("2016-12-31T23:59:60Z") == naive(2016, 12, 31, 23, 59, 59)


def test_a_bad_row_leaves_the_others_of_its_column_as_they_are() -> None:
    assert moments("2025-02-28", "2025-02-30", "2025-03-01") == [naive(2025, 2, 28), None, naive(2025, 3, 1)]


def test_without_a_day_past_the_twelfth_day_first_is_assumed_and_said() -> None:
    form = sniffed(pa.array(["01/02/2025", "03/04/25"]))
    assert str(form) == (
        "times such as 01/02/2025, read day first (nothing tells day from month; day first is assumed)"
    )


def test_one_day_past_the_twelfth_settles_the_order_of_all() -> None:
    assert str(sniffed(pa.array(["01/02/2025", "01/13/2025"]))) == "times such as 01/02/2025, read month first"


def test_what_has_a_name_for_its_month_is_no_guess() -> None:
    assert str(sniffed(pa.array(["01/Sep/25 9:30 AM"]))) == "times such as 01/Sep/25 9:30 AM, read day first"


NUMBERS = {
    "all with decimals": (["45901.39583", "45902.5"], "as day numbers of a spreadsheet"),
    "midnight among them": (["45901.39583", "45902"], "as day numbers of a spreadsheet"),
    "whole numbers only": (["45901", "45902"], None),
    "one outside": (["45901.39583", "19999.5"], None),
    "one that is no number": (["45901.39583", "soon"], None),
    "seconds": (["1756719000", "1756719001.5"], "seconds since 1970"),
    "compact times": (["20250901093000", "20250902093000"], "year first"),
}


@pytest.mark.parametrize("case", NUMBERS)
def test_numbers_are_times_only_where_they_can_be_nothing_else(case: str) -> None:
    texts, order = NUMBERS[case]
    form = sniffed(pa.array(texts))
    assert (form and form.order) == order


def test_day_numbers_are_said_to_be_guessed_and_are_local_times() -> None:
    form = sniffed(pa.array(["45901.39583"]))
    assert str(form) == "times such as 45901.39583, read as day numbers of a spreadsheet (guessed from their size)"
    assert moment("45901.39583", "as day numbers of a spreadsheet", "Europe/Amsterdam") == naive(2025, 9, 1, 7, 30)


DAYS = {
    "a zone ahead": ("2019-01-01+02:00", "year first", date(2019, 1, 1)),
    "a moment ahead": ("2019-01-01T00:30:00+02:00", "year first", date(2019, 1, 1)),
    "a zone behind": ("2019-01-01-08:00", "year first", date(2019, 1, 1)),
    "day first": ("31.12.1998", "day first", date(1998, 12, 31)),
    "before 1970": ("1. März 1965", "day first", date(1965, 3, 1)),
    "seconds": ("1546300800", "seconds since 1970", date(2019, 1, 1)),
    "no such day": ("2019-02-30", "year first", None),
}


@pytest.mark.parametrize("case", DAYS)
def test_a_day_is_the_one_that_is_written_whatever_its_zone(case: str) -> None:
    text, order, day = DAYS[case]
    assert days_of(pa.array([text, None]), TimeFormat(order, "")).to_pylist() == [day, None]


def test_a_sample_without_a_time_has_no_order() -> None:
    assert sniffed(pa.array(["n/a", "soon"])) is None
    assert sniffed(pa.array([None, None], pa.string())) is None
    assert microseconds_of(pa.array([], pa.string()), TimeFormat("day first", ""), "UTC").to_pylist() == []
