"""What was read day by day: the levels with and without an intervention, and their difference with its interval."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal, TypeVar

from markupsafe import Markup

from desirepath.report.effect_figures import bounds, gap, gap_alone, level
from desirepath.report.spoken import digits, marked, said
from desirepath.report.svg.element import svg, tag, text
from desirepath.report.svg.scale import Scale, scale
from desirepath.report.wording import bare, is_share
from desirepath.vocabulary.effect import Reading

_Read = TypeVar("_Read")
_WIDTH, _HEIGHT = 460.0, 226.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 350.0, 26.0, 184.0
_WITH_IT = marked("with it")
_APART = 15.0
"""Labels at the end of two lines stand at least so far apart."""
_UNSETTLED = 4
"""The first of so many parts of the days does not widen the scale: with few people anything may be read."""
_LEAST_SHARE = 0.08
"""A chart of shares spans at least so much, so that what only wavers does not look like a slope."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByDay:
    """The readings with the number of their day since the start. `told_on` is the first day on which it stood.

    `without` names the level beside it: `without` where people were drawn, else `expected`.
    """

    measure: str
    unit: str
    better: Literal["up", "down"]
    without: str
    days: tuple[int, ...]
    readings: tuple[Reading, ...]
    told_on: int | None


def levels_by_day(read: ByDay) -> Markup:
    """Both levels; nothing where neither could be read on any day."""
    settled = [value for one in _settled(read.readings) for value in (one.with_it, one.without) if value is not None]
    if not settled:
        return Markup("")
    if is_share(read.unit):
        settled += _widened(settled)
    upright = scale(settled, _BOTTOM, _TOP, within=(0.0, 1.0) if is_share(read.unit) else (0.0, inf))
    chart = _Chart(read, upright)
    grid = chart.grid(lambda tick: bare(tick, read.unit))
    lines = [*chart.line("without", lambda one: one.without), *chart.line("with-it", lambda one: one.with_it)]
    parts = [*grid, *chart.told(), *lines, *chart.level_labels()]
    return svg(_WIDTH, _HEIGHT, _levels_described(read), *parts, class_="trend by-day")


def difference_by_day(read: ByDay) -> Markup:
    """The difference with its interval around zero; nothing where it could be read on no day."""
    settled = [bound for one in _settled(read.readings) for bound in (one.low, one.high) if bound is not None]
    if not settled:
        return Markup("")
    upright = scale([0.0, *settled], _BOTTOM, _TOP, within=(-1.0, 1.0) if is_share(read.unit) else (-inf, inf))
    chart = _Chart(read, upright)
    grid = chart.grid(lambda tick: tick_said(tick, read.unit))
    parts = [*grid, *chart.sides(), *chart.band(), *chart.zero(), *chart.told()]
    parts += [*chart.line("difference", lambda one: one.value), *chart.difference_label()]
    return svg(_WIDTH, _HEIGHT, _difference_described(read), *parts, class_="trend by-day")


def effect_whisker(bounds_of: tuple[float, float, float], across: Scale, tone: str) -> Markup:
    """One effect's picture, as wide as its cell: low, value, high, and zero. Filled where it is told apart from none."""
    low, value, high = (f"{min(100.0, max(0.0, across.at(one))):.2f}%" for one in bounds_of)
    ticks = [f"{across.at(tick):.2f}%" for tick in across.ticks]
    zero = f"{across.at(0.0):.2f}%"
    return tag(
        "svg",
        *(tag("line", x1=tick, x2=tick, y1=0, y2=26, class_="grid") for tick in ticks),
        tag("line", x1=zero, x2=zero, y1=0, y2=26, class_="everyone"),
        tag("line", x1=low, x2=high, y1=13, y2=13, class_="whisker"),
        tag("circle", cx=value, cy=13, r=5, class_="point"),
        class_=f"dots effect-{tone}",
        height=26,
        width="100%",
        aria_hidden="true",
        focusable="false",
    )


