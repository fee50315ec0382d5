"""What a kit is made of: a study, or only the titles of what it is about, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desirepath.report.wording import counted, day, day_since, words
from desirepath.vocabulary.friction import BlockerKind, FrictionPoint
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.rollout import Rollout
from desirepath.vocabulary.study import Study, WorkflowPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A workflow by its titles. `steps` holds each step's title by its id, in the order of the path."""

    workflow: str
    title: str
    steps: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What both files show. Without a `study` the kit is blank; `title` is empty where no rollout is named."""

    title: str
    work: tuple[Work, ...]
    interventions: Mapping[str, Intervention]
    study: Study | None = None

    @property
    def is_blank(self) -> bool:
        return self.study is None

    @property
    def points(self) -> tuple[FrictionPoint, ...]:
        """The friction points by rank."""
        return self.study.friction_points if self.study else ()

    def workflow_title(self, workflow: str) -> str:
        """The title of a workflow, or its id in words."""
        return next((work.title for work in self.work if work.workflow == workflow), words(workflow))

    def step_title(self, point: FrictionPoint) -> str:
        """The title of a friction point's step, or its id in words."""
        for work in self.work:
            if work.workflow == point.workflow and point.step in work.steps:
                return work.steps[point.step]
        return words(point.step)

    def intervention_title(self, name: str) -> str:
        """The title of an intervention, or its name in words."""
        return self.interventions[name].title if name in self.interventions else words(name).capitalize()

    def facts(self) -> str:
        """As of when, and under which floor; empty in a blank kit."""
        if self.study is None:
            return ""
        study = self.study
        parts = (
            f"Went live {day(study.go_live, study.timezone)}",
            f"as of {day(study.as_of, study.timezone)}",
            day_since(study.go_live, study.as_of, study.timezone),
            f"no group of fewer than {study.smallest_group} {'people' if study.unit == 'users' else 'cases'} is shown",
        )
        return " · ".join(parts)

    def verdict(self) -> str:
        """What was found, in one sentence; empty in a blank kit."""
        if self.study is None:
            return ""
        tested = f"{self.study.tested:,} comparisons" if self.study.tested else "everything that was compared"
        if not self.points:
            return f"No friction point stands out of {tested}. The kit can still be filled in by hand."
        sure = sum(point.standing == "confirmed" for point in self.points)
        return (
            f"{counted(len(self.points), 'friction point')} out of {tested}: {sure} confirmed by two sources or more."
        )


def filled_kit(study: Study, interventions: Mapping[str, Intervention]) -> Kit:
    """The kit of a study."""
    work = tuple(
        Work(workflow=picture.workflow, title=picture.title, steps=_steps(picture)) for picture in study.workflows
    )
    return Kit(title=study.title, work=work, interventions=interventions, study=study)


def blank_kit(rollout: Rollout | None, interventions: Mapping[str, Intervention]) -> Kit:
    """A kit to be filled in by hand. Of a rollout, only titles are taken."""
    if rollout is None:
        return Kit(title="", work=(), interventions=interventions)
    work = tuple(
        Work(workflow=one.id, title=one.title, steps={step.id: step.title for step in one.steps})
        for one in rollout.workflows
    )
    return Kit(title=rollout.title, work=work, interventions=interventions)


def runner_up(point: FrictionPoint) -> tuple[BlockerKind, float] | None:
    """The second most probable blocker; None where the others are not told."""
    others = [(share, blocker) for blocker, share in point.probabilities.items() if blocker is not point.blocker]
    if not others:
        return None
    order = tuple(BlockerKind)
    share, blocker = max(others, key=lambda other: (other[0], -order.index(other[1])))
    return blocker, share


def _steps(picture: WorkflowPicture) -> dict[str, str]:
    return {step.step: step.title for one in picture.maps for step in one.steps}
