"""What the overview shows, worked out from what a diagnosis found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from desirepath.console.diagnoses.doors import Place
from desirepath.console.diagnoses.reads import done_before, found_in
from desirepath.console.look.per_language import cached_per_language
from desirepath.console.overview.changes import Changes, changes_between
from desirepath.console.overview.phases import Plan, plan_at
from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.html.cohorts import Heatmap, by_metric
from desirepath.report.html.friction_points import FrictionList, friction_list
from desirepath.report.html.health import FlowRow, InputRow, flow_rows, input_rows
from desirepath.report.html.tiles import Tile, tiles
from desirepath.report.measured import Measured
from desirepath.report.source_warnings import source_warnings
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.study import metric_catalogue
from desirepath.vocabulary.study import Study

A_WEEK = timedelta(days=6, hours=12)
"""What is at least so much older counts as last week's: diagnoses are not asked for on the minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowShown:
    """One workflow's headline figures and its cohorts."""

    id: str
    title: str
    tiles: tuple[Tile, ...]
    heat: Heatmap | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewShown:
    """Everything on the page."""

    study: Study
    plan: Plan
    friction: FrictionList
    workflows: tuple[WorkflowShown, ...]
    changes: Changes | None
    warnings: tuple[str, ...]
    inputs: tuple[InputRow, ...]
    flows: tuple[FlowRow, ...]


def shown_overview(place: Place) -> OverviewShown:
    """The overview of the diagnosis that the page stands on, beside the one of a week before."""
    found = place.found
    before = done_before(place.rollout.id, found.study.as_of - A_WEEK)
    if before is not None and place.run is not None and before.id == place.run.id:
        before = None
    return _shown(found, None if before is None else found_in(before))


@cached_per_language(maxsize=16)
def _shown(found: KeptDiagnosis, before: KeptDiagnosis | None) -> OverviewShown:
    return _worked_out(found.study, None if before is None else before.study)


def _worked_out(study: Study, before: Study | None) -> OverviewShown:
    metrics = metric_catalogue()
    return OverviewShown(
        study=study,
        plan=plan_at(study),
        friction=friction_list(study, intervention_catalogue()),
        workflows=tuple(_workflow(study, picture.workflow, picture.title) for picture in study.workflows),
        changes=None if before is None else changes_between(before, study, metrics),
        warnings=tuple(source_warnings(study.health)),
        inputs=tuple(input_rows(study)),
        flows=tuple(flow_rows(study)),
    )


def _workflow(study: Study, workflow: str, title: str) -> WorkflowShown:
    measured, metrics = Measured.of(study, workflow), metric_catalogue()
    return WorkflowShown(
        id=workflow,
        title=title,
        tiles=tuple(tiles(measured, metrics, study.unit)),
        heat=by_metric(study, measured, metrics),
    )
