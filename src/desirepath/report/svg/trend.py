"""A metric by week around go-live: a line with its interval, the baseline before it, the running week hollow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from desirepath.report.spoken import said
from desirepath.report.svg.element import svg, tag, text
from desirepath.report.svg.scale import Scale, scale
from desirepath.report.wording import bare, figure, interval, is_share
from desirepath.vocabulary.estimate import Estimate

_WIDTH, _HEIGHT = 400.0, 213.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 388.0, 22.0, 176.0
_BEFORE = 62.0
"""Width of the strip before go-live, which holds the baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPoint:
    """One week's figure, or None where there is not enough data; `partial` where the week is not over."""

    week: int
    estimate: Estimate | None
    partial: bool


def trend_chart(title: str, weeks: Sequence[WeekPoint], before: Estimate | None) -> Markup:
    """The chart, or nothing where no week has a figure."""
    known = [point.estimate for point in weeks if point.estimate]
    if not known:
        return Markup("")
    seen = [*known, before] if before else known
    limits = (0.0, 1.0) if is_share(known[0].unit) else (0.0, float("inf"))
    upright = scale([bound for one in seen for bound in (one.low, one.high)], _BOTTOM, _TOP, within=limits)
    chart = _Chart(upright, weeks, before)
    return svg(
        _WIDTH,
        _HEIGHT,
        _described(title, weeks, before),
        *chart.grid(known[0].unit),
        *chart.baseline(),
        *chart.go_live(),
        *chart.line(),
        *chart.points(),
        class_="trend",
    )


@dataclass(frozen=True, slots=True)
class _Chart:
    upright: Scale
    weeks: Sequence[WeekPoint]
    before: Estimate | None

    @property
    def start(self) -> float:
        return _LEFT + (_BEFORE if self.before else 8.0)

    def x(self, week: int) -> float:
        first, last = self.weeks[0].week, self.weeks[-1].week
        room = _RIGHT - self.start
        inset = min(22.0, room / (last - first + 1) / 2)
        if last == first:
            return self.start + room / 2
        return self.start + inset + (week - first) / (last - first) * (room - 2 * inset)

    def grid(self, unit: str) -> list[Markup]:
        drawn = []
        for tick in self.upright.ticks:
            y = self.upright.at(tick)
            drawn.append(tag("line", x1=_LEFT, x2=_RIGHT, y1=y, y2=y, class_="grid"))
            drawn.append(text(_LEFT - 8, y + 4, bare(tick, unit), class_="axis", text_anchor="end"))
        drawn += [
            text(self.x(week), _BOTTOM + 18, f"{week}", class_="axis", text_anchor="middle")
            for week in _ticks([point.week for point in self.weeks])
        ]
        drawn.append(text(_RIGHT, _BOTTOM + 31, said("week after go-live"), class_="axis", text_anchor="end"))
        return drawn

    def baseline(self) -> list[Markup]:
        if self.before is None:
            return []
        low, at, high = (self.upright.at(one) for one in (self.before.low, self.before.value, self.before.high))
        return [
            tag("rect", x=_LEFT, y=high, width=_BEFORE, height=max(1.0, low - high), class_="before-band"),
            tag("line", x1=_LEFT, x2=_LEFT + _BEFORE, y1=at, y2=at, class_="before-line"),
            tag("line", x1=self.start, x2=_RIGHT, y1=at, y2=at, class_="before-on"),
            text(_LEFT + _BEFORE / 2, _BOTTOM + 18, said("before"), class_="axis", text_anchor="middle"),
        ]

    def go_live(self) -> list[Markup]:
        return [
            tag("line", x1=self.start, x2=self.start, y1=_TOP - 6, y2=_BOTTOM, class_="go-live"),
            text(self.start + 5, _TOP - 8, said("go-live"), class_="go-live-text"),
        ]

    def line(self) -> list[Markup]:
        drawn = []
        for run in self._runs():
            upper = [f"{self.x(week):.1f} {self.upright.at(one.high):.1f}" for week, one in run]
            lower = [f"{self.x(week):.1f} {self.upright.at(one.low):.1f}" for week, one in reversed(run)]
            middle = [f"{self.x(week):.1f} {self.upright.at(one.value):.1f}" for week, one in run]
            drawn.append(tag("path", d="M" + "L".join(upper + lower) + "Z", class_="interval"))
            drawn.append(tag("path", d="M" + "L".join(middle), class_="line"))
        return drawn

    def points(self) -> list[Markup]:
        crowded = len(self.weeks) > 20
        drawn = []
        for point in self.weeks:
            if point.estimate is None or (crowded and not point.partial):
                continue
            x, y = self.x(point.week), self.upright.at(point.estimate.value)
            title = tag("title", f"{said('Week %(n)s', n=point.week)}: {_said(point)}")
            drawn.append(tag("circle", title, cx=x, cy=y, r=4.2, class_="point partial" if point.partial else "point"))
        return drawn

    def _runs(self) -> list[list[tuple[int, Estimate]]]:
        runs: list[list[tuple[int, Estimate]]] = [[]]
        for point in self.weeks:
            if point.estimate is None:
                runs.append([])
            else:
                runs[-1].append((point.week, point.estimate))
        return [run for run in runs if run]


def _ticks(weeks: Sequence[int]) -> list[int]:
    every = next(step for step in (1, 2, 4, 8, 13, 26, 52, 104, 520, len(weeks)) if len(weeks) / step <= 13)
    return [week for week in weeks if (week - weeks[0]) % every == 0]


def _said(point: WeekPoint) -> str:
    if point.estimate is None:
        return said("not enough data")
    told = {"value": figure(point.estimate.value, point.estimate.unit), "interval": interval(point.estimate)}
    if point.partial:
        return said("%(value)s (%(interval)s, week not over)", **told)
    return said("%(value)s (%(interval)s)", **told)


def _described(title: str, weeks: Sequence[WeekPoint], before: Estimate | None) -> str:
    known = [point for point in weeks if point.estimate]
    told = {
        "title": title,
        "first": known[0].week,
        "at_first": _said(known[0]),
        "last": known[-1].week,
        "at_last": _said(known[-1]),
    }
    if before is None:
        return said("%(title)s by week: week %(first)s: %(at_first)s; week %(last)s: %(at_last)s.", **told)
    return said(
        "%(title)s by week. Before go-live %(before)s; week %(first)s: %(at_first)s; week %(last)s: %(at_last)s.",
        **told,
        before=figure(before.value, before.unit),
    )
