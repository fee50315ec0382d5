"""The map that was asked for beside the one before go-live, and what else can be chosen."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from desirepath.console.cohorts.choices import CohortGroup, cohort_groups, cohort_of_key, title_of
from desirepath.console.cohorts.held_back import HeldBack, held_back
from desirepath.console.look.per_language import cached_per_language
from desirepath.console.maps.asked import MapAsked
from desirepath.report.html.steps import MapView, map_view
from desirepath.report.measured import BASELINE
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.breakdowns import CohortMap
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.study import Study, WorkflowPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class MapChosen:
    """A map with its drawing."""

    found: CohortMap
    view: MapView


@dataclass(frozen=True, slots=True, kw_only=True)
class MapsChosen:
    """The maps of one cohort and period. `now` and `before` are None where they may not be shown.

    `cohort` is None where the one asked for is not among those that are shown; its `title` is empty for everyone.
    `periods` are those that everyone has a map of, `has_maps` are those of them that the cohort has.
    """

    study: Study
    picture: WorkflowPicture
    groups: tuple[CohortGroup, ...]
    cohort: Cohort | None
    title: str
    periods: tuple[str, ...]
    has_maps: frozenset[str]
    now: MapChosen | None
    before: MapChosen | None
    held: tuple[HeldBack, ...]

    @property
    def told_to(self) -> int:
        """The figures of maps are told to the nearest so many cases; their people to the nearest floor."""
        return max(self.study.smallest_group // 2, 1)

    @property
    def both(self) -> tuple[MapChosen, ...]:
        """The maps that are shown, the one asked for first."""
        return tuple(one for one in (self.now, self.before) if one)


def maps_chosen(found: KeptDiagnosis, asked: MapAsked) -> MapsChosen:
    """What the page shows. Raises Http404 for a workflow that the study has not."""
    return _chosen(found, asked.workflow, asked.cohort, asked.period)


@cached_per_language(maxsize=64)
def _chosen(found: KeptDiagnosis, workflow: str, key: str, period: str) -> MapsChosen:
    study = found.study
    picture = next((one for one in study.workflows if workflow in ("", one.workflow)), None)
    if picture is None:
        raise Http404
    mapped = {one.cohort: one.periods for one in found.breakdowns.maps if one.workflow == picture.workflow}
    cohort = cohort_of_key(key, (EVERYONE, *mapped))
    maps = {} if cohort is None else found.maps(picture.workflow, cohort)
    return MapsChosen(
        study=study,
        picture=picture,
        groups=cohort_groups(mapped, study.cuts),
        cohort=cohort,
        title="" if cohort is None else title_of(cohort),
        periods=tuple(one for one in mapped.get(EVERYONE, ()) if one != BASELINE),
        has_maps=frozenset(maps),
        now=None if period == BASELINE else _drawn(maps.get(period), picture.title),
        before=_drawn(maps.get(BASELINE), picture.title),
        held=() if cohort is None else held_back(found, picture.workflow, (cohort,)),
    )


def _drawn(found: CohortMap | None, title: str) -> MapChosen | None:
    return None if found is None else MapChosen(found=found, view=map_view(found.map, title))