def effect_scale(found: Sequence[tuple[float, float]], unit: str) -> Scale:
    """One scale over all intervals and zero, in per cent of the width."""
    within = (-1.0, 1.0) if is_share(unit) else (-inf, inf)
    return scale([0.0, *(bound for pair in found for bound in pair)], 3.0, 97.0, within=within)


def tick_said(value: float, unit: str) -> str:
    """A difference on an axis: `−10`, `0`, `+5`; shares in points."""
    size = f"{abs(value) * (100 if is_share(unit) else 1):.3g}"
    return "0" if float(size) == 0 else f"{'+' if value > 0 else '−'}{digits(size)}"


@dataclass(frozen=True, slots=True)
class _Chart:
    read: ByDay
    upright: Scale

    def x(self, number: int) -> float:
        first, last = min(1, self.read.days[0]), self.read.days[-1]
        return (_LEFT + _RIGHT) / 2 if first == last else _LEFT + (number - first) / (last - first) * (_RIGHT - _LEFT)

    def y(self, value: float) -> float:
        """The place of a value; what lies beyond the scale is held at its edge."""
        return self.upright.at(min(self.upright.high, max(self.upright.low, value)))

    def grid(self, written: Callable[[float], str]) -> Iterator[Markup]:
        for tick in self.upright.ticks:
            y = self.upright.at(tick)
            yield tag("line", x1=_LEFT, x2=_RIGHT, y1=y, y2=y, class_="grid")
            yield text(_LEFT - 8, y + 4, written(tick), class_="axis", text_anchor="end")
        for number in _day_ticks(min(1, self.read.days[0]), self.read.days[-1]):
            yield text(self.x(number), _BOTTOM + 18, f"{number}", class_="axis", text_anchor="middle")
        yield text(_RIGHT, _BOTTOM + 35, said("day since the start"), class_="axis", text_anchor="end")

    def line(self, side: str, value_of: Callable[[Reading], float | None]) -> Iterator[Markup]:
        found = [(number, value_of(one)) for number, one in zip(self.read.days, self.read.readings, strict=True)]
        drawn = []
        for run in _runs(found):
            points = [f"{self.x(number):.1f} {self.y(value):.1f}" for number, value in run]
            drawn.append(tag("path", d="M" + "L".join(points), class_="line"))
        known = [(number, value) for number, value in found if value is not None]
        if known:
            number, value = known[-1]
            yield tag("g", *drawn, _mark(side, self.x(number), self.y(value)), class_=side)

    def band(self) -> Iterator[Markup]:
        pairs = zip(self.read.days, self.read.readings, strict=True)
        for run in _runs([(number, None if one.low is None else one) for number, one in pairs]):
            upper = [f"{self.x(number):.1f} {self.y(one.high or 0.0):.1f}" for number, one in run]
            lower = [f"{self.x(number):.1f} {self.y(one.low or 0.0):.1f}" for number, one in reversed(run)]
            path = tag("path", d="M" + "L".join(upper + lower) + "Z", class_="interval")
            yield tag("g", path, class_="difference")

    def zero(self) -> Iterator[Markup]:
        y = self.upright.at(0.0)
        yield tag("line", x1=_LEFT, x2=_RIGHT, y1=y, y2=y, class_="zero")

    def sides(self) -> Iterator[Markup]:
        """Which way is good and which bad, said at the ends of the axis; not where the effect's own label stands."""
        last = self.read.readings[-1].value
        for up, y in ((True, _TOP), (False, _BOTTOM)):
            room = self.upright.high > 0 if up else self.upright.low < 0
            if room and (last is None or abs(self.y(last) - y) >= _APART):
                side = said("better") if up == (self.read.better == "up") else said("worse")
                yield text(_RIGHT + 9, y + 4, f"{'▲' if up else '▼'} {side}", class_="axis")

    def told(self) -> Iterator[Markup]:
        if self.read.told_on is None:
            return
        x = self.x(self.read.told_on)
        yield tag("line", x1=x, x2=x, y1=_TOP - 6, y2=_BOTTOM, class_="told-line")
        told, late = said("told apart on day %(n)s", n=self.read.told_on), x > (_LEFT + _RIGHT) / 2
        yield text(
            x - 5 if late else x + 5, _TOP - 9, told, class_="go-live-text", text_anchor="end" if late else "start"
        )

    def level_labels(self) -> Iterator[Markup]:
        """What each line is and where it stands, at its end; moved apart where they would touch."""
        last = self.read.readings[-1]
        known = [
            (side, value)
            for side, value in ((_WITH_IT, last.with_it), (self.read.without, last.without))
            if value is not None
        ]
        places = _moved_apart([self.y(value) for _, value in known])
        for (side, value), y in zip(known, places, strict=True):
            css = "end-label with-it" if side is _WITH_IT else "end-label without"
            yield text(_RIGHT + 9, y + 4, f"{said(side)} {level(value, self.read.unit)}", class_=css)

    def difference_label(self) -> Iterator[Markup]:
        last = self.read.readings[-1]
        if last.value is not None:
            apart = gap_alone(last.value, self.read.unit)
            yield text(_RIGHT + 9, self.y(last.value) + 4, apart, class_="end-label difference")


