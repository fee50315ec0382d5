"""From events to judged cases, once: what conformance, metrics and pictures are all counted from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from desirepath.observe import activities, cases, cohorts, variants
from desirepath.observe.activities import ActivityCount, Tokens
from desirepath.observe.cases import Frame
from desirepath.observe.cohorts import Cuts
from desirepath.observe.marks import MARKS, STEPS_A_WORD, mark_word
from desirepath.observe.tables import Tables
from desirepath.observe.tokens import Token
from desirepath.observe.variant_facts import VariantFacts, facts_of
from desirepath.observe.variants import LONG, Packing, variant_key, word_names
from desirepath.ports import Clock, Engine, Means
from desirepath.vocabulary.cohort import ALWAYS_CUT_BY
from desirepath.vocabulary.conformance import JudgedBy
from desirepath.vocabulary.rollout import Rollout, Workflow

ALIGNMENT_SECONDS = 300.0
"""How long alignment may take for one workflow and path before costs become bounds."""
_WITH_WORDS, _LONG, _CASES = "cases_with_words", "long_cases", "cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedVariant:
    """A variant beside the path in force, and its facts. `cases` counts those cases."""

    workflow: str
    judged_by: JudgedBy
    cases: int
    facts: VariantFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBase:
    """Everything read from the events of a rollout. A judged case's `variant` is a position in `variants`."""

    frame: Frame
    cuts: Cuts
    events: ir.Table
    people: ir.Table | None
    judged: ir.Table
    variants: tuple[JudgedVariant, ...]
    activities: tuple[ActivityCount, ...]

    @property
    def rollout(self) -> Rollout:
        return self.frame.rollout


def read_case_base(tables: Tables, frame: Frame, means: Means) -> CaseBase:
    """Read the events once: place, number and pack them, judge each variant, and give every case its verdict."""
    rollout, engine, progress = frame.rollout, means.engine, means.progress
    events = activities.without_gaps(tables.events, only_workflow(rollout))
    progress("counting activities")
    counts = activities.counted(engine.fetch(activities.events_per_activity(events)))
    cuts = cohorts.cuts_that_exist(wanted_cuts(rollout), sorted(tables.people_columns), sorted(tables.event_columns))
    people = _people(tables, cuts, frame, engine)
    tokens, placed = activities.place(rollout, counts)
    progress("numbering events within their cases")
    one = only_workflow(rollout) if "workflow" not in tables.event_columns else None
    placed_events = _placed_events(events, engine.put("placed_activities", placed), cuts, one)
    base, packing, long = _cases(placed_events, tokens, cuts, frame, engine)
    own = cases.cases_with_go_live(cohorts.cases_with_cohorts(base, people, cuts), frame)
    own = engine.keep(_CASES, own.drop(*cuts.of_cases))
    for needed_no_more in (_WITH_WORDS, _LONG):
        engine.drop(needed_no_more)
    progress("comparing variants with the approved path")
    found = engine.fetch(cases.cases_per_variant_and_path(own)).sort_by([(name, "ascending") for name in variant_key()])
    read = _Reader(tokens, packing, long)
    judged_variants = _judge(found, read, rollout, means.clock)
    facts = engine.put("variant_facts", _facts_table(found, judged_variants, rollout))
    judged = engine.keep("judged_cases", cases.judged_cases(own, facts, frame))
    engine.drop(_CASES)
    return CaseBase(
        frame=frame, cuts=cuts, events=events, people=people, judged=judged, variants=judged_variants, activities=counts
    )


def only_workflow(rollout: Rollout) -> str | None:
    """The rollout's workflow, where it has just one."""
    return rollout.workflows[0].id if len(rollout.workflows) == 1 else None


def wanted_cuts(rollout: Rollout) -> tuple[str, ...]:
    """The cuts that are always made, those that the rollout file names, and that of its waves."""
    of_waves = (rollout.waves.cut,) if rollout.waves else ()
    return tuple(dict.fromkeys((*ALWAYS_CUT_BY, *rollout.cuts, *of_waves)))


def _people(tables: Tables, cuts: Cuts, frame: Frame, engine: Engine) -> ir.Table | None:
    if tables.people is None or not cuts.of_people:
        return None
    return engine.keep("people", cohorts.people_with_cuts(tables.people, cuts, frame.rollout.go_live.date()))


def _placed_events(events: ir.Table, placed: ir.Table, cuts: Cuts, one_workflow: str | None) -> ir.Table:
    own = () if one_workflow else ("workflow",)
    needed = (*own, "case_id", "at", "row", "user_id", "activity", "outcome", "channel", *cuts.of_cases)
    return activities.placed_events(events.select(*needed), placed)


