"""Two sides beside each other: a cohort and all others, as dots with intervals and week by week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from desirepath.report.spoken import said
from desirepath.report.svg.element import ornament, svg, tag, text
from desirepath.report.svg.scale import Scale, scale
from desirepath.report.wording import bare, figure, is_share
from desirepath.vocabulary.friction import SideRate

_WIDTH, _HEIGHT = 440.0, 213.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 428.0, 22.0, 176.0
_BEFORE = 62.0
"""Width of the strip before go-live, which holds both baselines."""

Week = tuple[int, SideRate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The rates of both sides: by week with their numbers, and before go-live. `others` is empty for everyone.

    `unfinished` are the weeks that are not over.
    """

    unit: str
    cohort: tuple[Week, ...]
    others: tuple[Week, ...]
    before: tuple[SideRate, ...]
    unfinished: frozenset[int] = frozenset()


def side_whisker(rate: SideRate, across: Scale) -> Markup:
    """One row's picture, as wide as its cell: a filled dot is the cohort, a hollow square the others."""
    ticks = [f"{across.at(tick):.2f}%" for tick in across.ticks]
    at, low, high = (f"{across.at(value):.2f}%" for value in (rate.value, rate.low, rate.high))
    dot = (
        tag("circle", cx=at, cy=13, r=6, class_="point")
        if rate.side == "cohort"
        else tag("svg", tag("rect", x=-5, y=-5, width=10, height=10, class_="point"), x=at, y=13, overflow="visible")
    )
    return tag(
        "svg",
        *(tag("line", x1=tick, x2=tick, y1=0, y2=26, class_="grid") for tick in ticks),
        tag("line", x1=low, x2=high, y1=13, y2=13, class_="whisker"),
        dot,
        class_=f"dots side-{rate.side}",
        height=26,
        width="100%",
        aria_hidden="true",
        focusable="false",
    )


def key_sign(side: str) -> Markup:
    """The sign of a side in a key."""
    mark = (
        tag("circle", cx=14, cy=7, r=5, class_="point")
        if side == "cohort"
        else tag("rect", x=9.5, y=2.5, width=9, height=9, class_="point")
    )
    line = tag("line", x1=1, x2=27, y1=7, y2=7, class_="line")
    return ornament(28, 14, line, mark, class_=f"sign side-{side}")


def sides_scale(rates: Sequence[SideRate], unit: str, start: float, end: float) -> Scale:
    """One scale that holds every interval, from zero where it is a share."""
    bounds = [bound for rate in rates for bound in (rate.low, rate.high)]
    within = (0.0, 1.0) if is_share(unit) else (0.0, float("inf"))
    return scale([0.0, *bounds], start, end, within=within)


def sides_by_week(sides: Sides, named: str, measure: str) -> Markup:
    """Both sides week by week, the baselines to the left of go-live; nothing where no week has both."""
    weeks = [*sides.cohort, *sides.others]
    if not weeks:
        return Markup("")
    rates = [rate for _, rate in weeks] + list(sides.before)
    chart = _Chart(sides, sides_scale(rates, sides.unit, _BOTTOM, _TOP))
    parts = [*chart.grid(), *chart.go_live(), *chart.baselines(), *chart.side("others"), *chart.side("cohort")]
    return svg(_WIDTH, _HEIGHT, _described(sides, named, measure), *parts, class_="trend two-sides")


