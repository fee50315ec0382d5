"""The cohort beside all others: before and since go-live, and week by week."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from desirepath.report.friction_floor import shown_rates
from desirepath.report.friction_sentences import who
from desirepath.report.measured import BASELINE, SINCE, week_number
from desirepath.report.spoken import first_up, said
from desirepath.report.svg.sides import Sides, key_sign, side_whisker, sides_by_week, sides_scale
from desirepath.report.wording import bare, count, figure, interval, period_title
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.friction import FrictionPoint, SideRate
from desirepath.vocabulary.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """One side in one period. `side` is set on the first row of each side."""

    side: str
    sign: Markup
    period: str
    picture: Markup
    figure: str
    interval: str
    n: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SidesView:
    """Both sides: rows on one scale, the chart by week, and its figures."""

    measure: str
    named: str
    has_others: bool
    rows: tuple[SideRow, ...]
    ticks: tuple[tuple[str, str], ...]
    chart: Markup
    weeks: tuple[tuple[str, str, str], ...]
    signs: tuple[tuple[Markup, str], ...]


def sides_view(point: FrictionPoint, study: Study) -> SidesView | None:
    """The view; None where no rate of both sides may be shown."""
    rates = shown_rates(point, study)
    if not rates:
        return None
    unit = point.findings[0].unit if point.findings else "share"
    named, measure = who(point.cohort, study.unit), first_up(said(point.measure))
    over = [rate for rate in rates if week_number(rate.period) is None]
    across = sides_scale(over or rates, unit, 2.0, 98.0)
    sides = _sides(rates, unit, _unfinished(point, study))
    titles = {"cohort": named, "others": said("All others")}
    return SidesView(
        measure=measure,
        named=named,
        has_others=not point.cohort.is_everyone,
        rows=tuple(
            SideRow(
                side=titles[side] if place == 0 else "",
                sign=key_sign(side),
                period=period_title(rate.period),
                picture=side_whisker(rate, across),
                figure=figure(rate.value, unit),
                interval=interval(_estimate(rate, unit)),
                n=count(rate.people if study.unit == "users" else rate.cases),
            )
            for side in titles
            for place, rate in enumerate(_before_and_since(rates, side))
        ),
        ticks=tuple((f"{across.at(tick):.2f}%", bare(tick, unit)) for tick in across.ticks),
        chart=sides_by_week(sides, named, measure),
        weeks=_weeks(sides),
        signs=tuple((key_sign(side), title) for side, title in titles.items() if _before_and_since(rates, side)),
    )


def _before_and_since(rates: tuple[SideRate, ...], side: str) -> list[SideRate]:
    found = {rate.period: rate for rate in rates if rate.side == side}
    return [found[period] for period in (BASELINE, SINCE) if period in found]


def _unfinished(point: FrictionPoint, study: Study) -> frozenset[int]:
    """The weeks of the workflow that are not over, as its metrics say."""
    numbers = (week_number(row.period) for row in study.metrics if row.partial and row.workflow == point.workflow)
    return frozenset(number for number in numbers if number)


def _sides(rates: tuple[SideRate, ...], unit: str, unfinished: frozenset[int]) -> Sides:
    def weekly(side: str) -> tuple[tuple[int, SideRate], ...]:
        numbered = [(week_number(rate.period), rate) for rate in rates if rate.side == side]
        return tuple(sorted(((week, rate) for week, rate in numbered if week), key=lambda pair: pair[0]))

    before = tuple(rate for rate in rates if rate.period == BASELINE)
    return Sides(unit=unit, cohort=weekly("cohort"), others=weekly("others"), before=before, unfinished=unfinished)


def _weeks(sides: Sides) -> tuple[tuple[str, str, str], ...]:
    others = dict(sides.others)
    return tuple(
        (
            said("Week %(n)s, not over", n=week) if week in sides.unfinished else said("Week %(n)s", n=week),
            _said(rate, sides.unit),
            _said(others[week], sides.unit) if week in others else "",
        )
        for week, rate in sides.cohort
    )


def _said(rate: SideRate, unit: str) -> str:
    value = figure(rate.value, unit)
    return said("%(value)s (%(interval)s)", value=value, interval=interval(_estimate(rate, unit)))


def _estimate(rate: SideRate, unit: str) -> Estimate:
    return Estimate(value=rate.value, low=rate.low, high=rate.high, n=rate.people, unit=unit, method="adjusted")
