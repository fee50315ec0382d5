"""The report page: a study and the catalogue's facts in, one HTML file out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desirepath.report.html.cohorts import DotGroup, Heatmap, by_metric, by_step, dots
from desirepath.report.html.friction_page import friction_pages
from desirepath.report.html.friction_points import friction_list
from desirepath.report.html.health import flow_rows, input_rows, suppressed_said, unknown_rows, unknown_trends
from desirepath.report.html.method import method_notes
from desirepath.report.html.steps import MapView, StepRow, map_view, step_rows
from desirepath.report.html.templating import style, templates
from desirepath.report.html.tickets import DriverRow, driver_rows
from desirepath.report.html.tiles import Tile, tiles
from desirepath.report.html.trends import Trend, WeekRow, trends, week_rows
from desirepath.report.joined import JoinedRow, joined_rows, joined_sentence
from desirepath.report.kept_sentences import kept
from desirepath.report.measured import BASELINE, Measured
from desirepath.report.pointers import Pointer, pointers
from desirepath.report.source_warnings import source_warnings
from desirepath.report.spoken import in_english
from desirepath.report.wording import day, day_since
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.metric import Metric
from desirepath.vocabulary.study import Study, WorkflowPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowView:
    """Everything that the page shows of one workflow. `anchor` starts the ids of its sections."""

    anchor: str
    title: str
    path_text: str
    tiles: tuple[Tile, ...]
    joined: tuple[JoinedRow, ...]
    joined_sentence: str
    pointers: tuple[Pointer, ...]
    trends: tuple[Trend, ...]
    week_columns: tuple[str, ...]
    weeks: tuple[WeekRow, ...]
    maps: tuple[MapView, ...]
    steps: tuple[StepRow, ...]
    by_step: Heatmap | None
    by_metric: Heatmap | None
    dots: tuple[DotGroup, ...]
    drivers: tuple[DriverRow, ...]


def report_page(
    study: Study, metrics: Mapping[str, Metric], interventions: Mapping[str, Intervention] | None = None
) -> str:
    """One HTML file with everything in it. Text of the study is escaped; nothing is fetched, no script runs.

    An intervention that is not among `interventions` is named in words, without what the catalogue knows of it.
    """
    with in_english():
        return _report_page(study, metrics, interventions or {})


def _report_page(study: Study, metrics: Mapping[str, Metric], interventions: Mapping[str, Intervention]) -> str:
    workflows = tuple(
        _workflow(study, picture, metrics, f"w{number}") for number, picture in enumerate(study.workflows, start=1)
    )
    return (
        templates()
        .get_template("page.html.j2")
        .render(
            study=study,
            go_live=day(study.go_live, study.timezone),
            as_of=day(study.as_of, study.timezone),
            day_number=day_since(study.go_live, study.as_of, study.timezone),
            friction=friction_list(study, interventions),
            pages=friction_pages(study, interventions),
            workflows=workflows,
            inputs=input_rows(study),
            flows=flow_rows(study),
            unknown=unknown_rows(study.workflows),
            unknown_trends=unknown_trends(study),
            warnings=source_warnings(study.health),
            remarks=tuple(kept(one) for one in study.remarks),
            suppressed=suppressed_said(study),
            notes=method_notes(study, metrics),
            style=style("style.css", "percent.css", "friction.css"),
        )
    )


def _workflow(study: Study, picture: WorkflowPicture, metrics: Mapping[str, Metric], anchor: str) -> WorkflowView:
    measured = Measured.of(study, picture.workflow)
    columns, weeks = week_rows(measured, metrics)
    ordered = sorted(picture.maps, key=lambda drawn: drawn.period == BASELINE)
    return WorkflowView(
        anchor=anchor,
        title=picture.title,
        path_text=picture.path_text,
        tiles=tiles(measured, metrics, study.unit),
        joined=joined_rows(measured.like_for_like, metrics),
        joined_sentence=joined_sentence(measured.like_for_like),
        pointers=pointers(measured, picture, metrics),
        trends=trends(measured, metrics),
        week_columns=columns,
        weeks=weeks,
        maps=tuple(map_view(drawn, picture.title) for drawn in ordered),
        steps=step_rows(measured, ordered[0], metrics) if ordered else (),
        by_step=by_step(study, measured, picture),
        by_metric=by_metric(study, measured, metrics),
        dots=dots(study, measured),
        drivers=driver_rows(measured),
    )
