"""The tables of the cohort pages as rows of a file, one line a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desirepath.console.cohorts.choices import key_of
from desirepath.console.cohorts.compared import ComparedLine
from desirepath.console.cohorts.crossed import Crossed
from desirepath.console.cohorts.figures import Figure
from desirepath.console.cohorts.one_cut import OneCut
from desirepath.report.wording import FEW
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.estimate import Estimate

_FIGURE = ("value", "low", "high", "n", "unit", "note")
ONE_CUT = ("workflow", "cut", "cohort", "metric", "step", *_FIGURE)
CROSSED = ("workflow", "cut", "cohort", "other_cut", "other_cohort", "people", "cases", "metric", *_FIGURE)
COMPARED = ("workflow", "metric", "cohort", *_FIGURE)

Row = tuple[object, ...]


def one_cut_rows(workflow: str, shown: OneCut) -> Iterator[Row]:
    """Every figure of every cohort, everyone's first."""
    for line in shown.lines:
        for column, figure in zip(shown.columns, line.figures, strict=True):
            place = (workflow, shown.cut, line.value or "everyone", column.metric, column.step)
            yield (*place, *_of_figure(figure))


def crossed_rows(workflow: str, shown: Crossed) -> Iterator[Row]:
    """Every cell; one that is not shown has `few` for its people."""
    for row in shown.rows:
        for other, cell in zip(shown.columns, row.cells, strict=True):
            place = (workflow, shown.cuts[0], row.value, shown.cuts[1], other)
            counts = (FEW, FEW) if cell.people is None else (cell.people, cell.cases)
            yield (*place, *counts, shown.measure, *_of_figure(cell.figure))


def compared_rows(workflow: str, cohorts: Sequence[Cohort], lines: Sequence[ComparedLine]) -> Iterator[Row]:
    """Both sides of every metric, then how far they lie apart."""
    for line in lines:
        for cohort, side in zip(cohorts, (line.one, line.other), strict=True):
            yield (workflow, line.metric, key_of(cohort) or "everyone", *_of_figure(side.figure))
        if line.apart:
            yield (workflow, line.metric, "difference", *_of_estimate(line.apart.estimate), line.apart.word)


def _of_figure(figure: Figure) -> Row:
    if figure.estimate is None:
        return (None, None, None, None, None, figure.why or FEW)
    return (*_of_estimate(figure.estimate), "")


def _of_estimate(one: Estimate) -> Row:
    return (one.value, one.low, one.high, one.n, one.unit)
