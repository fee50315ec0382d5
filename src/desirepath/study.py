"""The story as one function: what the traces of a rollout say, as of a date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from desirepath.catalogue import entries
from desirepath.friction import friction
from desirepath.observe.case_base import CaseBase, only_workflow, read_case_base
from desirepath.observe.cases import Frame, cases_per_variant_period_and_verdict
from desirepath.observe.count import count
from desirepath.observe.counted import Counted, period_order
from desirepath.observe.local_time import DAY, microseconds, moment, zone_between
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

Measure = Callable[[Counted], Iterator[Measurement]]


def metric_catalogue() -> dict[str, Metric]:
    """The metrics by name."""
    return {name: entry.constant for name, entry in entries(metrics, "METRIC").items()}


def frame_of(rollout: Rollout, tables: Tables) -> Frame:
    """What the rollout's rows are held against, as of its date or else up to and with its latest event."""
    as_of = microseconds(rollout.as_of) if rollout.as_of else tables.last_at + 1
    zone = zone_between(rollout.timezone, tables.first_at - 2 * DAY, max(tables.last_at, as_of) + 2 * DAY)
    return Frame(rollout=rollout, zone=zone, as_of=as_of)


def read_cases(rollout: Rollout, tables: Tables, means: Means) -> tuple[CaseBase, tuple[VariantCount, ...]]:
    """The judged cases as of the rollout's date, and how many there are of each variant and verdict."""
    frame = frame_of(rollout, tables)
    base = read_case_base(tables.before(frame.as_of), frame, means)
    rows = means.engine.fetch(cases_per_variant_period_and_verdict(base.judged))
    return base, variant_counts(base, rows)


def conformance(rollout: Rollout, tables: Tables, means: Means) -> tuple[WorkflowConformance, ...]:
    """Every variant of every workflow beside its approved path."""
    _, counts = read_cases(rollout, tables, means)
    return tuple(conformance_of(workflow, counts) for workflow in rollout.workflows)


def study(rollout: Rollout, tables: Tables, inputs: Sequence[TableInput], means: Means) -> Study:
    """Observe, count, measure, and hold the floor."""
    base, counts = read_cases(rollout, tables, means)
    catalogue = entries(metrics, "METRIC")
    ratios: tuple[Ratio, ...] = tuple(
        dict.fromkeys(ratio for entry in catalogue.values() for ratio in entry.constant.ratios)
    )
    counted = count(base, tables.before(base.frame.as_of), ratios, means)
    rows = [row for entry in catalogue.values() for row in entry.module.measure(counted)]
    shown, suppressed = hold_the_floor(rows, rollout.smallest_group)
    found = friction(base, tables.before(base.frame.as_of), means)
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
        health=source_health(tables.before(base.frame.as_of), base.frame, means.engine, only_workflow(rollout)),
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
