"""How far the cohorts lie apart: a table shaded by value, and the spread of each cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desirepath.report.measured import BASELINE, SINCE, Measured
from desirepath.report.pack.figures import figure_id, row_figure, span_said, told, value_said
from desirepath.report.pack.source import LONGEST_LABEL, PackSource, label
from desirepath.report.sentence_parts import short_name
from desirepath.report.spoken import first_up, marked, said, said_many
from desirepath.report.wording import value_said as cohort_value
from desirepath.report.wording import words
from desirepath.vocabulary.chart import HeatTable
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.figure import Figure
from desirepath.vocabulary.pack import Block, Grid, Paragraph, Section

_METRICS = ("process_adherence_rate", "workflow_completion_rate")
_LOWER = marked("The lowest that lies apart is %(who)s: %(at)s.")
_HIGHER = marked("The highest that lies apart is %(who)s: %(at)s.")
_LEAST_TITLE = 12
"""Of a cut's title at least so many letters, or none."""
_MOST_ROWS = 24
"""Of cuts with more values than fit, the rest stand in the report of the diagnosis."""


def cohort_sections(source: PackSource) -> Iterator[Section]:
    """A section for each workflow."""
    for workflow, title in source.workflows:
        blocks = tuple(_blocks(workflow, Measured.of(source.study, workflow), source))
        yield Section(
            id=figure_id("cohorts", workflow),
            title=said("Differences between cohorts"),
            of=source.if_several(title),
            blocks=blocks,
        )


def _blocks(workflow: str, measured: Measured, source: PackSource) -> Iterator[Block]:
    rows, more = _rows(measured, source)
    known = [(name, cells[0]) for name, cells in rows[1:] if cells[0] is not None and cells[0].value is not None]
    if not known:
        yield Paragraph(text=said("No cohort is large enough to be told apart from the others."))
        return
    yield _apart(rows[0][1][0], known)
    yield HeatTable(
        id=figure_id("cohorts", workflow, "table"),
        title=said("Cohorts beside everyone"),
        says=said(
            "Since go-live and before, by cohort. Shaded where a cohort lies apart from everyone by more than its 95%% "
            "interval; a dash stands for a group smaller than %(floor)s, or one that would give it away.",
            floor=source.study.smallest_group,
        )
        + (f" {more}" if more else ""),
        unit="share",
        better="up",
        columns=(
            said("Adherence"),
            said("Adherence before"),
            said("Completed"),
            said("Completed before"),
        ),
        rows=rows,
    )
    yield from _spreads(workflow, measured, source)


def _apart(everyone: Figure | None, known: Sequence[tuple[str, Figure]]) -> Paragraph:
    """Which cohorts lie apart from everyone by more than their interval; that none does, where none does."""
    if everyone is None or everyone.value is None:
        return Paragraph(text=said("There is no figure of everyone to hold the cohorts against."))
    middle = everyone.value
    below = sorted(
        (one for one in known if (one[1].high or 0.0) < middle), key=lambda one: (one[1].value or 0.0, one[0])
    )
    above = sorted(
        (one for one in known if (one[1].low or 0.0) > middle), key=lambda one: (-(one[1].value or 0.0), one[0])
    )
    by_chance = said("Of %(n)s cohorts about one in twenty lies apart by chance alone.", n=len(known))
    texts = [said("Adherence of everyone: %(all)s.", all=told(everyone))]
    if not below and not above:
        texts.append(said("No cohort lies apart from that by more than its interval."))
    for found, message in ((below, _LOWER), (above, _HIGHER)):
        if found:
            texts.append(said(message, who=found[0][0], at=told(found[0][1])))
    text = " ".join((*texts, *([by_chance] if below or above else [])))
    figures = (everyone, *(found[0][1] for found in (below, above) if found))
    return Paragraph(text=text, figures=figures, tone="lead")


_Row = tuple[str, tuple[Figure | None, ...]]


def _rows(measured: Measured, source: PackSource) -> tuple[tuple[_Row, ...], str]:
    """The rows, and what else is to be said: the cut, where there is one only, and how many are too small to be told."""
    found = [(cut, value) for cut in source.study.cuts for value in measured.cohort_values(cut)]
    cells = {pair: _cells(measured, Cohort((pair,)), source) for pair in found}
    told = [pair for pair in found if any(one is not None and one.value is not None for one in cells[pair])]
    only = told[0][0] if len({cut for cut, _ in told}) == 1 else None
    rows = [
        (_named("" if cut == only else cut, cohort_value(cut, value)), cells[cut, value])
        for cut, value in told[:_MOST_ROWS]
    ]
    says = [] if only is None else [said("The cohorts are by %(cut)s.", cut=label(_title(only)))]
    if len(told) < len(found):
        few = len(found) - len(told)
        says.append(f"{said_many('%(n)s cohort is too small', '%(n)s cohorts are too small', few)}.")
    return ((said("Everyone"), _cells(measured, EVERYONE, source)), *rows), " ".join(says)


def _named(cut: str, value: str) -> str:
    """A cohort at its row, with its cut where that is not empty. Too long, the cut is cut first, and a value in its middle.

    Values of one cut often begin alike and differ at their end, as units by number do.
    """
    title, left = _title(cut), LONGEST_LABEL - len(value) - 2
    if title and len(title) <= left:
        return label(f"{title}: {value}")
    if title and left >= _LEAST_TITLE:
        return label(f"{short_name(title, left)}: {value}")
    half = (LONGEST_LABEL - 1) // 2
    return label(value if len(value) <= LONGEST_LABEL else f"{value[:half].rstrip()}…{value[-half:].lstrip()}")


def _title(cut: str) -> str:
    return words(cut.removeprefix("case:"))


def _cells(measured: Measured, cohort: Cohort, source: PackSource) -> tuple[Figure | None, ...]:
    return tuple(
        None if row is None or not isinstance(row.result, Estimate) else row_figure(row, source.metric_title(metric))
        for metric in _METRICS
        for row in (measured.row(metric, period, cohort=cohort) for period in (SINCE, BASELINE))
    )


def _spreads(workflow: str, measured: Measured, source: PackSource) -> Iterator[Grid]:
    """How far the cohorts of each cut lie apart beyond chance, now and before."""
    found = []
    for cut in source.study.cuts:
        rows = [
            row_figure(row, first_up(_title(cut)))
            for period in (SINCE, BASELINE)
            for row in measured.rows
            if (row.metric, row.cut, row.period) == ("cohort_variance", cut, period)
            and isinstance(row.result, Estimate)
        ]
        if rows and rows[0].origin.period == SINCE:
            found.append(rows)
    if not found:
        return
    yield Grid(
        id=figure_id("spread", workflow, "table"),
        title=said("How far cohorts lie apart"),
        says=said(
            "The spread of adherence between the cohorts of a cut, as a standard deviation in points, without what chance "
            "alone would give. With few cohorts its interval is wide."
        ),
        columns=(said("Cut"), said("Since go-live"), said("95% interval"), said("Before go-live")),
        rows=tuple(
            (
                label(rows[0].title),
                value_said(rows[0]),
                span_said(rows[0]),
                value_said(rows[1]) if len(rows) > 1 else "–",
            )
            for rows in found
        ),
        figures=tuple(one for rows in found for one in rows),
    )
