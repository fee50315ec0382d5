"""Line and bar charts as charts of PowerPoint, which can be edited: their numbers stand in a workbook of their own.

Intervals are two thin lines beside a line, and error bars at a bar. A point without a figure is an empty cell in the
workbook, so that nothing below the floor stands anywhere in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from math import inf
from typing import Any, TypeAlias

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt
from xlsxwriter import Workbook

from desirepath.report.rounding import rounded
from desirepath.report.spoken import said
from desirepath.report.svg.scale import Scale, scale
from desirepath.report.wording import COUNTED, is_share
from desirepath.vocabulary.chart import BarChart, LineChart
from desirepath.vocabulary.figure import Figure

FONT = "Arial"
COLOURS = ("2459C9", "C2560F", "0B6470", "6941A8")
_INTERVAL, _INK, _MUTED, _GRID = "8FB0EA", "17213A", "566077", "E3E7EE"
_WHOLE = frozenset({"hours", "cases", "people", "days"})
"""Units that are written with one decimal at most."""
_Shape: TypeAlias = Any
"""A part of python-pptx, which types little of what it gives."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the slide, in English Metric Units."""

    left: int
    top: int
    width: int
    height: int


class _PlainWorkbook(CategoryWorkbookWriter):  # type: ignore[misc]  # the library has no types
    """A workbook that takes no text for a formula or a link, and is always the same for the same numbers."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[tuple[Any, Any]]:
        plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        workbook = Workbook(xlsx_file, plain)
        workbook.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the file has none
        yield workbook, workbook.add_worksheet()
        workbook.close()


class _Values(CategoryChartData):  # type: ignore[misc]  # the library has no types
    """The numbers of a chart, with that workbook."""

    @property
    def _workbook_writer(self) -> _PlainWorkbook:
        return _PlainWorkbook(self)  # type: ignore[no-untyped-call]  # likewise


def line_on(slide: _Shape, chart: LineChart, place: Place) -> _Shape:
    """The chart on a slide; what was before the change stands apart from what came after."""
    labels, gap = _labels(chart)
    values: _Shape = _Values(number_format=_number_format(chart.unit))  # type: ignore[no-untyped-call]  # likewise
    values.categories = list(labels)
    low, high = said("95% interval, from"), said("95% interval, to")
    for line in chart.lines:
        values.add_series(line.name, _numbers([_value(one) for one in line.points], gap))
        values.add_series(_named(chart, line.name, low), _numbers([_bound(one, "low") for one in line.points], gap))
        values.add_series(_named(chart, line.name, high), _numbers([_bound(one, "high") for one in line.points], gap))
    frame = _framed(slide, XL_CHART_TYPE.LINE_MARKERS, values, place)
    made = frame.chart
    _value_axis(made.value_axis, _scale([one for line in chart.lines for one in line.points if one]), chart.unit)
    _label_axis(made.category_axis)
    for number, series in enumerate(made.plots[0].series):
        _styled(series, COLOURS[number // 3 % len(COLOURS)], is_bound=number % 3 > 0)
    _last_labelled(made, chart, gap)
    return frame


def bar_on(slide: _Shape, chart: BarChart, place: Place) -> _Shape:
    """The chart on a slide, its bars from above in the order given."""
    values: _Shape = _Values(number_format=_number_format(chart.unit))  # type: ignore[no-untyped-call]  # likewise
    values.categories = [one.title for one in chart.bars]
    values.add_series(chart.title, [_value(one) for one in chart.bars])
    frame = _framed(slide, XL_CHART_TYPE.BAR_CLUSTERED, values, place)
    made = frame.chart
    made.has_legend = False
    _value_axis(made.value_axis, _scale(chart.bars, zero=True), chart.unit)
    # Each bar says its value; and where an axis stands that is turned round, programs do not agree.
    made.value_axis.visible = made.value_axis.has_major_gridlines = False
    _label_axis(made.category_axis)
    made.category_axis.reverse_order = True
    plot = made.plots[0]
    plot.gap_width = 60
    series = plot.series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(COLOURS[0])
    _error_bars(series, chart.bars)
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = _label_format(chart.unit), False
    labels.position = XL_LABEL_POSITION.INSIDE_BASE
    labels.font.size, labels.font.bold = Pt(11), True
    labels.font.color.rgb = rgb("FFFFFF")
    return frame


def rgb(digits: str) -> RGBColor:
    """A colour from its six hexadecimal digits."""
    made: RGBColor = RGBColor.from_string(digits.upper())  # type: ignore[no-untyped-call]  # the library has no types there
    return made


def describe(frame: _Shape, says: str) -> None:
    """Give a chart, table or picture its alternative text."""
    frame.element.xpath("./*/p:cNvPr")[0].set("descr", says)


def _labels(chart: LineChart) -> tuple[tuple[str, ...], int | None]:
    """The labels, with one for the change in the gap before the label at which it came."""
    if chart.mark is None or chart.mark not in chart.labels:
        return chart.labels, None
    gap = chart.labels.index(chart.mark)
    return (*chart.labels[:gap], said("go-live"), *chart.labels[gap:]), gap


def _numbers(values: Sequence[float | None], gap: int | None) -> list[float | None]:
    return list(values) if gap is None else [*values[:gap], None, *values[gap:]]


def _named(chart: LineChart, line: str, bound: str) -> str:
    return bound if len(chart.lines) == 1 else f"{line}: {bound}"


def _value(one: Figure | None) -> float | None:
    return None if one is None or one.value is None else rounded(one.value)


def _bound(one: Figure | None, side: str) -> float | None:
    found = None if one is None or one.value is None else (one.low if side == "low" else one.high)
    return None if found is None else rounded(found)


def _framed(slide: _Shape, kind: XL_CHART_TYPE, values: _Values, place: Place) -> _Shape:
    frame = slide.shapes.add_chart(kind, place.left, place.top, place.width, place.height, values)
    chart = frame.chart
    chart.font.name, chart.font.size = FONT, Pt(12)
    chart.font.color.rgb = rgb(_MUTED)
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    return frame


def _scale(known: Sequence[Figure], *, zero: bool = False) -> Scale:
    bounds = [bound for one in known for bound in (one.low, one.value, one.high) if bound is not None]
    within = (0.0, 1.0) if known and is_share(known[0].unit) else (0.0, inf)
    return scale([*bounds, *([0.0] if zero or not bounds else [])], 0.0, 1.0, within=within)


def _value_axis(axis: _Shape, span: Scale, unit: str) -> None:
    axis.minimum_scale, axis.maximum_scale = span.low, span.high
    axis.major_unit = span.ticks[1] - span.ticks[0] if len(span.ticks) > 1 else None
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(_GRID)
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = _number_format(unit), False


def _label_axis(axis: _Shape) -> None:
    axis.format.line.color.rgb = rgb(_GRID)
    axis.has_major_gridlines = False


def _styled(series: _Shape, colour: str, *, is_bound: bool) -> None:
    series.smooth = False
    line = series.format.line
    line.width = Pt(1 if is_bound else 2.5)
    line.color.rgb = rgb(_INTERVAL if is_bound else colour)
    if is_bound:
        series.marker.style = XL_MARKER_STYLE.NONE
        return
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb(colour)
    series.marker.format.line.color.rgb = rgb(colour)


def _last_labelled(made: _Shape, chart: LineChart, gap: int | None) -> None:
    """The last value of each line is written beside it."""
    for number, line in enumerate(chart.lines):
        numbers = _numbers([_value(one) for one in line.points], gap)
        last = max((place for place, value in enumerate(numbers) if value is not None), default=None)
        if last is None:
            continue
        label = made.plots[0].series[3 * number].points[last].data_label
        label.position = XL_LABEL_POSITION.ABOVE
        label.font.size, label.font.bold = Pt(13), True
        label.font.color.rgb = rgb(_INK)
        _formatted(label, chart.unit)


def _formatted(label: _Shape, unit: str) -> None:
    """Write the label's number as the rest of the pack does, not with all its digits."""
    texts = label.font._rPr.getparent().getparent().getparent()  # noqa: SLF001 - the library has no other way there
    texts.addprevious(_element("c:numFmt", formatCode=_label_format(unit), sourceLinked="0"))


