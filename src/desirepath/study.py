"""The story as one function: what the traces of a rollout say, as of a date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from desirepath.catalogue import entries
from desirepath.friction import friction
from desirepath.observe.case_base import CaseBase, only_workflow, read_case_base
from desirepath.observe.cases import Frame, cases_per_variant_period_and_verdict
from desirepath.observe.count import count
from desirepath.observe.counted import Counted, period_order
from desirepath.observe.frame import frame_of
from desirepath.observe.local_time import moment
from desirepath.observe.picture import VariantCount, conformance_of, picture_of, variant_counts
from desirepath.observe.source_health import source_health
from desirepath.observe.tables import Tables
from desirepath.ports import Means
from desirepath.prove import metrics
from desirepath.prove.floor import hold_the_floor
from desirepath.prove.like_for_like import like_for_like
from desirepath.vocabulary.conformance import WorkflowConformance
from desirepath.vocabulary.metric import Measurement, Metric, Ratio
from desirepath.vocabulary.rollout import Rollout
from desirepath.vocabulary.study import Study, TableInput
from desirepath.what_was_tried import steps_tried, what_was_tried

Measure = Callable[[Counted], Iterator[Measurement]]


def metric_catalogue() -> dict[str, Metric]:
    """The metrics by name."""
    return {name: entry.constant for name, entry in entries(metrics, "METRIC").items()}


def read_cases(known: Tables, frame: Frame, means: Means) -> tuple[CaseBase, tuple[VariantCount, ...]]:
    """The judged cases as of the frame's date, and how many there are of each variant and verdict."""
    base = read_case_base(known, frame, means)
    rows = means.engine.fetch(cases_per_variant_period_and_verdict(base.judged))
    return base, variant_counts(base, rows)


def conformance(rollout: Rollout, tables: Tables, means: Means) -> tuple[WorkflowConformance, ...]:
    """Every variant of every workflow beside its approved path."""
    frame = frame_of(rollout, tables)
    _, counts = read_cases(tables.before(frame.as_of), frame, means)
    return tuple(conformance_of(workflow, counts) for workflow in rollout.workflows)


def study(rollout: Rollout, tables: Tables, inputs: Sequence[TableInput], means: Means) -> Study:
    """Observe, count, measure, and hold the floor."""
    frame = frame_of(rollout, tables)
    known = tables.before(frame.as_of)
    base, counts = read_cases(known, replace(frame, timed=steps_tried(rollout, known, means)), means)
    catalogue = entries(metrics, "METRIC")
    ratios: tuple[Ratio, ...] = tuple(
        dict.fromkeys(ratio for entry in catalogue.values() for ratio in entry.constant.ratios)
    )
    counted = count(base, known, ratios, means)
    rows = [row for entry in catalogue.values() for row in entry.module.measure(counted)]
    shown, suppressed = hold_the_floor(rows, rollout.smallest_group)
    found = friction(base, known, means, what_was_tried(base, known, means))
    return Study(
        rollout=rollout.id,
        title=rollout.title,
        go_live=rollout.go_live,
        as_of=moment(base.frame.as_of if rollout.as_of else tables.last_at),
        timezone=rollout.timezone,
        unit="users" if tables.have_people else "cases",
        smallest_group=rollout.smallest_group,
        cuts=base.cuts.all,
        inputs=tuple(inputs),
        metrics=tuple(sorted(shown, key=_order)),
        workflows=tuple(picture_of(workflow, base, counts) for workflow in rollout.workflows),
        suppressed=suppressed,
        signals=found.signals,
        friction_points=found.points,
        tested=found.tested,
        like_for_like=tuple(like_for_like(counted, tuple(metric_catalogue().values()), shown)),
        health=source_health(known, base.frame, means.engine, only_workflow(rollout)),
    )


def _order(row: Measurement) -> tuple[object, ...]:
    return (
        row.workflow,
        row.metric,
        row.step or "",
        row.cohort.pairs,
        row.cut or "",
        row.category or "",
        period_order(row.period),
    )
