"""What the pages of friction points show: what a diagnosis found, beside what is done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desirepath.console.diagnoses.doors import Place
from desirepath.console.diagnoses.reads import found_in, run_of
from desirepath.console.friction.keys import key_of
from desirepath.console.friction.reads import PointSeen, points_of
from desirepath.console.look.per_language import cached_per_language
from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.friction_sentences import quiet, step_title, who
from desirepath.report.html.friction_page import FrictionPage, friction_pages
from desirepath.report.html.friction_points import FrictionRow, friction_row
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One friction point as a diagnosis found it."""

    key: str
    point: FrictionPoint
    row: FrictionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One line of the list. `seen` is None where the diagnosis shown is an older one that was never followed."""

    found: Found
    seen: PointSeen | None

    @property
    def state(self) -> str:
        return "open" if self.seen is None else self.seen.state


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A friction point that the diagnosis shown does not have."""

    seen: PointSeen
    where: str
    whom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListShown:
    """The list: by rank, those dismissed, those gone; where nothing was found, why that can be believed."""

    lines: tuple[Listed, ...]
    dismissed: tuple[Listed, ...]
    gone: tuple[Gone, ...]
    workflows: tuple[tuple[str, str], ...]
    quiet_title: str
    quiet: str


def shown_list(place: Place, state: str, workflow: str) -> ListShown:
    """The list of the diagnosis that the page stands on, of one state and one workflow where these are given."""
    study = place.found.study
    known = {one.key: one for one in points_of(place.rollout.id)}
    every = [Listed(found=one, seen=known.pop(one.key, None)) for one in found_points(place.found)]
    fitting = [one for one in every if workflow in ("", one.found.point.workflow) and state in ("", one.state)]
    folds = state != "dismissed"
    gone = (one for one in known.values() if workflow in ("", one.workflow) and state in ("", one.state))
    silence = quiet(study)
    return ListShown(
        lines=tuple(one for one in fitting if not folds or one.state != "dismissed"),
        dismissed=tuple(one for one in fitting if folds and one.state == "dismissed"),
        gone=tuple(_gone(one, study) for one in gone),
        workflows=tuple((picture.workflow, picture.title) for picture in study.workflows),
        quiet_title="" if every else silence.title,
        quiet="" if every else silence.because,
    )


@cached_per_language(maxsize=16)
def found_points(found: KeptDiagnosis) -> tuple[Found, ...]:
    """The friction points of a diagnosis by rank."""
    study, catalogue = found.study, intervention_catalogue()
    return tuple(
        Found(
            key=key_of(point.workflow, point.step, point.cohort),
            point=point,
            row=friction_row(point, study, catalogue),
        )
        for point in sorted(study.friction_points, key=lambda one: one.rank)
    )


def page_of(place: Place, key: str, seen: PointSeen | None) -> FrictionPage | None:
    """The page as the diagnosis shown has it, else as the last one that had it; None where that is lost."""
    here = _pages(place.found).get(key) if place.run is not None else None
    if here is not None or seen is None:
        return here
    last = run_of(place.rollout.id, seen.last_run)
    if last is None or last.state != "done":
        return None
    try:
        return _pages(found_in(last)).get(key)
    except BadInput:  # what it found cannot be read any more
        return None


def is_shown(place: Place, key: str) -> bool:
    """Whether the diagnosis that the page stands on has the friction point."""
    return place.run is not None and any(one.key == key for one in found_points(place.found))


@cached_per_language(maxsize=16)
def _pages(found: KeptDiagnosis) -> Mapping[str, FrictionPage]:
    pages = friction_pages(found.study, intervention_catalogue())
    return {one.key: page for one, page in zip(found_points(found), pages, strict=True)}


def _gone(seen: PointSeen, study: Study) -> Gone:
    return Gone(seen=seen, where=step_title(study, seen.workflow, seen.step), whom=who(seen.cohort, study.unit))
