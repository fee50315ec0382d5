"""The sheets of what was found: friction points, their evidence, and the five checks."""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.report.kit.kit import Kit, runner_up
from desirepath.report.kit.sheet import Cell, Column, Sheet
from desirepath.report.kit.words import BLOCKERS, CHECKS, SOURCES, STANDINGS, SYMPTOMS, measure_title, whom
from desirepath.report.wording import counted
from desirepath.vocabulary.friction import FrictionPoint

BLANK_ROWS = 12
_RANK = Column(title="#", width=4, kind="whole")


def friction_points(kit: Kit) -> Sheet:
    """One row for each friction point: where, for whom, why, how sure, what first."""
    return Sheet(
        name="Friction points",
        told=kit.verdict()
        or "One row for each step (and group) at which work goes wrong. Worst first; three are enough to begin with.",
        columns=(
            _RANK,
            Column(title="Workflow", width=14),
            Column(title="Step", width=17, kind="name"),
            Column(title="For whom", width=16),
            Column(title="Symptom", width=14, choices=tuple(SYMPTOMS.values())),
            Column(title="Blocker", width=13, choices=tuple(BLOCKERS.values())),
            Column(title="Probability", width=11, kind="share"),
            Column(title="Standing", width=12, kind="badge", choices=tuple(STANDINGS.values()), only_these=True),
            Column(title="Evidence by source", width=42),
            Column(title="Runner-up, and what would put it first", width=26),
            Column(title="Perhaps not the users' problem", width=20),
            Column(title="First intervention", width=17),
            Column(title="Watch in week 1", width=14),
            Column(title="Watch in week 4", width=14),
            Column(title="People", width=8, kind="whole"),
            Column(title="Cases", width=7, kind="whole"),
            Column(title="Hours", width=7, kind="decimal"),
            Column(title=_cost_title(kit), width=9, kind="whole"),
            Column(title="First seen", width=13, kind="day"),
        ),
        rows=tuple(_point(kit, point) for point in kit.points),
        empty_rows=BLANK_ROWS if kit.is_blank else 0,
    )


def _point(kit: Kit, point: FrictionPoint) -> tuple[Cell, ...]:
    return (
        point.rank,
        kit.workflow_title(point.workflow),
        kit.step_title(point),
        whom(point.cohort),
        SYMPTOMS[point.symptom],
        BLOCKERS[point.blocker],
        point.probability,
        STANDINGS[point.standing],
        "\n".join(f"{SOURCES[piece.source]}: {piece.says}" for piece in point.evidence) or None,
        second_reading(point),
        "\n".join(CHECKS[check].title for check in point.not_a_user_problem) or "None of the five",
        kit.intervention_title(point.first_intervention),
        measure_title(point.watch.get("week_1", "")),
        measure_title(point.watch.get("week_4", "")),
        people(kit, point),
        point.impact.cases,
        point.impact.hours,
        point.impact.cost,
        point.first_seen,
    )


def _cost_title(kit: Kit) -> str:
    """The head of the column of money; a rollout has one currency."""
    currencies = {point.impact.currency for point in kit.points if point.impact.cost is not None}
    return f"Cost, {currencies.pop()}" if len(currencies) == 1 else "Cost"


def people(kit: Kit, point: FrictionPoint) -> Cell:
    """How many people are touched; below the floor only that they are few, and nothing where the log names none."""
    if kit.study is None or kit.study.unit == "cases":
        return None
    floor = kit.study.smallest_group
    return point.impact.people if point.impact.people >= floor else f"fewer than {floor}"


def second_reading(point: FrictionPoint) -> str:
    """The runner-up with its probability, and what would put it first."""
    second = runner_up(point)
    named = f"{BLOCKERS[second[0]]}, {second[1]:.0%}." if second else ""
    return f"{named} {point.would_change}".strip()


def sources_of(point: FrictionPoint) -> str:
    """By how many sources it is shown: `3 sources: answers, behaviour, tickets`."""
    shown = sorted({SOURCES[piece.source].lower() for piece in point.evidence if piece.differs})
    return f"{counted(len(shown), 'source')}: {', '.join(shown)}" if shown else "no source that differs"


def evidence(kit: Kit) -> Sheet:
    """One row for each piece of evidence, and for each source that is still missing."""
    return Sheet(
        name="Evidence",
        told="What each source says. Two independent sources that differ from before, or from the others, confirm a friction point.",
        columns=(
            _RANK,
            Column(title="Step", width=22, kind="name"),
            Column(title="For whom", width=22),
            Column(title="Source", width=13, choices=tuple(SOURCES.values()), only_these=True),
            Column(title="What it says", width=62),
            Column(title="Points to", width=18, choices=tuple(BLOCKERS.values()), only_these=True),
            Column(title="Weight (log-odds)", width=11, kind="decimal"),
            Column(title="Differs from before or from others", width=15, choices=("yes", "no"), only_these=True),
        ),
        rows=tuple(row for point in kit.points for row in _pieces(kit, point)),
        empty_rows=2 * BLANK_ROWS if kit.is_blank else 0,
    )


def _pieces(kit: Kit, point: FrictionPoint) -> Iterator[tuple[Cell, ...]]:
    place = (point.rank, kit.step_title(point), whom(point.cohort))
    for piece in point.evidence:
        points_to = BLOCKERS[piece.points_to] if piece.points_to else "only that there is trouble"
        differs = "yes" if piece.differs else "no"
        yield (*place, SOURCES[piece.source], piece.says, points_to, piece.weight, differs)
    for missing in point.missing_evidence:
        yield (*place, "Still missing", missing, None, None, None)


def five_checks(kit: Kit) -> Sheet:
    """The five checks: what to ask, and what was found at each friction point."""
    return Sheet(
        name="Five checks",
        told="Before anything is put on people: is it the step, the access, the rule or the help? Ask all five of each friction point.",
        columns=(
            Column(title="Check", width=24, kind="name"),
            Column(title="Ask", width=36),
            Column(title="Friction point", width=34),
            Column(title="Holds", width=9, kind="badge", choices=("yes", "no"), only_these=True, to_fill=kit.is_blank),
            Column(title="What was found", width=44, to_fill=kit.is_blank),
            Column(title="If it holds", width=44),
        ),
        rows=tuple(_checked(kit)),
    )


def _checked(kit: Kit) -> Iterator[tuple[Cell, ...]]:
    for check, told in CHECKS.items():
        shown: list[tuple[Cell, ...]] = [
            (f"{point.rank}. {kit.step_title(point)}: {whom(point.cohort)}", "yes" if one.holds else "no", one.says)
            for point in kit.points
            for one in point.checks
            if one.check is check
        ]
        for found in shown or [(None, None, None)]:
            yield (told.title, told.ask, *found, told.then)
