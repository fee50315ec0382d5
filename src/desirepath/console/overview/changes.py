"""What changed between two studies of one rollout: friction points that came, went or grew, and figures that moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from desirepath.report.comparison import Change, change
from desirepath.report.measured import Measured
from desirepath.report.wording import HEADLINES, metric_title
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.metric import Metric
from desirepath.vocabulary.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class PointChange:
    """A friction point that is "new", "gone", "confirmed" since, or "grown" by half or more in cases."""

    kind: str
    point: FrictionPoint
    before: FrictionPoint | None


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


def key_of(point: FrictionPoint) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """What makes a friction point the same in two studies: its workflow, step and cohort."""
    return point.workflow, point.step, point.cohort.pairs


def _points(before: Study, now: Study) -> Iterator[PointChange]:
    earlier = {key_of(point): point for point in before.friction_points}
    for point in now.friction_points:
        was = earlier.pop(key_of(point), None)
        if was is None:
            yield PointChange(kind="new", point=point, before=None)
        elif was.standing != point.standing and point.standing == "confirmed":
            yield PointChange(kind="confirmed", point=point, before=was)
        elif point.impact.cases >= 1.5 * max(was.impact.cases, 1):
            yield PointChange(kind="grown", point=point, before=was)
    for was in earlier.values():
        yield PointChange(kind="gone", point=was, before=was)


def _figures(before: Study, now: Study, metrics: Mapping[str, Metric]) -> Iterator[FigureChange]:
    for picture in now.workflows:
        here, there = Measured.of(now, picture.workflow), Measured.of(before, picture.workflow)
        for name in HEADLINES:
            is_now, was = here.estimate(name), there.estimate(name)
            if is_now and was:
                moved = change(is_now, was, metrics.get(name))
                if moved.tone != "flat":
                    yield FigureChange(title=metric_title(name, metrics), workflow=picture.title, change=moved)
