"""What is the same for all pieces of a rollout: the layouts of both eras, and the codes that its rows are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from desirepath.simulate.calendar import DAY
from desirepath.simulate.friction_walks import trying_at
from desirepath.simulate.layout import Layout, layout_of
from desirepath.simulate.people import Rota, user_ids
from desirepath.simulate.stage import Stage
from desirepath.vocabulary.case import Outcome

_PATIENCE_SHARE = 5 / 7
"""The longest wait of a case that goes on, as a share of the days after which it counts as abandoned."""
OUTCOMES = (Outcome.OK, *(one for one in Outcome if one is not Outcome.OK))
CHANNELS = ("app", "email")


@dataclass(frozen=True, kw_only=True)
class Era:
    """Before go-live, or since: the layout of its cases, who begins them, and each place's codes."""

    layout: Layout
    rota: Rota
    is_new: bool
    activity: npt.NDArray[np.uint8]
    outcome: npt.NDArray[np.uint8]
    channel: npt.NDArray[np.uint8]
    by: npt.NDArray[np.uint8]
    """0 the starter, 1 the starter's boss, 2 somebody of the desk."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A stage, made ready for drawing. `labels` are the activities by code; the first is none."""

    stage: Stage
    labels: tuple[str, ...]
    texts: dict[tuple[str, str, int], str] = field(default_factory=dict)
    """Texts that were made before: the same ones come again and again."""

    @cached_property
    def before(self) -> Era:
        return self._era(is_new=False)

    @cached_property
    def since(self) -> Era:
        return self._era(is_new=True)

    @cached_property
    def users(self) -> pa.Array:
        """The ids of all people."""
        return user_ids(len(self.stage.people))

    @property
    def patience(self) -> int:
        """How long a case may be idle before it counts as abandoned, in microseconds."""
        return self.stage.world.idle_days * DAY

    @property
    def longest_wait(self) -> int:
        """The longest wait of a case that goes on: whatever is under way at the end is not yet abandoned."""
        return int(self.patience * _PATIENCE_SHARE)

    def _era(self, *, is_new: bool) -> Era:
        stage = self.stage
        parts = stage.world.path if is_new else stage.world.before
        layout = layout_of(stage.world, parts, trying_at(stage.frictions) if is_new else {})
        renamed = stage.renamed if is_new else {}
        says = [renamed.get(place.step, place.says) if _is_own(stage, place.step, place.says) else place.says
                for place in layout.places]  # fmt: skip
        return Era(
            layout=layout,
            rota=Rota(stage.people, is_new=is_new),
            is_new=is_new,
            activity=np.array([self.labels.index(one) for one in says], np.uint8),
            outcome=np.array([OUTCOMES.index(place.outcome) for place in layout.places], np.uint8),
            channel=np.array([place.sort == "mail" for place in layout.places], np.uint8),
            by=np.array([("starter", "boss", "desk").index(place.by) for place in layout.places], np.uint8),
        )


def scene_of(stage: Stage) -> Scene:
    """The scene of a stage."""
    world = stage.world
    labels = [
        "",
        *(step.says for step in world.steps),
        *(slip.says for _, slip in world.slips() if slip.says),
        *(world.outside, world.withdrawn, world.reminder, world.note),
        *stage.renamed.values(),
    ]
    return Scene(stage=stage, labels=tuple(dict.fromkeys(labels)))


def _is_own(stage: Stage, step_id: str, says: str) -> bool:
    """Whether a place is told by the step's own activity, the one that may have another name since go-live."""
    return bool(step_id) and says == stage.world.step(step_id).says
