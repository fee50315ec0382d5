"""The sheets of what to do: the scorecard, the interventions, and the backlog."""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.diagnose.scorecard import SCORECARD, ScorecardRow
from desirepath.report.kit.found import sources_of
from desirepath.report.kit.kit import Kit
from desirepath.report.kit.sheet import Cell, Column, Sheet
from desirepath.report.kit.words import (
    BLOCKERS,
    DECISIONS,
    EFFORTS,
    OWNERS,
    STANDINGS,
    SYMPTOMS,
    measure_title,
    whom,
)
from desirepath.vocabulary.friction import BlockerKind, FrictionPoint
from desirepath.vocabulary.intervention import Intervention

BACKLOG_ROWS = 15
_BY_EFFORT = ("hours", "days", "weeks")


def scorecard(kit: Kit) -> Sheet:
    """Six symptoms: what each usually comes from, what first, what to watch; and where it holds here."""
    return Sheet(
        name="Scorecard",
        told="Begin here where there is no data: find the symptom, read what it usually comes from, and check that before acting.",
        columns=(
            Column(title="Symptom", width=18, kind="name"),
            Column(title="What is seen", width=28),
            Column(title="Likely cause", width=28),
            Column(title="First intervention", width=32),
            Column(title="Watch in week 1", width=15),
            Column(title="Watch in week 4", width=15),
            Column(title="Where it holds here", width=22, to_fill=kit.is_blank),
            Column(title="For whom", width=18, to_fill=kit.is_blank),
            Column(title="How sure", width=26, to_fill=kit.is_blank),
        ),
        rows=tuple(cells for row in SCORECARD for cells in _scored(kit, row)),
    )


def _scored(kit: Kit, row: ScorecardRow) -> Iterator[tuple[Cell, ...]]:
    told = (SYMPTOMS[row.symptom], row.looks_like, row.likely_cause)
    watch = (measure_title(row.week_1), measure_title(row.week_4))
    first = f"{usual_interventions(kit, row)}: {row.first_step}"
    here = [point for point in kit.points if point.symptom is row.symptom]
    for point in here:
        place = f"{point.rank}. {kit.step_title(point)} ({kit.workflow_title(point.workflow)})"
        yield (*told, first, *watch, place, whom(point.cohort), how_sure(point))
    if not here:
        yield (*told, first, *watch, None if kit.is_blank else "not seen", None, None)


def usual_interventions(kit: Kit, row: ScorecardRow) -> str:
    """The titles of what the scorecard tries first."""
    return " or ".join(kit.intervention_title(name) for _, name in row.usual)


def how_sure(point: FrictionPoint) -> str:
    """The blocker with its probability, the standing and the sources behind it."""
    blocker = BLOCKERS[point.blocker]
    return f"{STANDINGS[point.standing]} ({sources_of(point)}). {blocker} at {point.probability:.0%}"


def interventions(kit: Kit) -> Sheet:
    """All interventions by the blocker that they address, the quickest first."""
    return Sheet(
        name="Interventions",
        told="The smallest change at the point of work. The blocker decides which; the quickest that fits comes first.",
        columns=(
            Column(title="Against", width=18),
            Column(title="Intervention", width=25, kind="name"),
            Column(title="What people meet", width=46),
            Column(title="Needs", width=36),
            Column(title="Effort", width=8),
            Column(title="Who decides", width=16),
            Column(title="Risk", width=36),
            Column(title="Better something else", width=36),
        ),
        rows=tuple(_intervention(one) for one in in_order(kit)),
    )


def in_order(kit: Kit) -> list[Intervention]:
    """The interventions by blocker, then by effort, then by title."""
    blockers = tuple(BlockerKind)
    return sorted(
        kit.interventions.values(),
        key=lambda one: (blockers.index(one.addresses), _BY_EFFORT.index(one.effort), one.title),
    )


def _intervention(one: Intervention) -> tuple[Cell, ...]:
    return (
        BLOCKERS[one.addresses],
        one.title,
        one.does,
        "\n".join(f"• {need}" for need in one.needs),
        EFFORTS[one.effort],
        OWNERS[one.owner],
        "\n".join(f"• {risk}" for risk in one.risks),
        one.not_when,
    )


def backlog(kit: Kit) -> Sheet:
    """What was agreed: one row for each thing to do, with owner, day and decision to be filled in."""
    return Sheet(
        name="Backlog",
        told="Agreed in the room: one owner and one day for each row. Decide anew each week, on the measure, not on the mood.",
        columns=(
            Column(title="#", width=4, kind="whole"),
            Column(title="Step", width=22, kind="name"),
            Column(title="For whom", width=20),
            Column(title="Blocker", width=17, choices=tuple(BLOCKERS.values())),
            Column(title="What will be done", width=28),
            Column(title="Owner", width=19, choices=tuple(OWNERS.values()), to_fill=True),
            Column(title="Due", width=12, kind="day", to_fill=True),
            Column(title="Watch in week 1", width=17),
            Column(title="Seen in week 1", width=14, to_fill=True),
            Column(title="Watch in week 4", width=17),
            Column(title="Seen in week 4", width=14, to_fill=True),
            Column(title="Decision", width=12, choices=DECISIONS, only_these=True, to_fill=True),
            Column(title="Note", width=28, to_fill=True),
        ),
        rows=tuple(_to_do(kit, point) for point in kit.points),
        empty_rows=BACKLOG_ROWS,
    )


def _to_do(kit: Kit, point: FrictionPoint) -> tuple[Cell, ...]:
    first = kit.interventions.get(point.first_intervention)
    return (
        point.rank,
        kit.step_title(point),
        whom(point.cohort),
        BLOCKERS[point.blocker],
        kit.intervention_title(point.first_intervention),
        OWNERS[first.owner] if first else None,
        None,
        measure_title(point.watch.get("week_1", "")),
        None,
        measure_title(point.watch.get("week_4", "")),
        None,
        None,
        None,
    )
