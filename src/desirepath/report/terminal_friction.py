"""Friction points on the terminal: who, where, why, how sure, what to do first; without colour all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from desirepath.report.friction_sentences import (
    collect_next,
    costs,
    first_step,
    headline,
    how_sure,
    quiet,
    runner_up,
    who_and_when,
    why,
)
from desirepath.report.friction_words import BLOCKERS, per_cent
from desirepath.report.wording import counted
from desirepath.vocabulary.friction import FrictionPoint, Standing
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.study import Study

SHOWN = 5
_STYLES = {Standing.CONFIRMED: "green", Standing.SUSPECTED: "yellow"}


def friction_points(study: Study, interventions: Mapping[str, Intervention]) -> list[RenderableType]:
    """The first five by rank, or one calm sentence."""
    if not study.friction_points:
        silence = quiet(study)
        return [Text.assemble((f"{silence.title}. ", "bold"), (silence.because, "dim")), ""]
    ordered = sorted(study.friction_points, key=lambda point: point.rank)
    parts: list[RenderableType] = [Text("What is wrong, for whom, why, how sure, what to do first", style="bold")]
    for point in ordered[:SHOWN]:
        parts += ["", _point(point, study, interventions)]
    left = len(ordered) - SHOWN
    if left > 0:
        parts += ["", Text(f"   and {counted(left, 'more friction point')} in the report", style="dim")]
    return [*parts, ""]


def _point(point: FrictionPoint, study: Study, interventions: Mapping[str, Intervention]) -> RenderableType:
    head = Table.grid(padding=(0, 1))
    head.add_column(justify="right", style="bold", width=2)
    head.add_column(ratio=1)
    head.add_row(str(point.rank), Text(f"{headline(point, study)}.", style="bold"))
    facts = Table.grid(padding=(0, 1))
    facts.add_column(width=2)
    facts.add_column(style="dim", width=9)
    facts.add_column(ratio=1)
    for name, said in _facts(point, study, interventions):
        facts.add_row("", name, said)
    return Group(head, facts)


def _facts(point: FrictionPoint, study: Study, interventions: Mapping[str, Intervention]) -> Iterator[tuple[str, Text]]:
    other = runner_up(point)
    otherwise = f"; else {BLOCKERS[other[0]].lower()}, {per_cent(other[1])}" if other else ""
    yield "why", Text(f"{why(point)}{otherwise}")
    standing, separator, sources = how_sure(point).partition(": ")
    yield "how sure", Text.assemble((standing, _STYLES[point.standing]), separator, sources)
    missing = collect_next(point)
    if point.standing is Standing.SUSPECTED and missing:
        yield "collect", Text(missing[0])
    yield "it costs", Text(", ".join(costs(point, study)))
    by = who_and_when(interventions.get(point.first_intervention))
    yield "do first", Text.assemble((first_step(point, interventions), "bold"), f" ({by})" if by else "")
