"""What the sentences of a review are made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desirepath.report.friction_sentences import step_title
from desirepath.report.sentence_parts import Part, short_name
from desirepath.vocabulary.design import Design
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.metric import Metric
from desirepath.vocabulary.review import ReviewItem
from desirepath.vocabulary.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The study that the review is of, and the catalogues by name."""

    study: Study
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    interventions: Mapping[str, Intervention] = field(default_factory=dict)
    designs: Mapping[str, Design] = field(default_factory=dict)

    def step(self, item: ReviewItem) -> Part:
        """The title of the item's step, as a name from the data."""
        return Part(short_name(step_title(self.study, item.workflow, item.step or "")), is_name=True)

    def workflow(self, name: str) -> str:
        """The title of a workflow."""
        return next((short_name(one.title) for one in self.study.workflows if one.workflow == name), short_name(name))
