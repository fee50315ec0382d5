"""What the report draws of a workflow: where cases went over the approved path, and what the log does not explain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

import pyarrow as pa

from desirepath.observe.activities import unknown_activities
from desirepath.observe.automaton import automaton_of
from desirepath.observe.case_base import CaseBase, JudgedVariant
from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE
from desirepath.observe.variant_facts import VariantFacts
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.conformance import VariantConformance, WorkflowConformance
from desirepath.vocabulary.path import steps_as_written
from desirepath.vocabulary.rollout import Workflow
from desirepath.vocabulary.study import Flow, ProcessMap, StepOnMap, WorkflowPicture

START, END, OUTSIDE = "start", "end", "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantCount:
    """So many cases of a variant with one verdict, in one span ("since_go_live", "baseline" or "")."""

    variant: JudgedVariant
    verdict: Verdict
    span: str
    cases: int


def variant_counts(base: CaseBase, rows: pa.Table) -> tuple[VariantCount, ...]:
    """The rows of `cases.cases_per_variant_period_and_verdict`."""
    return tuple(
        VariantCount(
            variant=base.variants[row["variant"]], verdict=Verdict(row["verdict"]), span=row["span"], cases=row["cases"]
        )
        for row in rows.to_pylist()
    )


def conformance_of(workflow: Workflow, counts: Iterable[VariantCount]) -> WorkflowConformance:
    """Every sequence of steps beside the path it was judged by, most cases first. Names neither persons nor cohorts."""
    gathered: dict[tuple[tuple[str, ...], str], Counter[Verdict]] = {}
    known: dict[tuple[tuple[str, ...], str], JudgedVariant] = {}
    for count in counts:
        if count.variant.workflow != workflow.id:
            continue
        key = (count.variant.facts.steps, count.variant.judged_by)
        known.setdefault(key, count.variant)
        gathered.setdefault(key, Counter())[count.verdict] += count.cases
    variants = [
        VariantConformance(
            steps=variant.facts.steps,
            cases=gathered[key].total(),
            judged_by=variant.judged_by,
            alignment=variant.facts.alignment,
            verdicts={verdict: gathered[key][verdict] for verdict in Verdict if gathered[key][verdict]},
        )
        for key, variant in known.items()
    ]
    variants.sort(key=lambda variant: (-variant.cases, variant.steps, variant.judged_by))
    return WorkflowConformance(
        workflow=workflow.id, cases=sum(variant.cases for variant in variants), variants=tuple(variants)
    )


def picture_of(workflow: Workflow, base: CaseBase, counts: Sequence[VariantCount]) -> WorkflowPicture:
    """The workflow's maps, since go-live and for the baseline, and its unknown activities."""
    mine = [count for count in counts if count.variant.workflow == workflow.id]
    maps = tuple(
        _map(workflow, span, [count for count in mine if count.span == span], base.rollout.smallest_group)
        for span in (SINCE_GO_LIVE, BASELINE)
    )
    return WorkflowPicture(
        workflow=workflow.id,
        title=workflow.title,
        path_text=workflow.path_text,
        maps=tuple(drawn for drawn in maps if drawn.cases),
        unknown=unknown_activities(workflow, base.activities),
        variants=len({count.variant.facts.steps for count in mine}),
    )


Mark: TypeAlias = tuple[str, Any]
"""What one case adds 1 to: the name of one of the tally's counts, and the step, way or verdict in it."""


@dataclass(slots=True)
class Tally:
    """Cases by what they did at each step, and the ways they took."""

    reached: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    abandoned: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    outside: Counter[str] = field(default_factory=Counter)
    flows: Counter[tuple[str, str]] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)

    def add(self, mark: Mark, cases: int) -> None:
        """Count so many cases with a mark."""
        counted, what = mark
        getattr(self, counted)[what] += cases


def marks_of(variant: JudgedVariant, verdict: Verdict) -> Iterator[Mark]:
    """All that a case of this variant and verdict is counted under."""
    facts = variant.facts
    yield "verdicts", verdict
    for counted, steps in (
        ("reached", facts.reached),
        ("passed", facts.passed),
        ("skipped", tuple(step for step in facts.skipped if step not in facts.done_outside)),
        ("failed", tuple(dict.fromkeys((*facts.failed_at, *facts.denied_at, *facts.duplicated_at)))),
        ("outside", facts.done_outside),
    ):
        yield from ((counted, step) for step in steps)
    if verdict is Verdict.ABANDONED and facts.abandoned_at is not None:
        yield "abandoned", facts.abandoned_at
    yield from (("flows", flow) for flow in set(_flows(facts)))


def _flows(facts: VariantFacts) -> Iterator[tuple[str, str]]:
    known = [step for step in facts.steps if not step.startswith("?")]
    places = [START, *known, *([OUTSIDE] if facts.outside else []), *([END] if facts.ended else [])]
    return pairwise(places)


@dataclass(frozen=True, slots=True)
class MapGround:
    """What all maps of a workflow have in common that are held against one path: its steps in order, its ways."""

    workflow: Workflow
    order: Mapping[str, int]
    ways: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, workflow: Workflow, period: str) -> MapGround:
        """The ground of the path that was in force in a period."""
        path = workflow.old_path if period == BASELINE and workflow.old_path is not None else workflow.path
        order = {step: number for number, step in enumerate(steps_as_written(path))}
        return cls(workflow, order, frozenset(automaton_of(path).direct_ways))

    def draw(self, period: str, tally: Tally, floor: int) -> ProcessMap:
        """The map of what was tallied in a period; figures of fewer cases than the floor are not told."""
        steps = tuple(
            StepOnMap(
                step=step.id,
                title=step.title,
                kind=step.kind.value,
                changed=step.changed,
                reached=_shown(tally.reached[step.id], floor),
                passed=_shown(tally.passed[step.id], floor),
                skipped=_shown(tally.skipped[step.id], floor),
                abandoned=_shown(tally.abandoned[step.id], floor),
                failed=_shown(tally.failed[step.id], floor),
                outside=_shown(tally.outside[step.id], floor),
            )
            for step in sorted(self.workflow.steps, key=lambda step: self.order.get(step.id, len(self.order)))
            if step.id in self.order or tally.reached[step.id]
        )
        flows = tuple(
            Flow(origin=origin, target=target, cases=cases, on_path=(origin, target) in self.ways)
            for (origin, target), cases in sorted(tally.flows.items(), key=lambda item: (-item[1], item[0]))
            if cases >= floor
        )
        return ProcessMap(
            period=period, cases=tally.verdicts.total(), steps=steps, flows=flows, verdicts=_verdicts(tally.verdicts)
        )


def _map(workflow: Workflow, span: str, counts: Iterable[VariantCount], floor: int) -> ProcessMap:
    tally = Tally()
    for count in counts:
        for mark in marks_of(count.variant, count.verdict):
            tally.add(mark, count.cases)
    return MapGround.of(workflow, span).draw(span, tally, floor)


def _verdicts(tally: Mapping[Verdict, int]) -> dict[Verdict, int]:
    return {verdict: tally[verdict] for verdict in Verdict if tally.get(verdict)}


def _shown(cases: int, floor: int) -> int | None:
    return cases if cases == 0 or cases >= floor else None
