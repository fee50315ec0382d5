"""Which process maps may be shown: of enough people each, and so that no others can be had by subtraction.

All figures of a map count cases, so maps add up: a cohort's weeks to its map since go-live, the cohorts of a cut with
those who are in none to everyone's map. People do not, as who has cases in two weeks is in both; therefore a group of
several weeks is counted by its people, each once.

What one map shows must not tell what it hides either: those who reached a step less those who passed it and those who
stopped there may be a few who wait, and the people of a map less those whom a metric counts a few who closed no case. So
whoever sees a map beside other figures sees it rounded: cases to half the floor, so that no difference is exact; people to
the floor itself, so that none says for sure that there is somebody, but fewer than the floor.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE
from desirepath.observe.map_counts import CohortPeople, Place
from desirepath.prove.weeks_of_cohorts import WeeksOfCohorts
from desirepath.statistics.suppression import hidden_rows
from desirepath.vocabulary.breakdowns import CohortMap
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.study import ProcessMap

_Part = TypeVar("_Part")


def shown_periods(people: Mapping[str, int], floor: int) -> frozenset[str]:
    """The periods in which everyone's map is shown, by the people of each; no week without the map since go-live."""
    whole = {period for period in (BASELINE, SINCE_GO_LIVE) if people.get(period, 0) >= floor}
    if SINCE_GO_LIVE not in whole:
        return frozenset(whole)
    weeks = {period: number for period, number in people.items() if _is_week(period)}
    return frozenset(whole | _shown_beside_total(weeks, frozenset(), floor, max))


def shown_maps(
    cohorts: CohortPeople, of_everyone: Collection[str], floor: int, *, each_in_one: bool
) -> frozenset[Place]:
    """The (value, period) of one cut whose map is shown.

    `of_everyone` are the periods in which everyone's map is shown. A value without a map since go-live has none of a
    week, and a period without everyone's map has none of a cohort. `each_in_one`: a person is in one cohort only;
    with a cut of cases it may be several.
    """
    shown: set[Place] = set()
    for period in (BASELINE, SINCE_GO_LIVE):
        if period in of_everyone:
            column = {place: number for place, number in cohorts.people.items() if place[1] == period}
            shown |= _shown_beside_total(column, frozenset({(None, period)}), floor, sum if each_in_one else max)
    weeks = WeeksOfCohorts(
        people={place: number for place, number in cohorts.people.items() if _is_week(place[1]) and number},
        together=cohorts.together,
        values=frozenset(value for value, period in shown if value is not None and period == SINCE_GO_LIVE),
        weeks=frozenset(period for period in of_everyone if _is_week(period)),
        floor=floor,
    )
    return frozenset(shown) | weeks.shown()


def _shown_beside_total(
    people: Mapping[_Part, int], untold: Collection[_Part], floor: int, certain: Callable[[Iterable[int]], int]
) -> set[_Part]:
    """The parts of a whole to show beside it, without the `untold`; `certain`: how many people parts have at least."""
    order = sorted((part for part in people if part not in untold), key=lambda part: (people[part], str(part)))
    shown = [part for part in order if people[part] >= floor]
    hidden = [people[part] for part in people if people[part] > 0 and part not in shown]
    while hidden and shown and certain(hidden) < floor:
        hidden.append(people[shown.pop(0)])
    return set(shown)


def told_verdicts(verdicts: Mapping[Verdict, int], floor: int) -> dict[Verdict, int]:
    """The verdicts of so many cases as the floor, without the one that would give the others away beside the total."""
    found = [(verdict, cases) for verdict, cases in verdicts.items() if cases]
    hidden = hidden_rows([cases for _, cases in found], floor)
    return {verdict: cases for number, (verdict, cases) in enumerate(found) if number not in hidden}


def rounded(drawn: ProcessMap, floor: int) -> ProcessMap:
    """The map with every figure to the nearest multiple of half the floor.

    Figures below the floor are hidden one by one, and would follow from the other figures of the map, or from the map of
    everyone less those of the other cohorts or weeks; from rounded figures they do not. Source of the idea: rounding of counts in official statistics
    (Hundepool et al., Statistical Disclosure Control, 2012, chapter 5).
    """
    unit = max(floor // 2, 1)

    def near(cases: int) -> int:
        return (2 * cases + unit) // (2 * unit) * unit

    def perhaps(cases: int | None) -> int | None:
        return None if cases is None else near(cases)

    return replace(
        drawn,
        cases=near(drawn.cases),
        steps=tuple(
            replace(
                step,
                reached=perhaps(step.reached),
                passed=perhaps(step.passed),
                skipped=perhaps(step.skipped),
                abandoned=perhaps(step.abandoned),
                failed=perhaps(step.failed),
                outside=perhaps(step.outside),
            )
            for step in drawn.steps
        ),
        flows=tuple(replace(flow, cases=near(flow.cases)) for flow in drawn.flows),
        verdicts={verdict: near(cases) for verdict, cases in drawn.verdicts.items()},
    )


def released_map(one: CohortMap, floor: int) -> CohortMap:
    """The map as it is shown beside other figures; one that is shown so already stays as it is."""
    return replace(one, people=(2 * one.people + floor) // (2 * floor) * floor, map=rounded(one.map, floor))


def _is_week(period: str) -> bool:
    return period.startswith("week_")