def _cases(
    placed: ir.Table, tokens: Tokens, cuts: Cuts, frame: Frame, engine: Engine
) -> tuple[ir.Table, Packing, Mapping[int, Sequence[int]]]:
    packing = Packing.for_codes(tokens.most)
    rollout = frame.rollout
    packed = variants.cases_with_words(placed, packing, cuts.of_cases, most_steps(rollout), frame.timed)
    if "workflow" not in packed.columns:
        packed = packed.mutate(workflow=ibis.literal(rollout.workflows[0].id))
    own = engine.keep(_WITH_WORDS, packed)
    longest = engine.fetch(own.agg(longest=own.events.max())).column("longest")[0].as_py()
    if (longest or 0) <= packing.longest:
        return variants.cases_with_variant(own, None), packing, {}
    long = engine.keep(_LONG, variants.numbered_long_variants(variants.long_cases(placed, own, packing)))
    read = engine.fetch(variants.tokens_of_long_variants(long))
    codes = {row[LONG]: row["tokens"] for row in read.to_pylist()}
    return variants.cases_with_variant(own, long), packing, codes


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the tokens of a variant from its key."""

    tokens: Tokens
    packing: Packing
    long: Mapping[int, Sequence[int]]

    def read(self, workflow: str, words: Sequence[int], long: int) -> tuple[Token, ...]:
        return self.tokens.read(workflow, self.long[long] if long else self.packing.unpack(words))


def _judge(found: pa.Table, read: _Reader, rollout: Rollout, clock: Clock) -> tuple[JudgedVariant, ...]:
    rows = found.to_pylist()
    judged: list[JudgedVariant | None] = [None] * len(rows)
    for workflow in rollout.workflows:
        for judged_by in ("path", "old_path"):
            mine = [
                number
                for number, row in enumerate(rows)
                if row["workflow"] == workflow.id and _path_in_force(workflow, row["under_new_path"]) == judged_by
            ]
            sequences = [read.read(workflow.id, [rows[n][w] for w in word_names()], rows[n][LONG]) for n in mine]
            if not sequences:
                continue
            facts = facts_of(workflow, sequences, judged_by=judged_by, seconds=ALIGNMENT_SECONDS, clock=clock)
            for number, of_variant in zip(mine, facts, strict=True):
                judged[number] = JudgedVariant(
                    workflow=workflow.id, judged_by=judged_by, cases=rows[number]["cases"], facts=of_variant
                )
    return tuple(variant for variant in judged if variant is not None)


def _path_in_force(workflow: Workflow, under_new_path: bool) -> JudgedBy:
    return "path" if under_new_path or workflow.old_path is None else "old_path"


def _facts_table(found: pa.Table, judged: Sequence[JudgedVariant], rollout: Rollout) -> pa.Table:
    numbers = {workflow.id: step_numbers(workflow) for workflow in rollout.workflows}
    words = -(-most_steps(rollout) // STEPS_A_WORD)
    facts = [variant.facts for variant in judged]
    stopped = [
        -1 if variant.facts.abandoned_at is None else numbers[variant.workflow][variant.facts.abandoned_at]
        for variant in judged
    ]
    marked = {
        mark: [_words(getattr(one.facts, mark), numbers[one.workflow], words) for one in judged] for mark in MARKS
    }
    return pa.table(
        {
            **{name: found.column(name) for name in (*variant_key(), "under_new_path")},
            "variant": pa.array(range(len(judged)), pa.int64()),
            "ended": pa.array([fact.ended for fact in facts], pa.bool_()),
            "outside": pa.array([fact.outside for fact in facts], pa.bool_()),
            "withdrawn": pa.array([fact.withdrawn for fact in facts], pa.bool_()),
            "is_word": pa.array([fact.is_word for fact in facts], pa.bool_()),
            "exceptions": pa.array([fact.exceptions for fact in facts], pa.int64()),
            "stopped_at": pa.array(stopped, pa.int64()),
            **{
                mark_word(mark, n): pa.array([of_variant[n] for of_variant in of_mark], pa.int64())
                for mark, of_mark in marked.items()
                for n in range(words)
            },
        }
    )


def _words(steps: Iterable[str], numbers: Mapping[str, int], words: int) -> list[int]:
    marks = [0] * words
    for step in steps:
        word, place = divmod(numbers[step], STEPS_A_WORD)
        marks[word] |= 1 << place
    return marks


def step_numbers(workflow: Workflow) -> dict[str, int]:
    """The number of each step of a workflow, from 0, in the order of the rollout file."""
    return {step.id: number for number, step in enumerate(workflow.steps)}


def most_steps(rollout: Rollout) -> int:
    """The number of steps of the workflow that has most."""
    return max(len(workflow.steps) for workflow in rollout.workflows)
