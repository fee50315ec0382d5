"""What a pack is made from, and short names for what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desirepath.report.friction_sentences import who_inside
from desirepath.report.sentence_parts import short_name
from desirepath.report.wording import metric_title, words
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.design import Design
from desirepath.vocabulary.effect import Proof, Shipped
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.metric import Metric
from desirepath.vocabulary.plan45 import Plan45, Recorded, Register
from desirepath.vocabulary.rollout import HourlyCost
from desirepath.vocabulary.study import Study

_NAME, LONGEST_LABEL = 80, 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogues:
    """The facts of metrics, designs and interventions by name."""

    metrics: Mapping[str, Metric]
    designs: Mapping[str, Design]
    interventions: Mapping[str, Intervention]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSource:
    """A study, the proofs of its interventions, what people keep beside it, and what an hour of work costs.

    `minutes` are the hands-on minutes of a case done right, by workflow; `plan` is None where nobody worked it out.
    """

    study: Study
    proofs: tuple[Proof, ...]
    catalogues: Catalogues
    register: Register = field(default_factory=Register)
    plan: Plan45 | None = None
    minutes: Mapping[str, float] = field(default_factory=dict)
    hourly_cost: HourlyCost | None = None

    @property
    def workflows(self) -> tuple[tuple[str, str], ...]:
        """Id and short title of each workflow, in the order of the rollout file."""
        return tuple((one.workflow, short_name(one.title, _NAME)) for one in self.study.workflows)

    def if_several(self, title: str) -> str:
        """The title of a workflow where there are several; empty where there is one, as then it goes without saying."""
        return title if len(self.study.workflows) > 1 else ""

    def workflow_title(self, workflow: str) -> str:
        """The short title of a workflow, or its id in words."""
        return dict(self.workflows).get(workflow, short_name(words(workflow), _NAME))

    def step_title(self, workflow: str, step: str) -> str:
        """The short title of a step, or its id in words."""
        for picture in self.study.workflows:
            for one in (step_ for drawn in picture.maps for step_ in drawn.steps):
                if (picture.workflow, one.step) == (workflow, step):
                    return short_name(one.title, LONGEST_LABEL)
        return short_name(words(step), LONGEST_LABEL)

    def cohort_name(self, cohort: Cohort) -> str:
        """A cohort inside a sentence, short enough for a line."""
        return short_name(who_inside(cohort, self.study.unit), _NAME)

    def metric_title(self, metric: str) -> str:
        """The title of a metric."""
        return metric_title(metric, self.catalogues.metrics)

    def recorded(self, shipped: Shipped) -> Recorded | None:
        """The last decision that was taken on an intervention."""
        return max(
            (one for one in self.register.recorded if one.intervention == shipped.id),
            key=lambda one: one.on,
            default=None,
        )


def label(text: str) -> str:
    """A name as it stands at a chart or in a cell."""
    return short_name(text, LONGEST_LABEL)