@dataclass(frozen=True, slots=True)
class _Chart:
    sides: Sides
    upright: Scale

    @property
    def start(self) -> float:
        return _LEFT + (_BEFORE if self.sides.before else 8.0)

    def x(self, week: int) -> float:
        numbers = [number for number, _ in self.sides.cohort + self.sides.others]
        first, last = min(numbers), max(numbers)
        room = _RIGHT - self.start
        inset = min(24.0, room / (last - first + 1) / 2)
        return self.start + (
            room / 2 if first == last else inset + (week - first) / (last - first) * (room - 2 * inset)
        )

    def grid(self) -> list[Markup]:
        drawn = []
        for tick in self.upright.ticks:
            y = self.upright.at(tick)
            drawn.append(tag("line", x1=_LEFT, x2=_RIGHT, y1=y, y2=y, class_="grid"))
            drawn.append(text(_LEFT - 8, y + 4, bare(tick, self.sides.unit), class_="axis", text_anchor="end"))
        weeks = sorted({number for number, _ in self.sides.cohort + self.sides.others})
        every = max(1, -(-len(weeks) // 12))
        drawn += [
            text(self.x(week), _BOTTOM + 18, f"{week}", class_="axis", text_anchor="middle") for week in weeks[::every]
        ]
        drawn.append(text(_RIGHT, _BOTTOM + 31, said("week after go-live"), class_="axis", text_anchor="end"))
        return drawn

    def go_live(self) -> list[Markup]:
        return [
            tag("line", x1=self.start, x2=self.start, y1=_TOP - 6, y2=_BOTTOM, class_="go-live"),
            text(self.start + 5, _TOP - 8, said("go-live"), class_="go-live-text"),
        ]

    def baselines(self) -> list[Markup]:
        drawn = []
        for rate in self.sides.before:
            x = _LEFT + _BEFORE * (0.35 if rate.side == "cohort" else 0.65)
            low, high = self.upright.at(rate.low), self.upright.at(rate.high)
            parts = (tag("line", x1=x, x2=x, y1=low, y2=high, class_="whisker"), self._dot(x, rate, None))
            drawn.append(tag("g", *parts, class_=f"side-{rate.side}"))
        if drawn:
            drawn.append(text(_LEFT + _BEFORE / 2, _BOTTOM + 18, said("before"), class_="axis", text_anchor="middle"))
        return drawn

    def side(self, side: str) -> list[Markup]:
        weeks = self.sides.cohort if side == "cohort" else self.sides.others
        if not weeks:
            return []
        runs = [part for run in _runs(weeks) for part in self._run(run)]
        dots = [self._dot(self.x(week), rate, week) for week, rate in weeks]
        return [tag("g", *runs, *dots, class_=f"side-{side}")]

    def _run(self, run: Sequence[Week]) -> list[Markup]:
        upper = [f"{self.x(week):.1f} {self.upright.at(rate.high):.1f}" for week, rate in run]
        lower = [f"{self.x(week):.1f} {self.upright.at(rate.low):.1f}" for week, rate in reversed(run)]
        middle = [f"{self.x(week):.1f} {self.upright.at(rate.value):.1f}" for week, rate in run]
        return [
            tag("path", d="M" + "L".join(upper + lower) + "Z", class_="interval"),
            tag("path", d="M" + "L".join(middle), class_="line"),
        ]

    def _dot(self, x: float, rate: SideRate, week: int | None) -> Markup:
        y = self.upright.at(rate.value)
        period = said("Before go-live") if week is None else said("Week %(n)s", n=week)
        open_week = week in self.sides.unfinished
        rates = _said(rate, self.sides.unit)
        rest = said("%(rates)s, week not over", rates=rates) if open_week else rates
        title = tag("title", f"{period}: {rest}")
        css = "point partial" if open_week else "point"
        if rate.side == "cohort":
            return tag("circle", title, cx=x, cy=y, r=4.6, class_=css)
        return tag("rect", title, x=x - 4, y=y - 4, width=8, height=8, class_=css)


def _runs(weeks: Sequence[Week]) -> list[list[Week]]:
    """Weeks that follow each other; where one is missing the line breaks."""
    runs: list[list[Week]] = []
    for week in weeks:
        if runs and runs[-1][-1][0] == week[0] - 1:
            runs[-1].append(week)
        else:
            runs.append([week])
    return runs


def _said(rate: SideRate, unit: str) -> str:
    value, low, high = (figure(one, unit) for one in (rate.value, rate.low, rate.high))
    return said("%(value)s (%(low)s to %(high)s)", value=value, low=low, high=high)


def _described(sides: Sides, named: str, measure: str) -> str:
    def ends(weeks: Sequence[Week]) -> str:
        (first, one), (last, other) = weeks[0], weeks[-1]
        start = said("week %(n)s %(rates)s", n=first, rates=_said(one, sides.unit))
        if first == last:
            return start
        return f"{start}, {said('week %(n)s %(rates)s', n=last, rates=_said(other, sides.unit))}"

    if not sides.others:
        return said(
            "%(measure)s by week. %(cohort)s: %(weeks)s. The table below has every figure.",
            measure=measure,
            cohort=named,
            weeks=ends(sides.cohort),
        )
    return said(
        "%(measure)s by week. %(cohort)s: %(weeks)s. All others: %(weeks_of_others)s. The table below has every figure.",
        measure=measure,
        cohort=named,
        weeks=ends(sides.cohort),
        weeks_of_others=ends(sides.others),
    )
