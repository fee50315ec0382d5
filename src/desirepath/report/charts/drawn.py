"""Line and bar charts as SVG for pages and PDF: no gradient, no style sheet, every id its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from markupsafe import Markup

from desirepath.report.spoken import said
from desirepath.report.svg.element import tag, text, wrapped
from desirepath.report.svg.scale import Scale, scale
from desirepath.report.wording import bare, figure, is_share
from desirepath.vocabulary.chart import BarChart, LineChart
from desirepath.vocabulary.figure import Figure

INK, MUTED, GRID, GROUND = "#17213a", "#566077", "#e3e7ee", "#ffffff"
COLOURS = ("#2459c9", "#c2560f", "#0b6470", "#6941a8")
BANDS = ("#dbe6fb", "#fbe3cf", "#d7eef0", "#e7dcf5")
"""What an interval is filled with, solid: some viewers of PDF draw no transparency."""
_FONT = "InterV, Inter, Arial, sans-serif"
_WIDTH, _HEIGHT = 720.0, 236.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 54.0, 664.0, 24.0, 190.0
_ROW, _HEAD = 30.0, 8.0
_BARS_LEFT, _BARS_RIGHT = 216.0, 560.0
_MOST_LABELS = 14


def line_chart(chart: LineChart) -> Markup:
    """The chart; nothing where no point has a value."""
    known = [one for line in chart.lines for one in line.points if one is not None and one.value is not None]
    if not known:
        return Markup("")
    upright = scale([bound for one in known for bound in _bounds(one)], _BOTTOM, _TOP, within=_within(chart.unit))
    drawing = _Lines(chart, upright)
    return _picture(chart.id, chart.says, _HEIGHT, *drawing.grid(), *drawing.mark(), *drawing.lines())


def bar_chart(chart: BarChart) -> Markup:
    """The chart; nothing where no bar has a value."""
    known = [one for one in chart.bars if one.value is not None]
    if not known:
        return Markup("")
    bounds = [0.0, *(bound for one in known for bound in _bounds(one))]
    across = scale(bounds, _BARS_LEFT, _BARS_RIGHT, within=_within(chart.unit))
    bottom = _HEAD + _ROW * len(chart.bars)
    ticks = [part for tick in across.ticks for part in _tick(across.at(tick), bottom, bare(tick, chart.unit))]
    bars = [part for place, one in enumerate(chart.bars) for part in _bar(one, across, _HEAD + _ROW * place)]
    return _picture(chart.id, chart.says, bottom + 26, *ticks, *bars)


def _tick(x: float, bottom: float, label: str) -> Iterator[Markup]:
    yield tag("line", x1=x, x2=x, y1=_HEAD, y2=bottom, stroke=GRID)
    yield _axis(x, bottom + 17, label, "middle")


def _bar(one: Figure, across: Scale, top: float) -> Iterator[Markup]:
    middle = top + _ROW / 2
    yield from _name(one.title, middle)
    if one.value is None:
        yield text(_BARS_LEFT + 6, middle + 4, "–", fill=MUTED, font_size=12)
        return
    start, end = across.at(max(0.0, across.low)), across.at(one.value)
    yield tag("rect", x=min(start, end), y=middle - 8, width=max(1.0, abs(end - start)), height=16, fill=COLOURS[0])
    right = end
    if one.low is not None and one.high is not None:
        low, right = across.at(one.low), across.at(one.high)
        yield tag("line", x1=low, x2=right, y1=middle, y2=middle, stroke=INK, stroke_width=1.5)
        for x in (low, right):
            yield tag("line", x1=x, x2=x, y1=middle - 4, y2=middle + 4, stroke=INK, stroke_width=1.5)
    yield text(max(right, end) + 8, middle + 4, figure(one.value, one.unit), fill=INK, font_size=12, font_weight=600)


def _name(title: str, middle: float) -> Iterator[Markup]:
    lines = wrapped(title, _BARS_LEFT - 20, 12, 2)
    for place, line in enumerate(lines):
        y = middle + 4 + (place - (len(lines) - 1) / 2) * 13
        yield text(_BARS_LEFT - 10, y, line, fill=INK, font_size=12, text_anchor="end")


@dataclass(frozen=True, slots=True)
class _Lines:
    chart: LineChart
    upright: Scale

    def x(self, place: int) -> float:
        last = max(1, len(self.chart.labels) - 1)
        return _LEFT + 22 + place / last * (_RIGHT - _LEFT - 44)

    def grid(self) -> Iterator[Markup]:
        for tick in self.upright.ticks:
            y = self.upright.at(tick)
            yield tag("line", x1=_LEFT, x2=_RIGHT, y1=y, y2=y, stroke=GRID)
            yield _axis(_LEFT - 8, y + 4, bare(tick, self.chart.unit), "end")
        every = -(-len(self.chart.labels) // _MOST_LABELS)
        for place, label in enumerate(self.chart.labels):
            if place % every == 0:
                yield _axis(self.x(place), _BOTTOM + 18, label, "middle")
        yield _axis(_RIGHT, _BOTTOM + 36, said("week after go-live"), "end")

    def mark(self) -> Iterator[Markup]:
        """A line before the label at which the change came."""
        if self.chart.mark is None or self.chart.mark not in self.chart.labels:
            return
        place = self.chart.labels.index(self.chart.mark)
        x = (self.x(place) + self.x(place - 1)) / 2 if place else self.x(place) - 11
        yield tag("line", x1=x, x2=x, y1=_TOP - 8, y2=_BOTTOM, stroke=INK, stroke_width=1.2)
        yield text(x + 5, _TOP - 9, said("go-live"), fill=INK, font_size=11.5, font_weight=600)

    def lines(self) -> Iterator[Markup]:
        for number, line in enumerate(self.chart.lines):
            runs = _runs(line.points)
            colour = COLOURS[number % len(COLOURS)]
            for run in runs:
                yield from self._band(run, BANDS[number % len(BANDS)])
            for run in runs:
                yield from self._run(run, colour)
            if runs:
                place, last = runs[-1][-1]
                y = self.upright.at(last.value or 0.0) + 4
                said_ = figure(last.value or 0.0, last.unit)
                yield text(self.x(place) + 9, y, said_, fill=colour, font_size=12.5, font_weight=600)

    def _band(self, run: list[tuple[int, Figure]], colour: str) -> Iterator[Markup]:
        held = [(place, one.low, one.high) for place, one in run if one.low is not None and one.high is not None]
        if len(held) == 1:
            place, low, high = held[0]
            x = self.x(place)
            yield tag(
                "line", x1=x, x2=x, y1=self.upright.at(low), y2=self.upright.at(high), stroke=colour, stroke_width=7
            )
        elif held:
            upper = [f"{self.x(place):.1f} {self.upright.at(high):.1f}" for place, _, high in held]
            lower = [f"{self.x(place):.1f} {self.upright.at(low):.1f}" for place, low, _ in reversed(held)]
            yield tag("path", d="M" + "L".join(upper + lower) + "Z", fill=colour)

    def _run(self, run: list[tuple[int, Figure]], colour: str) -> Iterator[Markup]:
        points = [(place, self.x(place), self.upright.at(one.value or 0.0)) for place, one in run]
        way = "L".join(f"{x:.1f} {y:.1f}" for _, x, y in points)
        yield tag("path", d=f"M{way}", fill="none", stroke=colour, stroke_width=2.2, stroke_linejoin="round")
        for place, x, y in points:
            hollow = self.chart.labels[place].endswith("*")
            ground, edge = (GROUND, colour) if hollow else (colour, GROUND)
            yield tag("circle", cx=x, cy=y, r=4, fill=ground, stroke=edge, stroke_width=1.6)


def _runs(points: tuple[Figure | None, ...]) -> list[list[tuple[int, Figure]]]:
    """The points without gaps between them. A period before the change is no neighbour of the first week."""
    runs: list[list[tuple[int, Figure]]] = [[]]
    for place, one in enumerate(points):
        if one is None or one.value is None:
            runs.append([])
            continue
        if runs[-1] and runs[-1][-1][1].origin.period == "baseline":
            runs.append([])
        runs[-1].append((place, one))
    return [run for run in runs if run]


def _bounds(one: Figure) -> tuple[float, ...]:
    return tuple(bound for bound in (one.low, one.value, one.high) if bound is not None)


def _within(unit: str) -> tuple[float, float]:
    return (0.0, 1.0) if is_share(unit) else (0.0, inf)


def _axis(x: float, y: float, label: str, anchor: str) -> Markup:
    return text(x, y, label, fill=MUTED, font_size=11.5, text_anchor=anchor)


def _picture(name: str, says: str, height: float, *parts: Markup) -> Markup:
    """A picture with its alternative text, which a PDF takes from its title."""
    id_ = "chart-" + "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in name)
    return tag(
        "svg",
        tag("title", says, id=f"{id_}-title"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDTH:.0f} {height:.0f}",
        width=_WIDTH,
        height=height,
        id=id_,
        class_="chart",
        role="img",
        aria_labelledby=f"{id_}-title",
        font_family=_FONT,
    )
