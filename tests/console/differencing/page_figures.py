"""Which numbers a page may say: those that the released figures of its subject give, rounded as pages round them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

from desirepath.cadence import plan45
from desirepath.console.cohorts.crossed import MEASURES
from desirepath.report.friction_sentences import finding_estimate
from desirepath.statistics.estimate_difference import difference
from desirepath.vocabulary.breakdowns import CohortMap
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.plan45 import Register
from desirepath.vocabulary.study import Study
from tests.console.differencing.attacker import BASELINE, SINCE
from tests.console.differencing.beside import Shown
from tests.console.differencing.figures_in_words import of_points, of_proof, of_rows, of_words
from tests.console.differencing.forms import Numbers, counts, of_figure, of_result, shares

Alternatives: TypeAlias = tuple[Numbers, ...]
"""The numbers of each subject that a page may have: it shows one of them, and nothing of the others."""


@dataclass
class Pages:
    """What the pages of some diagnoses may say, worked out when one is first read."""

    shown: Sequence[Shown]
    known: dict[tuple[str, int], Alternatives] = field(default_factory=dict)

    def beyond(self, name: str, place: int, numbers: Numbers) -> Numbers:
        """The numbers of a page that are none of its figures: beside the subject that leaves fewest over."""
        if (name, place) not in self.known:
            self.known[name, place] = tuple(_SUBJECTS[name](self.shown, place))
        left = (numbers - figures for figures in self.known[name, place])
        return min(left, key=len, default=numbers)


def _maps(shown: Sequence[Shown], place: int) -> Iterator[Numbers]:
    """A map of one cohort in one period beside the one before go-live."""
    found = shown[place].found
    for mapped in found.breakdowns.maps:
        periods = found.maps(mapped.workflow, mapped.cohort)
        before = _of_map(periods[BASELINE]) if BASELINE in periods else frozenset()
        yield from (_of_map(one) | before for one in periods.values())
    yield frozenset()


def _of_map(one: CohortMap) -> Numbers:
    drawn = one.map
    of_steps = {
        (step.reached, getattr(step, name))
        for step in drawn.steps
        for name in ("reached", "passed", "skipped", "abandoned", "failed", "outside")
    }
    told = sum(drawn.verdicts.values())
    whole = max(drawn.cases, told)
    verdicts = [*drawn.verdicts.values(), whole - told]
    return (
        counts((one.people, drawn.cases, *verdicts))
        | counts(figure for _, figure in of_steps)
        | counts(flow.cases for flow in drawn.flows)
        | shares(cases / whole for cases in verdicts if whole)
        | shares(figure / reached for reached, figure in of_steps if reached and figure is not None)
    )


def _of_cohorts(study: Study, cohorts: Iterable[Cohort], period: str = SINCE) -> Numbers:
    among = set(cohorts)
    rows = [row for row in study.metrics if row.cohort in among and row.cut is None and row.period == period]
    return frozenset[str]().union(*(of_result(row.result) for row in rows))


def _cuts(shown: Sequence[Shown], place: int) -> Iterator[Numbers]:
    """Everyone beside the cohorts of one cut."""
    study = shown[place].found.study
    for cut in study.cuts:
        cohorts = [EVERYONE, *(one for one in _cohorts(study) if one.pairs and one.pairs[0][0] == cut)]
        spread = (of_result(row.result) for row in study.metrics if (row.cut, row.period) == (cut, SINCE))
        yield _of_cohorts(study, cohorts) | frozenset[str]().union(*spread)


def _cohorts(study: Study) -> list[Cohort]:
    return sorted({row.cohort for row in study.metrics if row.period == SINCE}, key=lambda one: one.pairs)


def _crossed(shown: Sequence[Shown], place: int) -> Iterator[Numbers]:
    """Two cuts crossed by one measure, beside everyone's figure."""
    found = shown[place].found
    for pair in found.breakdowns.crossed:
        table = found.crossed(pair.workflow, pair.cuts)
        cells = () if table is None else table.cells
        for measure in MEASURES:
            results = [cell.measures[measure] for cell in cells if measure in cell.measures]
            yield (
                counts(cell.people for cell in cells)
                | counts(cell.cases for cell in cells)
                | counts([sum(not cell.is_shown for cell in cells)])
                | frozenset[str]().union(*map(of_result, results))
                | _of_metric(found.study, measure)
            )
    yield frozenset()