def _mark(side: str, x: float, y: float) -> Markup:
    if side == "without":
        return tag("rect", x=x - 4, y=y - 4, width=8, height=8, class_="point")
    return tag("circle", cx=x, cy=y, r=4.6, class_="point")


def _settled(readings: Sequence[Reading]) -> Sequence[Reading]:
    return readings[len(readings) // _UNSETTLED :]


def _widened(values: Sequence[float]) -> list[float]:
    """Values around the middle of those given, so far apart as a chart spans at least; none where they span more."""
    low, high = min(values), max(values)
    if high - low >= _LEAST_SHARE:
        return []
    middle = (low + high) / 2
    return [max(0.0, middle - _LEAST_SHARE / 2), min(1.0, middle + _LEAST_SHARE / 2)]


def _moved_apart(places: Sequence[float]) -> list[float]:
    if len(places) < 2 or abs(places[0] - places[1]) >= _APART:
        return list(places)
    middle, up = sum(places) / 2, places[0] <= places[1]
    return [middle - _APART / 2, middle + _APART / 2] if up else [middle + _APART / 2, middle - _APART / 2]


def _day_ticks(first: int, last: int) -> list[int]:
    """Whole weeks, few enough to be read; every day of a chart shorter than a week."""
    if last - first < 7:
        return list(range(first, last + 1))
    every = next(step for step in (7, 14, 28, 56, 112, 224, last) if last / step <= 9)
    return list(range(every, last + 1, every))


def _runs(found: Sequence[tuple[int, _Read | None]]) -> list[list[tuple[int, _Read]]]:
    """Readings without a gap between them; a day on which nothing could be read breaks the line."""
    runs: list[list[tuple[int, _Read]]] = [[]]
    for number, one in found:
        if one is None:
            runs.append([])
        else:
            runs[-1].append((number, one))
    return [run for run in runs if run]


def _levels_described(read: ByDay) -> str:
    last = read.readings[-1]
    levels = [
        f"{said(side)} {level(value, read.unit)}"
        for side, value in ((_WITH_IT, last.with_it), (read.without, last.without))
        if value is not None
    ]
    return said(
        "%(measure)s by day since the start. On day %(n)s: %(levels)s. Every day is in the table below.",
        measure=read.measure,
        n=read.days[-1],
        levels=", ".join(levels) or said("not known"),
    )


def _difference_described(read: ByDay) -> str:
    last = read.readings[-1]
    now = said("not known")
    if last.value is not None and last.low is not None and last.high is not None:
        interval = bounds(last.low, last.high, read.unit)
        now = said("%(gap)s, interval %(interval)s", gap=gap(last.value, read.unit), interval=interval)
    told = {"measure": read.measure, "n": read.days[-1], "now": now}
    if read.told_on is None:
        return said(
            "%(measure)s, with it minus without it, by day. On day %(n)s: %(now)s. Every day is in the table below.",
            **told,
        )
    return said(
        "%(measure)s, with it minus without it, by day. On day %(n)s: %(now)s. It was first told apart from none on day "
        "%(told_on)s. Every day is in the table below.",
        **told,
        told_on=read.told_on,
    )
