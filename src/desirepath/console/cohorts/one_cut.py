"""The cohorts of one cut beside each other: by metric, by step, with intervals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from desirepath.console.cohorts.figures import Figure, catalogue, figure_of, of_cohorts, of_cut
from desirepath.console.look.per_language import cached_per_language
from desirepath.report.html.cohorts import DotGroup, Heatmap, by_metric, by_step, dots
from desirepath.report.measured import Measured
from desirepath.report.wording import HEADLINES, metric_title, words
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.study import Study, WorkflowPicture

STOPPED = "abandonment_rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column of the table measures: a metric, or how many stopped at a step."""

    metric: str
    step: str | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortLine:
    """One cohort's figures, a figure a column. `value` is empty for everyone."""

    value: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneCut:
    """The cohorts of a cut; the first line is everyone. Pictures are None where there is nothing to draw."""

    cut: str
    title: str
    columns: tuple[Column, ...]
    lines: tuple[CohortLine, ...]
    by_metric: Heatmap | None
    by_step: Heatmap | None
    dots: DotGroup | None

    @property
    def cohorts(self) -> tuple[Cohort, ...]:
        """The cohorts of the lines."""
        return tuple(Cohort(((self.cut, line.value),)) if line.value else EVERYONE for line in self.lines)

    @property
    def metric_columns(self) -> tuple[tuple[int, Column], ...]:
        """The columns of the workflow as a whole with their places."""
        return tuple((at, column) for at, column in enumerate(self.columns) if column.step is None)


def one_cut(found: KeptDiagnosis, picture: WorkflowPicture, cut: str) -> OneCut:
    """The cohorts of this cut of the study in this workflow."""
    return _one_cut(found, picture.workflow, cut)


@cached_per_language(maxsize=32)
def _one_cut(found: KeptDiagnosis, workflow: str, cut: str) -> OneCut:
    study = found.study
    picture = next(one for one in study.workflows if one.workflow == workflow)
    return _worked_out(replace(study, cuts=(cut,)), picture, cut)


def _worked_out(study: Study, picture: WorkflowPicture, cut: str) -> OneCut:
    measured = of_cut(of_cohorts(study, picture.workflow), cut)
    columns = tuple(_columns(measured, picture))
    cohorts = [("", EVERYONE), *((value, Cohort(((cut, value),))) for value in measured.cohort_values(cut))]
    drawn = dots(study, measured)
    return OneCut(
        cut=cut,
        title=words(cut),
        columns=columns,
        lines=tuple(
            CohortLine(value=value, figures=tuple(_figure(measured, column, cohort) for column in columns))
            for value, cohort in cohorts
        ),
        by_metric=by_metric(study, measured, catalogue()),
        by_step=by_step(study, measured, picture),
        dots=drawn[0] if drawn else None,
    )


def _columns(measured: Measured, picture: WorkflowPicture) -> Iterator[Column]:
    of_cohort = {(row.metric, row.step) for row in measured.rows if not row.cohort.is_everyone}
    for name in HEADLINES:
        if (name, None) in of_cohort:
            yield Column(metric=name, step=None, title=metric_title(name, catalogue()))
    for step in picture.maps[0].steps if picture.maps else ():
        if (STOPPED, step.step) in of_cohort:
            yield Column(metric=STOPPED, step=step.step, title=step.title)


def _figure(measured: Measured, column: Column, cohort: Cohort) -> Figure:
    row = measured.row(column.metric, step=column.step, cohort=cohort)
    return figure_of(None if row is None else row.result)
