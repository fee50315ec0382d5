"""What the form of a new intervention is filled in with: from a friction point, or as it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from desirepath.console.diagnoses.doors import Place
from desirepath.console.friction.reads import PointSeen, point_of
from desirepath.console.friction.shown import found_points
from desirepath.console.interventions.contents import cohort_text
from desirepath.console.interventions.words import kind_title
from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.friction_sentences import step_title
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.study import Study

LASTS = timedelta(days=60)
"""How long an intervention may be live unless another last day is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledIn:
    """The fields of the form as texts. `place` is workflow and step, parted by a stroke."""

    title: str = ""
    text: str = ""
    place: str = ""
    kind: str = ""
    blocker: str = ""
    cohort: str = ""
    design: str = "holdout"
    owner: str = ""
    expires_on: str = ""
    point: str = ""


def steps_of(study: Study) -> list[tuple[str, str]]:
    """Every step that there can be an intervention at, with the workflow where there are several."""
    several = len(study.workflows) > 1
    found = {
        f"{picture.workflow}/{step.step}": f"{picture.title}: {step.title}" if several else step.title
        for picture in study.workflows
        for drawn in picture.maps
        for step in drawn.steps
    }
    return list(found.items())


def from_point(place: Place, key: str, owner: str) -> FilledIn:
    """The form for a friction point; with owner and last day alone where there is none of this key."""
    begun = FilledIn(owner=owner, expires_on=(timezone.localdate() + LASTS).isoformat())
    found = next((one.point for one in found_points(place.found) if one.key == key), None)
    seen = point_of(place.rollout.id, key)
    if seen is None:
        return begun
    return _where(seen, begun) if found is None else _filled(found, place.found.study, _where(seen, begun))


def as_sent(given: Mapping[str, str]) -> FilledIn:
    """The form as it was sent."""
    return FilledIn(**{name: given.get(name, "") for name in FilledIn.__slots__})


def _where(seen: PointSeen, begun: FilledIn) -> FilledIn:
    return replace(begun, place=f"{seen.workflow}/{seen.step}", cohort=cohort_text(seen.cohort), point=seen.key)


def _filled(point: FrictionPoint, study: Study, begun: FilledIn) -> FilledIn:
    kind = intervention_catalogue().get(point.first_intervention)
    names = {"kind": kind_title(point.first_intervention), "step": step_title(study, point.workflow, point.step)}
    return replace(
        begun,
        title=(_("%(kind)s at “%(step)s”") % names)[:200],
        text=kind.does if kind else "",
        kind=point.first_intervention,
        blocker=point.blocker.value,
    )