def _of_metric(study: Study, metric: str) -> Numbers:
    rows = (row for row in study.metrics if (row.metric, row.period, row.step) == (metric, SINCE, None))
    return frozenset[str]().union(*(of_result(row.result) for row in rows if row.cohort.is_everyone))


def _compared(shown: Sequence[Shown], place: int) -> Iterator[Numbers]:
    """Two cohorts, and how far they lie apart."""
    study = shown[place].found.study
    cohorts = _cohorts(study)
    results = {(row.metric, row.cohort): row.result for row in study.metrics if _is_of_workflow(row)}
    yield frozenset()
    for one, other in [*combinations(cohorts, 2), *((one, one) for one in cohorts)]:
        apart = [
            of_result(difference(here, there))
            for metric in {name for name, _ in results}
            if isinstance(here := results.get((metric, one)), Estimate)
            and isinstance(there := results.get((metric, other)), Estimate)
        ]
        sides = [result for (_, cohort), result in results.items() if cohort in (one, other)]
        yield frozenset[str]().union(*apart, *map(of_result, sides))


def _is_of_workflow(row: object) -> bool:
    return (row.period, row.step, row.cut, row.category) == (SINCE, None, None, None)  # type: ignore[attr-defined]


def _friction_list(shown: Sequence[Shown], place: int) -> Iterator[Numbers]:
    study = shown[place].found.study
    yield of_points(study, study.friction_points) | of_rows(study) | counts(range(1, len(study.friction_points) + 1))


def _friction_point(shown: Sequence[Shown], place: int) -> Iterator[Numbers]:
    """One friction point as the diagnosis has it, or as the last one that had it."""
    del place
    for one in shown:
        study = one.found.study
        for point in study.friction_points:
            yield of_points(study, [point]) | _of_everyone(one) | _of_cohorts(study, [point.cohort])
    yield frozenset()


def _of_everyone(one: Shown) -> Numbers:
    maps = one.found.maps("request", EVERYONE)
    return frozenset[str]().union(
        *(_of_map(maps[period]) for period in (SINCE, BASELINE) if period in maps),
        *(_of_cohorts(one.found.study, [EVERYONE], period) for period in (SINCE, BASELINE)),
    )


def _overview(shown: Sequence[Shown], place: int) -> Iterator[Numbers]:
    """What stands on the list of friction points, everyone and all cohorts, beside the diagnosis of a week before."""
    study = shown[place].found.study
    here = _of_everyone(shown[place]) | next(_friction_list(shown, place)) | of_rows(study)
    here |= _of_cohorts(study, _cohorts(study)) | _moved(study, study, (SINCE, BASELINE))
    for one in shown[: place + 1]:
        before = one.found.study
        yield (
            here | _of_everyone(one) | of_points(before, before.friction_points) | _moved(study, before, (SINCE, SINCE))
        )


def _moved(now: Study, before: Study, periods: tuple[str, str]) -> Numbers:
    here, there = (
        {
            row.metric: row.result
            for row in study.metrics
            if row.cohort.is_everyone and (row.period, row.step) == (one, None)
        }
        for study, one in zip((now, before), periods, strict=True)
    )
    pairs = [(here[name], there[name]) for name in here.keys() & there.keys()]
    moved = [
        difference(one, other) for one, other in pairs if isinstance(one, Estimate) and isinstance(other, Estimate)
    ]
    return frozenset[str]().union(*map(of_result, moved))


def _words(shown: Sequence[Shown], place: int) -> Iterator[Numbers]:
    yield of_words(shown[place].found)


def _ways(shown: Sequence[Shown], place: int) -> Iterator[Numbers]:
    yield frozenset()
    for one in shown[place].ways or ():
        rest = one.cases - sum(way.cases for way in one.variants)
        cases = [*(way.cases for way in one.variants), rest]
        yield (
            counts((one.cases, *cases))
            | shares(number / one.cases for number in cases if one.cases)
            | counts(number for way in one.variants for number in (way.alignment.cost, *way.verdicts.values()))
        )


