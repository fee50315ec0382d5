"""The tables of the path map as rows of a file: ids beside titles, one line a figure."""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.console.cohorts.choices import key_of
from desirepath.console.maps.chosen import MapChosen, MapsChosen
from desirepath.console.maps.counts import figures_of, place_titles
from desirepath.report.wording import FEW

_MAP = ("workflow", "cohort", "period", "people", "told_to_nearest")
WAYS = (*_MAP, "from", "from_title", "to", "to_title", "cases", "on_path")
STEPS = (*_MAP, "step", "step_title", "changed", "figure", "cases")


def way_rows(chosen: MapsChosen) -> Iterator[tuple[object, ...]]:
    """The ways of both maps that enough cases took."""
    for one in chosen.both:
        titles = place_titles([one.found.map])
        for flow in one.found.map.flows:
            places = (flow.origin, titles.get(flow.origin), flow.target, titles.get(flow.target))
            yield (*_of_map(chosen, one), *places, flow.cases, "yes" if flow.on_path else "no")


def step_rows(chosen: MapsChosen) -> Iterator[tuple[object, ...]]:
    """Every figure of every step of both maps."""
    for one in chosen.both:
        for step in one.found.map.steps:
            for name, cases in figures_of(step):
                told = FEW if cases is None else cases
                yield (*_of_map(chosen, one), step.step, step.title, "yes" if step.changed else "no", name, told)


def _of_map(chosen: MapsChosen, one: MapChosen) -> tuple[object, ...]:
    found = one.found
    return (found.workflow, key_of(found.cohort) or "everyone", found.period, found.people, chosen.told_to)
