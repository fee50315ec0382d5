"""From what a design reads to effects: several metrics and cohorts at once, controlled together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from desirepath.prove.measures import MEASURES, Measure
from desirepath.prove.question import Question, Read
from desirepath.statistics.e_values import standing_at_any_time
from desirepath.statistics.effect_estimate import at_any_time, evidence, read_once
from desirepath.statistics.heterogeneity import FEWEST_GROUPS
from desirepath.statistics.interval import LEVEL
from desirepath.statistics.shrunk_effects import shrunk_effects
from desirepath.statistics.suppression import hidden_rows
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.effect import Effect, Range, Role


@dataclass(frozen=True, slots=True)
class _Asked:
    """One of the questions that are judged together. `own` is what was read before cohorts were drawn together."""

    measure: Measure
    read: Read
    role: Role
    own: float
    cohort: Cohort = EVERYONE


def effects_of(question: Question, design: ModuleType, laid: Mapping[str, Any], deciding: str) -> tuple[Effect, ...]:
    """The effect on every measure that could be read, the one that decides first, then by cohort.

    The one that decides was declared beforehand and has its interval to itself. All others are judged together by
    their e-values, and their intervals widened to match. `laid` is what the design laid out of each measure's rows.
    """
    read = {name: design.read(question, found) for name, found in laid.items()}
    first = read.get(deciding)
    if first is None:
        return ()
    others = [
        _Asked(MEASURES[name], found, Role.WATCHES, evidence(found.estimate, found.progress))
        for name, found in read.items()
        if name != deciding and found is not None
    ]
    others += _by_cohort(question, design, laid[deciding], MEASURES[deciding])
    standing = standing_at_any_time([one.own for one in others])
    return (
        _effect(question, _Asked(MEASURES[deciding], first, Role.DECIDES, 0.0), LEVEL, may_stand=True),
        *(
            _effect(question, one, standing.level, may_stand=number in standing.found)
            for number, one in enumerate(others)
        ),
    )


def _effect(question: Question, asked: _Asked, level: float, *, may_stand: bool) -> Effect:
    estimate, measure = asked.read.estimate, asked.measure
    always, once = at_any_time(estimate, asked.read.progress, level), read_once(estimate, level)
    return Effect(
        metric=measure.metric,
        title=measure.title,
        role=asked.role,
        unit=measure.unit,
        better=measure.better,
        value=always.value,
        low=always.low,
        high=always.high,
        once=Range(once.low, once.high),
        n=estimate.units,
        with_it=estimate.with_it,
        without=estimate.without,
        method=always.method,
        step=question.shipped.step if measure.at_step else None,
        cohort=asked.cohort,
        stands=may_stand and not always.low <= 0 <= always.high,
    )


def _by_cohort(question: Question, design: ModuleType, laid: Any, measure: Measure) -> Iterator[_Asked]:  # noqa: ANN401 - each design lays out in its own way
    """The effect in every cohort of each cut, drawn to that of the others; none that is small or could be worked out."""
    fixed = {cut for cut, _ in question.shipped.cohort.pairs}
    for cut, codes in question.people.codes.items():
        if cut in fixed:
            continue
        found = [
            (Cohort(((cut, value),)), read)
            for code, value in enumerate(question.people.values[cut])
            if (read := design.read(question, laid, codes == code)) is not None
        ]
        shown = _not_small([read for _, read in found], 2 * question.floor)
        kept = [found[number] for number in shown]
        drawn = shrunk_effects([read.estimate for _, read in kept]) if len(kept) >= FEWEST_GROUPS else None
        if drawn is None:
            continue
        for (cohort, read), estimate in zip(kept, drawn.cohorts, strict=True):
            own = evidence(read.estimate, read.progress)
            yield _Asked(measure, Read(estimate, read.progress), Role.COHORT, own, cohort)


def _not_small(found: Sequence[Read], floor: int) -> list[int]:
    sizes = [read.estimate.units for read in found]
    hidden = set(hidden_rows(sizes, floor, total=sum(sizes)))
    return [number for number in range(len(found)) if number not in hidden]