def _effects(shown: Sequence[Shown], place: int) -> Iterator[Numbers]:
    """What every intervention changed, as the diagnosis has it."""
    yield frozenset[str]().union(*map(of_proof, shown[place].found.proofs))


def _intervention(shown: Sequence[Shown], place: int) -> Iterator[Numbers]:
    """One intervention with what may be repeated of its effect, and the number of its version."""
    yield counts([1])
    yield from (of_proof(one) | counts([1]) for one in shown[place].found.proofs)


def _backlog(shown: Sequence[Shown], place: int) -> Iterator[Numbers]:
    """The friction that interventions are against, as the diagnosis has it, in the order of the backlog."""
    study = shown[place].found.study
    yield of_points(study, study.friction_points) | counts([1])


def _plan(shown: Sequence[Shown], place: int) -> Iterator[Numbers]:
    """What friction points, effects and headlines give, with the figures that gates rest on."""
    one = shown[place]
    study, proofs = one.found.study, one.found.proofs
    gates = [gate for phase in plan45(study, proofs, Register()).phases for gate in phase.gates]
    yield (
        of_points(study, study.friction_points)
        | _of_everyone(one)
        | _of_weeks(study)
        | of_rows(study)
        | counts(range(len(study.friction_points) + 1))
        | frozenset[str]().union(*map(of_proof, proofs), *(of_figure(each) for gate in gates for each in gate.figures))
    )


def _of_weeks(study: Study) -> Numbers:
    """Everyone's figures of each week that is told."""
    rows = (row for row in study.metrics if row.cohort.is_everyone and row.period.startswith("week_"))
    return frozenset[str]().union(*(of_result(row.result) for row in rows))


def _review(shown: Sequence[Shown], place: int) -> Iterator[Numbers]:
    """What stands on the overview and on the page of effects, and how far each cohort moved since an earlier diagnosis."""
    study = shown[place].found.study
    effects = next(_effects(shown, place))
    for before, overview in zip(shown[: place + 1], _overview(shown, place), strict=True):
        earlier = before.found.study
        then = _of_cohorts(earlier, _cohorts(earlier))
        moved = (*_cohorts_moved(study, earlier), *_points_moved(study, earlier))
        yield overview | effects | then | frozenset[str]().union(*map(of_result, moved))


def _cohorts_moved(now: Study, before: Study) -> Iterator[Estimate]:
    results = {
        (row.metric, row.step, row.cohort, row.category): row.result
        for row in before.metrics
        if (row.period, row.cut) == (SINCE, None)
    }
    for row in now.metrics:
        then = results.get((row.metric, row.step, row.cohort, row.category))
        if (row.period, row.cut) == (SINCE, None) and isinstance(row.result, Estimate) and isinstance(then, Estimate):
            yield difference(row.result, then)


def _points_moved(now: Study, before: Study) -> Iterator[Estimate]:
    """How far what was first seen of a friction point lies from what was seen of it then."""
    then = {_place(one): one.findings[0] for one in before.friction_points if one.findings}
    for one in now.friction_points:
        if one.findings and _place(one) in then:
            yield difference(finding_estimate(one.findings[0]), finding_estimate(then[_place(one)]))


def _place(one: FrictionPoint) -> tuple[object, ...]:
    return one.workflow, one.step, one.cohort


_SUBJECTS: Mapping[str, Callable[[Sequence[Shown], int], Iterator[Numbers]]] = {
    "overview": _overview,
    "map": _maps,
    "friction": _friction_list,
    "friction_point": _friction_point,
    "cohorts": _cuts,
    "cohorts_crossed": _crossed,
    "cohorts_compared": _compared,
    "words": _words,
    "path": _ways,
    "effects": _effects,
    "interventions": _backlog,
    "intervention": _intervention,
    "plan": _plan,
    "review": _review,
    "review_markdown": _review,
}
