"""All that a weekly review is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desirepath.prove.weekly.rules import is_live
from desirepath.vocabulary.effect import Proof
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.metric import Metric
from desirepath.vocabulary.plan45 import Recorded
from desirepath.vocabulary.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """This week's study and proofs. `before` is the study of the last review, `recorded` what was decided so far.

    `metrics` and `interventions` are the catalogues, by name.
    """

    study: Study
    proofs: tuple[Proof, ...] = ()
    before: Study | None = None
    recorded: tuple[Recorded, ...] = ()
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    interventions: Mapping[str, Intervention] = field(default_factory=dict)

    @property
    def live(self) -> tuple[Proof, ...]:
        """Interventions that people can still meet."""
        return tuple(one for one in self.proofs if is_live(one, self.study.as_of))
