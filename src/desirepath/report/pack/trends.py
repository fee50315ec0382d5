"""The four trends of each workflow: adherence, tickets, exceptions and rework, self-service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desirepath.observe.tickets import UNCATEGORISED
from desirepath.report.comparison import Change, change
from desirepath.report.measured import BASELINE, Measured, week_number
from desirepath.report.pack.figures import estimate_in, figure_id, row_figure, told, value_said
from desirepath.report.pack.source import PackSource, label
from desirepath.report.spoken import SpokenWords, marked, said
from desirepath.report.wording import count, shortfall
from desirepath.vocabulary.chart import BarChart, Line, LineChart
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.figure import Figure
from desirepath.vocabulary.metric import Measurement
from desirepath.vocabulary.pack import Block, Paragraph, Section

_DRIVERS, _NOT_OVER = 6, "*"
_WEEKS = 26
"""No more weeks than this are drawn: the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trend:
    """`of` begins a sentence about it. `holds_over_time`: periods of unequal length may be held against each other.

    `waits`: what becomes of the newest days is known days later, so that a week that is not over is not drawn.
    """

    id: str
    title: str
    metric: str
    of: str
    holds_over_time: bool = True
    waits: bool = False


TRENDS: Mapping[str, _Trend] = SpokenWords(
    {
        "adherence": _Trend(
            id="adherence",
            title=marked("Adherence"),
            metric="process_adherence_rate",
            of=marked("Work that keeps to the approved path"),
        ),
        "tickets": _Trend(
            id="tickets",
            title=marked("Tickets"),
            metric="tickets_per_active_user",
            of=marked("Tickets for each active person"),
            holds_over_time=False,
        ),
        "exceptions": _Trend(
            id="exceptions",
            title=marked("Exceptions and rework"),
            metric="exception_and_rework_rate",
            of=marked("Exceptions and rework for each closed case"),
        ),
        "self_service": _Trend(
            id="self_service",
            title=marked("Self-service"),
            metric="self_service_resolution_rate",
            of=marked("Questions resolved without support"),
            waits=True,
        ),
    },
    "title",
    "of",
)
"""By section, in the order of the pack."""


def trend_sections(source: PackSource) -> Iterator[Section]:
    """A section for each trend and workflow that has any figure; where none has, one that says so."""
    for trend in TRENDS.values():
        for workflow, title in source.workflows:
            blocks = tuple(_blocks(trend, Measured.of(source.study, workflow), source))
            yield Section(
                id=figure_id(trend.id, workflow), title=trend.title, of=source.if_several(title), blocks=blocks
            )


def _blocks(trend: _Trend, measured: Measured, source: PackSource) -> Iterator[Block]:
    now = measured.row(trend.metric)
    if now is None or isinstance(now.result, NotEnoughData):
        yield _nothing(trend, now, source)
        return
    yield _since_go_live(trend, now, measured, source)
    yield from _lately(trend, measured, source)
    chart = _chart(trend, measured, source)
    if chart is not None:
        yield chart
    if trend.id == "tickets":
        yield from _drivers(measured)


def _nothing(trend: _Trend, row: Measurement | None, source: PackSource) -> Paragraph:
    title = source.metric_title(trend.metric)
    if row is not None and isinstance(row.result, NotEnoughData):
        return Paragraph(
            text=said("%(title)s: %(why)s", title=title, why=shortfall(row.result)),
            figures=(row_figure(row, title),),
        )
    return Paragraph(text=said("%(title)s: there is nothing to measure it by.", title=title))


def _since_go_live(trend: _Trend, row: Measurement, measured: Measured, source: PackSource) -> Paragraph:
    title = source.metric_title(trend.metric)
    now, before_row = row_figure(row, title), measured.row(trend.metric, BASELINE)
    moved = measured.moved(trend.metric, source.catalogues.metrics)
    before = None if before_row is None else row_figure(before_row, title)
    values = {"of": trend.of, "now": told(now), "n": count(now.n), "who": _counted_by(now, source)}
    if not trend.holds_over_time:
        # Over a longer time more tickets come together for each person, whatever the rollout does.
        text = said("%(of)s since go-live, all weeks together: %(now)s, over %(n)s %(who)s.", **values)
        return Paragraph(text=text, figures=(now,), tone="lead")
    if before is None or before.value is None or moved is None:
        text = said("%(of)s: %(now)s since go-live, over %(n)s %(who)s.", **values)
        text = f"{text} {said('There is nothing before go-live to hold it against.')}"
        return Paragraph(text=text, figures=(now,), tone="lead")
    text = said(
        "%(of)s: %(now)s since go-live, over %(n)s %(who)s; %(before)s before. That is %(by)s.",
        **values,
        before=told(before),
        by=_by(moved),
    )
    if moved.like_for_like:
        text = f"{text} {said('Groups that joined later are left out of that, and the others weighed as before.')}"
    return Paragraph(text=text, figures=(now, before, _moved_figure(now, moved)), tone="lead")


def _lately(trend: _Trend, measured: Measured, source: PackSource) -> Iterator[Paragraph]:
    """The first whole week beside the last."""
    title = source.metric_title(trend.metric)
    whole = [row for row in measured.weeks(trend.metric) if not row.partial and isinstance(row.result, Estimate)]
    if len(whole) < 2:
        return
    first, last = (row_figure(row, title) for row in (whole[0], whole[-1]))
    one, other = estimate_in(first), estimate_in(last)
    if one is None or other is None:
        return
    apart = change(other, one, source.catalogues.metrics.get(trend.metric))
    text = said(
        "Week %(first)s: %(at_first)s; week %(last)s: %(at_last)s. That is %(by)s.",
        first=week_number(whole[0].period),
        at_first=told(first),
        last=week_number(whole[-1].period),
        at_last=told(last),
        by=_by(apart),
    )
    yield Paragraph(text=text, figures=(first, last, _moved_figure(last, apart, "less the first whole week")))


