"""What the form of a new intervention is filled in with: from a friction point, or as it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from desirepath.console.diagnoses.doors import Place
from desirepath.console.friction.shown import found_points, page_of
from desirepath.console.friction.reads import point_of
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


def from_point(place: Place, key: str) -> FilledIn:
    """The form for a friction point of the diagnosis shown; with nothing but its last day where there is none."""
    last = (timezone.localdate() + LASTS).isoformat()
    point = next((one.point for one in found_points(place.found) if one.key == key), None)
    return FilledIn(expires_on=last) if point is None else _for(point, place.found.study, key, last)


def as_sent(given: Mapping[str, str]) -> FilledIn:
    """The form as it was sent."""
    return FilledIn(**{name: given.get(name, "") for name in FilledIn.__slots__})


def _for(point: FrictionPoint, study: Study, key: str, last: str) -> FilledIn:
    kind = intervention_catalogue().get(point.first_intervention)
    names = {"kind": kind_title(point.first_intervention), "step": step_title(study, point.workflow, point.step)}
    return FilledIn(
        title=(_("%(kind)s at “%(step)s”") % names)[:200],
        text=kind.does if kind else "",
        place=f"{point.workflow}/{point.step}",
        kind=point.first_intervention,
        blocker=point.blocker.value,
        cohort=cohort_text(point.cohort),
        expires_on=last,
        point=key,
    )
