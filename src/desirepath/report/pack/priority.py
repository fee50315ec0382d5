"""Which workflow is next: the friction that stands, by rank, with its cost and what is to be done first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desirepath.report.friction_floor import impact_is_hidden
from desirepath.report.friction_sentences import (
    costs,
    finding_estimate,
    first_step,
    headline,
    how_sure_in_parts,
    quiet,
    who_and_when,
    why,
)
from desirepath.report.pack.figures import figure_id, figure_of
from desirepath.report.pack.source import PackSource, label
from desirepath.report.sentence_parts import short_name
from desirepath.report.spoken import said
from desirepath.report.wording import short_day
from desirepath.vocabulary.chart import BarChart
from desirepath.vocabulary.figure import Figure, Origin
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.pack import Block, Grid, Paragraph, Section
from desirepath.vocabulary.plan45 import OwnedFix

_SHOWN = 8


def points_by_rank(source: PackSource) -> tuple[FrictionPoint, ...]:
    """The friction points, first the one to begin with."""
    return tuple(sorted(source.study.friction_points, key=lambda one: one.rank))


def point_sentence(point: FrictionPoint, source: PackSource) -> str:
    """`People in EMEA give up at “Enter the quote”: 22 of 100 cases, 3 were to be expected.`"""
    found = headline(point, source.study)
    return f"{replace(found, who=short_name(found.who, 80), where=label(found.where))}."


def point_figures(point: FrictionPoint, source: PackSource) -> tuple[Figure, ...]:
    """What was seen and what was to be expected, and what it costs."""
    title = source.step_title(point.workflow, point.step)
    return (*_seen(point, title), *cost_figures(point, source))


def _seen(point: FrictionPoint, title: str) -> Iterator[Figure]:
    if not point.findings:
        return
    finding = point.findings[0]
    origin = _origin(point, f"signal {finding.signal}")
    seen = figure_of(finding_estimate(finding), id=_id(point, "seen"), title=title, origin=origin)
    yield seen
    yield replace(
        seen,
        id=_id(point, "expected"),
        value=finding.expected,
        low=None,
        high=None,
        method="",
        origin=replace(origin, more=f"signal {finding.signal}, expected"),
    )


def cost_figures(point: FrictionPoint, source: PackSource) -> tuple[Figure, ...]:
    """People, cases, hours and money beyond what was to be expected. They are counts, with no interval.

    Hours are not known where the rollout file does not say how many minutes a case takes.
    """
    impact, hidden = point.impact, impact_is_hidden(point, source.study)
    because = said("fewer than %(floor)s touched", floor=source.study.smallest_group) if hidden else ""
    parts = [("people", "people", float(impact.people))] if source.study.unit == "users" else []
    parts.append(("cases", "cases", float(impact.cases)))
    if impact.hours or hidden:
        parts.append(("hours", "hours", impact.hours))
    if impact.cost is not None:
        parts.append(("cost", impact.currency or "", impact.cost))
    return tuple(
        Figure(
            id=_id(point, name),
            title=source.step_title(point.workflow, point.step),
            unit=unit,
            origin=_origin(point, f"impact, {name}"),
            value=None if hidden else value,
            because=because,
        )
        for name, unit, value in parts
    )


def _origin(point: FrictionPoint, more: str) -> Origin:
    return Origin(
        document="diagnosis",
        workflow=point.workflow,
        metric=point.symptom,
        step=point.step,
        cohort=point.cohort,
        period="since_go_live",
        more=more,
    )


def _id(point: FrictionPoint, name: str) -> str:
    cohort = ";".join(f"{attribute}={value}" for attribute, value in point.cohort.pairs)
    return figure_id("friction", point.workflow, point.step, cohort, point.symptom, name)


def priority_section(source: PackSource) -> Section:
    """The list of what comes next, or that nothing stands out."""
    return Section(id="priority", title=said("What comes next"), blocks=tuple(_blocks(source)))


def _blocks(source: PackSource) -> Iterator[Block]:
    points = points_by_rank(source)
    if not points:
        silence = quiet(source.study)
        yield Paragraph(text=f"{silence.title}. {silence.because}", tone="lead")
        return
    yield Paragraph(text=next_workflow(source), tone="lead")
    shown = points[:_SHOWN]
    if len(points) > _SHOWN:
        yield Paragraph(text=said("The first %(n)s of %(all)s friction points.", n=_SHOWN, all=len(points)))
    yield _list(shown, source)
    yield from _chart(shown, source)


def _chart(points: Sequence[FrictionPoint], source: PackSource) -> Iterator[BarChart]:
    """What the friction points cost, in hours where they are known and else in cases; nothing with fewer than two."""
    figures = [one for point in points for one in cost_figures(point, source)]
    hours, cases = (tuple(one for one in figures if one.unit == unit) for unit in ("hours", "cases"))
    told = sum(one.value is not None for one in hours)
    if told > 1:
        title = said("Hours lost beyond what was to be expected")
        says = said("Hours since go-live by friction point, by rank. Counts, so without an interval.")
        yield BarChart(id="priority:hours", title=title, says=says, unit="hours", better="down", bars=hours)
    elif not told and sum(one.value is not None for one in cases) > 1:
        title = said("Cases beyond what was to be expected")
        says = said("Cases since go-live by friction point, by rank. Counts, so without an interval.")
        yield BarChart(id="priority:cases", title=title, says=says, unit="cases", better="down", bars=cases)


def next_workflow(source: PackSource) -> str:
    """The workflow that comes next, and why."""
    points = points_by_rank(source)
    if not points:
        return said("No workflow needs to come next: nothing stands out.")
    helped = {
        (one.shipped.workflow, one.shipped.step)
        for one in source.proofs
        if one.deciding is not None and one.deciding.helps
    }
    left = [one for one in points if (one.workflow, one.step) not in helped]
    first = (left or list(points))[0]
    told = {
        "workflow": source.workflow_title(first.workflow),
        "step": source.step_title(first.workflow, first.step),
        "do": first_step(first, source.catalogues.interventions),
    }
    if not left:
        return said(
            "“%(workflow)s”, at “%(step)s” still: what was shipped there helps, but the friction is not gone.", **told
        )
    return said("“%(workflow)s”, at “%(step)s”: begin with “%(do)s”.", **told)


def _list(points: tuple[FrictionPoint, ...], source: PackSource) -> Grid:
    return Grid(
        id="priority:list",
        title=said("Friction by priority"),
        says=said(
            "Ranked by what it costs, how many meet it, and how much is at risk. Costs are since go-live, beyond what was to "
            "be expected."
        ),
        columns=(
            said("What is seen"),
            said("Why"),
            said("How sure"),
            said("It costs"),
            said("Do first"),
            said("Owner"),
        ),
        rows=tuple(_row(one, source) for one in points),
        figures=tuple(figure for one in points for figure in point_figures(one, source)),
    )


def _row(point: FrictionPoint, source: PackSource) -> tuple[str, ...]:
    found = source.catalogues.interventions.get(point.first_intervention)
    by = who_and_when(found)
    do = first_step(point, source.catalogues.interventions)
    return (
        f"{point.rank}. {point_sentence(point, source)}",
        why(point),
        how_sure_in_parts(point)[0],
        ", ".join(costs(point, source.study)),
        f"{do} ({by})" if by else do,
        _owner(point, source),
    )


def _owner(point: FrictionPoint, source: PackSource) -> str:
    place = (point.workflow, point.step, point.cohort)
    found: OwnedFix | None = next(
        (one for one in source.register.fixes if (one.workflow, one.step, one.cohort) == place), None
    )
    if found is None:
        return said("nobody yet")
    return label(found.owner) if found.due is None else f"{label(found.owner)}, {short_day(found.due)}"