def _number_format(unit: str) -> str:
    return "0%" if is_share(unit) else "General"


def _label_format(unit: str) -> str:
    if is_share(unit):
        return "0.0%"
    return "#,##0" if unit in COUNTED else "#,##0.0" if unit in _WHOLE else "#,##0.00"


def _error_bars(series: _Shape, bars: Sequence[Figure]) -> None:
    """Each bar's interval, as distances from its value. What has none has distances of zero."""
    if not any(one.low is not None and one.high is not None for one in bars):
        return
    element = series._element  # noqa: SLF001 - the library has no other way to error bars
    made = _element("c:errBars")
    for name, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        made.append(_element(f"c:{name}", val=value))
    for name, distances in (("plus", [_above(one) for one in bars]), ("minus", [_below(one) for one in bars])):
        side = _element(f"c:{name}")
        side.append(_literal(distances))
        made.append(side)
    element.find(qn("c:cat")).addprevious(made)


def _literal(distances: Sequence[float]) -> _Shape:
    """Numbers that stand in the chart itself."""
    numbers = _element("c:numLit")
    numbers.append(_element("c:formatCode", "General"))
    numbers.append(_element("c:ptCount", val=str(len(distances))))
    for place, distance in enumerate(distances):
        point = _element("c:pt", idx=str(place))
        point.append(_element("c:v", repr(distance)))
        numbers.append(point)
    return numbers


def _element(name: str, text: str | None = None, **attributes: str) -> _Shape:
    made: _Shape = OxmlElement(name)
    made.text = text
    for attribute, value in attributes.items():
        made.set(attribute, value)
    return made


def _above(one: Figure) -> float:
    return 0.0 if one.value is None or one.high is None else rounded(one.high - one.value)


def _below(one: Figure) -> float:
    return 0.0 if one.value is None or one.low is None else rounded(one.value - one.low)
