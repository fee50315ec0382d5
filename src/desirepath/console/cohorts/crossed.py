"""Two cuts crossed: a cell for each value of the one with each of the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desirepath.console.cohorts.choices import in_order
from desirepath.console.cohorts.figures import Figure, catalogue, figure_of, of_cohorts, shade_of
from desirepath.console.look.per_language import cached_per_language
from desirepath.report.wording import metric_title, words
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.breakdowns import CrossedCell, CrossedTable
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.estimate import Estimate

MEASURES = ("process_adherence_rate", "workflow_completion_rate", "abandonment_rate")
"""What a cell is measured by, the first one where nothing is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellShown:
    """One cell. One that is not shown has no people and no figure."""

    people: int | None
    cases: int | None
    figure: Figure
    shade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedRow:
    """The cells of one value of the first cut, one for each value of the second."""

    value: str
    cells: tuple[CellShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """The table of two cuts by one measure; `everyone` is what its colours stand beside."""

    cuts: tuple[str, str]
    titles: tuple[str, str]
    measure: str
    measure_title: str
    columns: tuple[str, ...]
    rows: tuple[CrossedRow, ...]
    hidden: int
    everyone: Figure
    cohorts: tuple[Cohort, ...]


def crossed(found: KeptDiagnosis, workflow: str, cuts: tuple[str, str], measure: str) -> Crossed | None:
    """The first cut down, the second across. None where the diagnosis has not crossed the two."""
    return _crossed(found, workflow, cuts, measure if measure in MEASURES else MEASURES[0])


@cached_per_language(maxsize=32)
def _crossed(found: KeptDiagnosis, workflow: str, cuts: tuple[str, str], measure: str) -> Crossed | None:
    table = found.crossed(workflow, cuts)
    if table is None or not table.cells:
        return None
    return _shown(table, cuts, measure, of_cohorts(found.study, workflow).estimate(measure))


def _shown(table: CrossedTable, cuts: tuple[str, str], measure: str, everyone: Estimate | None) -> Crossed:
    cells = {cell.cohort: cell for cell in table.cells}
    down, across = (in_order(dict(cohort.pairs)[cut] for cohort in cells) for cut in cuts)
    return Crossed(
        cuts=cuts,
        titles=(words(cuts[0]), words(cuts[1])),
        measure=measure,
        measure_title=metric_title(measure, catalogue()),
        columns=across,
        rows=tuple(
            CrossedRow(
                value=one,
                cells=tuple(_cell(cells, ((cuts[0], one), (cuts[1], other)), measure, everyone) for other in across),
            )
            for one in down
        ),
        hidden=table.hidden,
        everyone=figure_of(everyone),
        cohorts=tuple(cells),
    )


def _cell(
    cells: Mapping[Cohort, CrossedCell],
    pairs: tuple[tuple[str, str], tuple[str, str]],
    measure: str,
    everyone: Estimate | None,
) -> CellShown:
    cell = cells[Cohort(tuple(sorted(pairs)))]
    figure = figure_of(cell.measures.get(measure))
    shade = shade_of(figure.estimate, everyone, catalogue().get(measure))
    return CellShown(people=cell.people, cases=cell.cases, figure=figure, shade=shade)
