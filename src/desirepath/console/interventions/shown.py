"""What the backlog shows: interventions beside the friction they are against, the most urgent first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from desirepath.connectors.rollout_file import read_rollout
from desirepath.console.diagnoses.doors import Place
from desirepath.console.friction.keys import key_of
from desirepath.console.friction.shown import found_points
from desirepath.console.interventions.reads import InterventionSeen, interventions_of
from desirepath.console.interventions.words import kind_title
from desirepath.console.look.per_language import cached_per_language
from desirepath.report.friction_floor import impact_is_hidden
from desirepath.report.friction_sentences import step_title, who
from desirepath.report.friction_words import BLOCKERS, WATCH, watched
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.friction import BlockerKind, FrictionPoint
from desirepath.vocabulary.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The filters of the page; empty is all."""

    state: str = ""
    workflow: str = ""
    owner: str = ""
    blocker: str = ""

    def fits(self, one: InterventionSeen) -> bool:
        """Whether an intervention is one of those asked for."""
        pairs = ((self.state, one.state), (self.workflow, one.workflow), (self.blocker, one.blocker))
        return all(wanted in ("", given) for wanted, given in pairs) and self.owner in ("", one.owner or "nobody")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the backlog.

    `place` is its place in the order, None where the newest diagnosis has no friction there. `people` and `cases` are
    what the friction touches beyond what was to be expected; None below the floor.
    """

    seen: InterventionSeen
    place: int | None
    priority: float
    kind: str
    where: str
    workflow: str
    whom: str
    blocker: str
    risk: str
    is_known: bool
    people: int | None
    cases: int | None
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What is to be done and is done, by priority; and what is retired."""

    rows: tuple[Row, ...]
    retired: tuple[Row, ...]
    owners: tuple[str, ...]
    total: int


def shown_backlog(place: Place, asked: Asked) -> Backlog:
    """The backlog of a rollout, ordered by impact, volume and risk of the friction that each is against."""
    every = interventions_of(place.rollout.id)
    study = place.found.study if place.run is not None else None
    rows = [_row(one, study, place) for one in every]
    rows.sort(key=lambda row: (row.seen.state == "retired", -row.priority, row.seen.slug))
    numbered = [_placed(row, number) for number, row in enumerate(rows, start=1)]
    fitting = [row for row in numbered if asked.fits(row.seen)]
    folds = asked.state != "retired"
    return Backlog(
        rows=tuple(row for row in fitting if not folds or row.seen.state != "retired"),
        retired=tuple(row for row in fitting if folds and row.seen.state == "retired"),
        owners=tuple(sorted({one.owner for one in every if one.owner})),
        total=len(every),
    )


def risk_of(place: Place, workflow: str) -> str:
    """How risky the rollout file says a workflow is: high, medium or low; empty where that cannot be read."""
    return _risks(place.rollout.file, place.rollout.version).get(workflow, "")


@cached_per_language(maxsize=64)
def _risks(file: Path, version: int) -> Mapping[str, str]:
    del version  # a newer one is read anew
    try:
        return {one.id: one.risk.value for one in read_rollout(file).workflows}
    except BadInput:
        return {}


def friction_of(one: InterventionSeen, place: Place) -> FrictionPoint | None:
    """The friction point that an intervention is against, in the diagnosis shown; None where it has none there."""
    if place.run is None:
        return None
    key = one.friction_key or key_of(one.workflow, one.step, one.cohort)
    return next((found.point for found in found_points(place.found) if found.key == key), None)


def where_of(one: InterventionSeen, study: Study | None) -> tuple[str, str]:
    """Its step by title, and for whom it is."""
    if study is None:
        return one.step, str(one.cohort)
    return step_title(study, one.workflow, one.step), who(one.cohort, study.unit)


def expected_of(point: FrictionPoint | None) -> str:
    """Which measure should move first, and which way; empty where no friction is known."""
    measure = next((name for _week, name in sorted(point.watch.items())), "") if point is not None else ""
    if not measure:
        return ""
    better = WATCH[measure].better if measure in WATCH else ""
    says = {"up": _("%(measure)s should rise"), "down": _("%(measure)s should fall")}
    return says.get(better, "%(measure)s") % {"measure": watched(measure)}


def _row(one: InterventionSeen, study: Study | None, place: Place) -> Row:
    point = friction_of(one, place)
    hidden = point is None or study is None or impact_is_hidden(point, study)
    where, whom = where_of(one, study)
    pictures = study.workflows if study is not None and len(study.workflows) > 1 else ()
    return Row(
        seen=one,
        place=None,
        priority=0.0 if point is None else point.priority,
        kind=kind_title(one.kind),
        where=where,
        workflow=next((picture.title for picture in pictures if picture.workflow == one.workflow), ""),
        whom=whom,
        blocker=BLOCKERS[BlockerKind(one.blocker)] if one.blocker else "",
        risk=risk_of(place, one.workflow),
        is_known=point is not None,
        people=None if hidden or point is None or study is None or study.unit != "users" else point.impact.people,
        cases=None if hidden or point is None else point.impact.cases,
        expected=expected_of(point),
    )


def _placed(row: Row, number: int) -> Row:
    return replace(row, place=number) if row.is_known and row.seen.state != "retired" else row
