"""The story as one function: what the traces of a rollout say, as of a date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from desirepath.breakdowns import breakdowns
from desirepath.catalogue import entries
from desirepath.friction import friction
from desirepath.language.taught_phrases import teaching_remarks
from desirepath.observe.case_base import CaseBase, only_workflow, read_case_base
from desirepath.observe.cases import Frame, cases_per_variant_period_and_verdict
from desirepath.observe.contributions import Contributions, Named, contributions
from desirepath.observe.count import count
from desirepath.observe.counted import Counted, period_order
from desirepath.observe.frame import frame_of
from desirepath.observe.local_time import moment
from desirepath.observe.other_changes import changes_of
from desirepath.observe.picture import VariantCount, conformance_of, picture_of, variant_counts
from desirepath.observe.source_health import source_health
from desirepath.observe.tables import Tables
from desirepath.ports import Means
from desirepath.prove import metrics
from desirepath.prove.floor import hold_the_floor
from desirepath.prove.like_for_like import like_for_like
from desirepath.said import said
from desirepath.vocabulary.breakdowns import Breakdowns
from desirepath.vocabulary.change_calendar import OtherChange
from desirepath.vocabulary.conformance import WorkflowConformance
from desirepath.vocabulary.effect import Proof
from desirepath.vocabulary.held import Held
from desirepath.vocabulary.metric import Measurement, Metric, Ratio
from desirepath.vocabulary.rollout import Rollout
from desirepath.vocabulary.said import Said
from desirepath.vocabulary.study import Study, TableInput
from desirepath.what_was_tried import proofs_so_far, steps_tried, what_was_tried

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Studied:
    """A study, the maps and crossed cuts that belong to it, what people said, and what interventions changed.

    `held` are the cohorts whose figures are still those of an earlier diagnosis, `changes` the other changes that people
    went through.
    """

    study: Study
    breakdowns: Breakdowns
    said: Said
    held: tuple[Held, ...] = ()
    proofs: tuple[Proof, ...] = ()
    changes: tuple[OtherChange, ...] = ()


def study(rollout: Rollout, tables: Tables, inputs: Sequence[TableInput], means: Means) -> Study:
    """Observe, count, measure, and hold the floor."""
    return study_and_proofs(rollout, tables, inputs, means)[0]


def study_and_proofs(
    rollout: Rollout, tables: Tables, inputs: Sequence[TableInput], means: Means
) -> tuple[Study, tuple[Proof, ...]]:
    """The study, and what interventions changed, from one reading of the events: what packs and reviews tell."""
    read = _read(rollout, tables, inputs, means)
    proofs = proofs_so_far(read.base, read.known, means)
    return _study(read, means, proofs), proofs


def studied(rollout: Rollout, tables: Tables, inputs: Sequence[TableInput], means: Means) -> Studied:
    """The study with its breakdowns and what people said, from one reading of the events."""
    return _studied(_read(rollout, tables, inputs, means), means)


def studied_by_persons(
    rollout: Rollout, tables: Tables, inputs: Sequence[TableInput], means: Means, named: Named
) -> tuple[Studied, Contributions]:
    """The same, and what each person contributes to it, under the name that `named` gives them."""
    read = _read(rollout, tables, inputs, means)
    return _studied(read, means), contributions(read.base, read.known, means.engine, named)


@dataclass(frozen=True, slots=True)
class _Read:
    """The tables, those rows of them that are known as of the date, and the cases judged from them."""

    tables: Tables
    known: Tables
    inputs: tuple[TableInput, ...]
    base: CaseBase
    counts: tuple[VariantCount, ...]


def _read(rollout: Rollout, tables: Tables, inputs: Sequence[TableInput], means: Means) -> _Read:
    frame = frame_of(rollout, tables)
    known = tables.before(frame.as_of)
    base, counts = read_cases(known, replace(frame, timed=steps_tried(rollout, known, means)), means)
    return _Read(tables, known, tuple(inputs), base, counts)


def _studied(read: _Read, means: Means) -> Studied:
    proofs, changes = proofs_so_far(read.base, read.known, means), read.known.changes
    return Studied(
        study=_study(read, means, proofs),
        breakdowns=breakdowns(read.base, read.known, means),
        said=said(read.base, read.known, means),
        proofs=proofs,
        changes=() if changes is None else changes_of(means.engine.fetch(changes).to_pylist()),
    )


def _study(read: _Read, means: Means, proofs: Iterable[Proof]) -> Study:
    tables, known, base, rollout = read.tables, read.known, read.base, read.base.rollout
    catalogue = entries(metrics, "METRIC")
    ratios: tuple[Ratio, ...] = tuple(
        dict.fromkeys(ratio for entry in catalogue.values() for ratio in entry.constant.ratios)
    )
    counted = count(base, known, ratios, means)
    rows = [row for entry in catalogue.values() for row in entry.module.measure(counted)]
    shown, suppressed = hold_the_floor(rows, rollout.smallest_group)
    found = friction(base, known, means, what_was_tried(proofs))
    return Study(
        rollout=rollout.id,
        title=rollout.title,
        go_live=rollout.go_live,
        as_of=moment(base.frame.as_of if rollout.as_of else tables.last_at),
        timezone=rollout.timezone,
        unit="users" if tables.have_people else "cases",
        smallest_group=rollout.smallest_group,
        cuts=base.cuts.all,
        inputs=read.inputs,
        metrics=tuple(sorted(shown, key=_order)),
        workflows=tuple(picture_of(workflow, base, read.counts) for workflow in rollout.workflows),
        suppressed=suppressed,
        signals=found.signals,
        friction_points=found.points,
        tested=found.tested,
        like_for_like=tuple(like_for_like(counted, tuple(metric_catalogue().values()), shown)),
        health=source_health(known, base.frame, means.engine, only_workflow(rollout)),
        remarks=teaching_remarks(known.labels, rollout),
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
