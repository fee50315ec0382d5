"""What changed between two studies of one rollout: friction points that came, went or grew, and figures that moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from desirepath.console.friction.keys import key_of
from desirepath.report.comparison import Change, change
from desirepath.report.friction_sentences import step_title, who
from desirepath.report.measured import Measured
from desirepath.report.wording import HEADLINES, metric_title
from desirepath.vocabulary.friction import FrictionPoint, Standing
from desirepath.vocabulary.metric import GROWS_WITH_TIME, Metric
from desirepath.vocabulary.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class PointChange:
    """A friction point that is "new", "gone", "confirmed" since, or "grown" by half or more in cases.

    `key` is that of its page; `where` and `who` are its step and its cohort in words.
    """

    kind: str
    point: FrictionPoint
    key: str
    where: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A headline figure beside what it was."""

    title: str
    workflow: str
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed since `since`."""

    since: datetime
    points: tuple[PointChange, ...]
    figures: tuple[FigureChange, ...]


def changes_between(before: Study, now: Study, metrics: Mapping[str, Metric]) -> Changes:
    """The changes from the one to the other; a figure stands only where it can be told apart from what it was."""
    return Changes(
        since=before.as_of, points=tuple(_points(before, now)), figures=tuple(_figures(before, now, metrics))
    )


def _points(before: Study, now: Study) -> Iterator[PointChange]:
    earlier = {_key(point): point for point in before.friction_points}
    for point in now.friction_points:
        was = earlier.pop(_key(point), None)
        if was is None:
            yield _changed("new", point, now)
        elif was.standing != point.standing and point.standing is Standing.CONFIRMED:
            yield _changed("confirmed", point, now)
        elif point.impact.cases >= 1.5 * max(was.impact.cases, 1):
            yield _changed("grown", point, now)
    for was in earlier.values():
        yield _changed("gone", was, before)


def _key(point: FrictionPoint) -> str:
    return key_of(point.workflow, point.step, point.cohort)


def _changed(kind: str, point: FrictionPoint, study: Study) -> PointChange:
    return PointChange(
        kind=kind,
        point=point,
        key=_key(point),
        where=step_title(study, point.workflow, point.step),
        who=who(point.cohort, study.unit),
    )


def _figures(before: Study, now: Study, metrics: Mapping[str, Metric]) -> Iterator[FigureChange]:
    for picture in now.workflows:
        here, there = Measured.of(now, picture.workflow), Measured.of(before, picture.workflow)
        for name in HEADLINES:
            if name in GROWS_WITH_TIME:  # more since go-live than a week ago, whatever changed
                continue
            is_now, was = here.estimate(name), there.estimate(name)
            if is_now and was:
                moved = change(is_now, was, metrics.get(name))
                if moved.tone != "flat":
                    yield FigureChange(title=metric_title(name, metrics), workflow=picture.title, change=moved)