def _by(moved: Change) -> str:
    """`−10.0 points: worse`, or that no change is clear."""
    if not moved.is_clear:
        return said("no clear change (%(by)s)", by=moved.text)
    return said("%(by)s: %(verdict)s", by=moved.text, verdict=moved.verdict)


def _moved_figure(now: Figure, moved: Change, less: str = "less before go-live") -> Figure:
    more = f"{less}, like for like" if moved.like_for_like else less
    return Figure(
        id=f"{now.id}:moved",
        title=now.title,
        unit=now.unit,
        origin=replace(now.origin, more=more),
        value=moved.value,
        low=moved.low,
        high=moved.high,
        n=now.n,
        method="square-and-add",
    )


def _counted_by(now: Figure, source: PackSource) -> str:
    """What a figure's n counts: people, where the log names any."""
    if now.unit.endswith("cases"):
        return said("cases")
    if source.study.unit == "users":
        return said("people")
    return said("searches") if now.unit.endswith("searches") else said("cases")


def _chart(trend: _Trend, measured: Measured, source: PackSource) -> LineChart | None:
    weeks = [row for row in measured.weeks(trend.metric) if not (row.partial and trend.waits)][-_WEEKS:]
    if sum(isinstance(row.result, Estimate) for row in weeks) < 2:
        return None
    title = source.metric_title(trend.metric)
    points = [row_figure(row, title) for row in weeks]
    labels = [_week_label(row) for row in weeks]
    before = measured.row(trend.metric, BASELINE) if trend.holds_over_time else None
    mark = None
    if before is not None and isinstance(before.result, Estimate):
        points, labels, mark = [row_figure(before, title), *points], [said("before"), *labels], labels[0]
    shown = tuple(one if one.value is not None else None for one in points)
    known = [(name, one) for name, one in zip(labels, shown, strict=True) if one is not None]
    metric = source.catalogues.metrics.get(trend.metric)
    return LineChart(
        id=figure_id(trend.id, measured.workflow, "chart"),
        title=said("%(title)s by week", title=title),
        says=_says(title, known),
        unit=known[0][1].unit,
        better=metric.better if metric else "up",
        labels=tuple(labels),
        lines=(Line(name=title, points=shown),),
        mark=mark,
    )


def _says(title: str, known: Sequence[tuple[str, Figure]]) -> str:
    """What the chart shows; a week that is not over is named last only where there is no other."""
    whole = [one for one in known if not one[0].endswith(_NOT_OVER)] or list(known)
    text = said(
        "%(title)s by week since go-live, with 95%% intervals: %(first)s %(at_first)s, %(last)s %(at_last)s.",
        title=title,
        first=_named(whole[0][0]),
        at_first=value_said(whole[0][1]),
        last=_named(whole[-1][0]),
        at_last=value_said(whole[-1][1]),
    )
    partial = any(name.endswith(_NOT_OVER) for name, _ in known)
    return f"{text} {said('A week with a star is not over.')}" if partial else text


def _named(name: str) -> str:
    return said("week %(n)s", n=name) if name[:1].isdigit() else name


def _week_label(row: Measurement) -> str:
    number = str(week_number(row.period))
    return f"{number}{_NOT_OVER}" if row.partial else number


def _drivers(measured: Measured) -> Iterator[Block]:
    """What the tickets are about: the largest categories, and how many of their askers had asked before."""
    rows = [row for row in measured.ticket_drivers() if isinstance(row.result, Estimate)][:_DRIVERS]
    if not rows:
        return
    bars = tuple(row_figure(row, label(said(row.category or ""))) for row in rows)
    # What has no category is about many things.
    place = next((at for at, row in enumerate(rows) if row.category != UNCATEGORISED), 0)
    first, again = bars[place], _asked_before(rows[place], bars[place])
    text = said(
        "The largest category of tickets is “%(category)s”: %(share)s.", category=first.title, share=told(first)
    )
    if again is not None:
        text = f"{text} {said('%(share)s of those who asked had asked before.', share=value_said(again))}"
    yield Paragraph(text=text, figures=(first, *([] if again is None else [again])))
    if len(bars) < 2:
        return
    yield BarChart(
        id=figure_id("drivers", measured.workflow, "chart"),
        title=said("What tickets are about"),
        says=said(
            "Share of tickets by category since go-live, with 95%% intervals; the first is %(category)s with %(share)s.",
            category=bars[0].title,
            share=value_said(bars[0]),
        ),
        unit=first.unit,
        better="down",
        bars=bars,
    )


def _asked_before(row: Measurement, shown: Figure) -> Figure | None:
    """The share of a category's askers who had asked before; None where the row does not tell it."""
    share = row.more.get("asked_before")
    if not isinstance(share, float):
        return None
    more = "share of its askers who had asked before"
    return replace(
        shown,
        id=f"{shown.id}:asked-before",
        unit="share of askers",
        value=share,
        low=None,
        high=None,
        method="",
        origin=replace(shown.origin, more=more),
    )
