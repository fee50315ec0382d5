"""A page for one friction point: where, for whom, why, what speaks for it, what to do, what to watch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from desirepath.report.friction_sentences import ShownImpact, collect_next, runner_up, shown_impact, who
from desirepath.report.friction_words import (
    BLOCKER_MEANS,
    BLOCKERS,
    CHECKS,
    OWNERS,
    SOURCES,
    WATCH,
    per_cent,
    strength,
    watched,
    week_said,
)
from desirepath.report.html.friction_points import FrictionRow, friction_row
from desirepath.report.html.friction_sides import SidesView, sides_view
from desirepath.report.kept_sentences import kept
from desirepath.report.measured import SINCE, Measured
from desirepath.report.spoken import digits, marked, said
from desirepath.report.spoken_catalogues import spoken_intervention
from desirepath.report.svg.path_strip import NARROW, WIDE, path_strip
from desirepath.report.wording import counted, figure, interval
from desirepath.vocabulary.friction import BlockerKind, Evidence, FrictionPoint
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.study import ProcessMap, Study

_FULL_WEIGHT = 2.5
"""The log-odds weight whose bar is full: twelve to one."""

_HERE = marked("%(value)s now at this step (%(interval)s)")
_OVERALL = marked("%(value)s now overall (%(interval)s)")
_IN_THIS_GROUP = marked("%(value)s now in this group (%(interval)s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockerRow:
    """One blocker with its probability; `note` says which is first and which the runner-up."""

    title: str
    means: str
    per_cent: str
    width: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """What one source says. `left` and `width` place its bar, whose middle is no weight at all."""

    source: str
    says: str
    speaks: str
    weight: str
    left: str
    width: str
    against: bool
    confirms: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """One check: its question, the answer, what was seen, and where a yes leads."""

    asks: str
    holds: bool
    says: str
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRow:
    """One measure to watch: when, which, where it stands now if that is known, and which way is good."""

    week: str
    title: str
    now: str
    better: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrictionPage:
    """Everything that the page of one friction point shows."""

    row: FrictionRow
    strip: tuple[Markup, Markup]
    strip_cases: str
    sides: SidesView | None
    blockers: tuple[BlockerRow, ...]
    would_change: str
    evidence: tuple[EvidenceRow, ...]
    collect: tuple[str, ...]
    checks: tuple[CheckRow, ...]
    context: tuple[str, ...]
    rivals: tuple[str, ...]
    intervention: Intervention | None
    owner: str
    watch: tuple[WatchRow, ...]
    impact: ShownImpact
    by_person: bool


def friction_pages(study: Study, interventions: Mapping[str, Intervention]) -> tuple[FrictionPage, ...]:
    """The pages by rank."""
    ordered = sorted(study.friction_points, key=lambda point: point.rank)
    return tuple(_page(point, study, interventions) for point in ordered)


def _page(point: FrictionPoint, study: Study, interventions: Mapping[str, Intervention]) -> FrictionPage:
    drawn = _map(point, study)
    listed = interventions.get(point.first_intervention)
    found = spoken_intervention(listed) if listed else None
    return FrictionPage(
        row=friction_row(point, study, interventions),
        strip=_strips(drawn, point),
        strip_cases=counted(drawn.cases, "case", "cases") if drawn else "",
        sides=sides_view(point, study),
        blockers=_blockers(point),
        would_change=kept(point.would_change),
        evidence=tuple(_evidence(piece) for piece in sorted(point.evidence, key=_loudest_first)),
        collect=collect_next(point),
        checks=tuple(
            CheckRow(
                asks=CHECKS[one.check].asks, holds=one.holds, says=kept(one.says), reading=CHECKS[one.check].reading
            )
            for one in point.checks
        ),
        context=tuple(kept(one) for one in point.context),
        rivals=tuple(who(cohort, study.unit) for cohort in point.rivals),
        intervention=found,
        owner=OWNERS[found.owner] if found else "",
        watch=tuple(_watch(week, name, point, study) for week, name in sorted(point.watch.items())),
        impact=shown_impact(point, study),
        by_person=study.unit == "users",
    )


def _map(point: FrictionPoint, study: Study) -> ProcessMap | None:
    maps = [drawn for picture in study.workflows if picture.workflow == point.workflow for drawn in picture.maps]
    return next((drawn for drawn in maps if drawn.period == SINCE), None)


def _strips(drawn: ProcessMap | None, point: FrictionPoint) -> tuple[Markup, Markup]:
    if drawn is None:
        return Markup(""), Markup("")
    return (
        path_strip(drawn, point.step, point.symptom, WIDE),
        path_strip(drawn, point.step, point.symptom, NARROW),
    )


def _blockers(point: FrictionPoint) -> tuple[BlockerRow, ...]:
    given = point.probabilities or {point.blocker: point.probability}
    other = runner_up(point)
    notes: dict[BlockerKind, str] = {other[0]: said("runner-up")} if other else {}
    notes[point.blocker] = said("most likely")
    return tuple(
        BlockerRow(
            title=BLOCKERS[kind],
            means=BLOCKER_MEANS[kind],
            per_cent=per_cent(probability),
            width=f"{probability * 100:.1f}%",
            note=notes.get(kind, ""),
        )
        for kind, probability in sorted(given.items(), key=lambda pair: (pair[0] is not point.blocker, -pair[1]))
    )


def _loudest_first(piece: Evidence) -> tuple[bool, float]:
    return not piece.differs, -abs(piece.weight)


def _evidence(piece: Evidence) -> EvidenceRow:
    half = min(1.0, abs(piece.weight) / _FULL_WEIGHT) * 50
    against = piece.weight < 0
    return EvidenceRow(
        source=SOURCES[piece.source],
        says=kept(piece.says),
        speaks=strength(piece),
        weight=digits(f"{'−' if against else '+'}{abs(piece.weight):.1f}") if piece.points_to else "",
        left=f"{50 - half if against else 50:.1f}%",
        width=f"{half:.1f}%",
        against=against,
        confirms=piece.differs,
    )


def _watch(week: str, name: str, point: FrictionPoint, study: Study) -> WatchRow:
    measured = Measured.of(study, point.workflow)
    at_step = measured.estimate(name, step=point.step, cohort=point.cohort)
    now = at_step or measured.estimate(name, cohort=point.cohort)
    where = _HERE if at_step else _OVERALL if point.cohort.is_everyone else _IN_THIS_GROUP
    better = WATCH[name].better if name in WATCH else ""
    return WatchRow(
        week=week_said(week),
        title=watched(name),
        now=said(where, value=figure(now.value, now.unit), interval=interval(now)) if now else "",
        better={"up": said("▲ should rise"), "down": said("▼ should fall")}.get(better, ""),
    )
