"""What the page sees, and what people tell of ways beside it: signs and reports, both since go-live."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.simulate.asking import AT
from desirepath.simulate.calendar import HOUR
from desirepath.simulate.loudness import REPORTS, SIGNS, Loudness
from desirepath.simulate.people import Codes
from desirepath.simulate.scene import Scene
from desirepath.simulate.sense import Blocker
from desirepath.simulate.stage import Planted
from desirepath.simulate.troubles import Troubles
from desirepath.simulate.wording.reporting import NOTES

SIGNS_SCHEMA = pa.schema(
    [
        ("at", AT),
        ("user_id", pa.string()),
        ("workflow", pa.string()),
        ("step", pa.string()),
        ("sign", pa.string()),
        ("count", pa.int64()),
    ]
)
REPORTS_SCHEMA = pa.schema(
    [
        ("at", AT),
        ("user_id", pa.string()),
        ("workflow", pa.string()),
        ("step", pa.string()),
        ("tool", pa.string()),
        ("note", pa.string()),
    ]
)
KINDS = (
    "hesitation",
    "repeated_error",
    "rage_click",
    "dead_click",
    "back_and_forth",
    "left_at_step",
    "help_opened",
    "bulk_copy",
    "bulk_export",
)
_USUALLY = (0.3, 0.15, 0.05, 0.1, 0.12, 0.12, 0.14, 0.01, 0.01)
_OF_BLOCKERS: Mapping[Blocker, tuple[float, ...]] = {
    "workflow_friction": (0.3, 0.36, 0.12, 0.04, 0.1, 0.05, 0.03, 0.0, 0.0),
    "policy_ambiguity": (0.46, 0.03, 0.01, 0.02, 0.26, 0.1, 0.12, 0.0, 0.0),
    "access_gap": (0.08, 0.16, 0.08, 0.46, 0.04, 0.16, 0.02, 0.0, 0.0),
    "capability_gap": (0.34, 0.14, 0.02, 0.04, 0.18, 0.06, 0.22, 0.0, 0.0),
    "support_dependency": (0.18, 0.05, 0.01, 0.03, 0.06, 0.07, 0.6, 0.0, 0.0),
}
_BESIDE = {"duplicate_handoffs": 0.45, "approval_path_bypassed": 0.15}
"""How often a sign of a friction with this symptom is bulk copy or export instead."""
_SEVERAL = 2.5
_NOT_COUNTED, _WITHOUT_STEP = 0.2, 0.1


def signs(troubles: Troubles, scene: Scene, dice: np.random.Generator) -> pa.RecordBatch:
    """Signs that the page saw: few anywhere, more where something slipped, most where a planted friction struck."""
    seen = _seen(troubles, scene, SIGNS, dice)
    kind = dice.choice(len(KINDS), len(seen), p=_USUALLY)
    for number, planted in enumerate(scene.stage.frictions, 1):
        here = np.flatnonzero(troubles.planted[seen] == number)
        kind[here] = _kinds_of(planted, len(here), dice)
    count = 1 + dice.poisson(np.where(troubles.planted[seen] > 0, _SEVERAL, 0.5))
    at = troubles.at[seen] - (dice.random(len(seen)) * HOUR / 6).astype(np.int64)
    order = np.argsort(at, kind="stable")
    return pa.RecordBatch.from_arrays(
        [
            pa.array(at[order], AT),
            scene.users.take(pa.array(troubles.person[seen][order])),
            *_where(troubles, seen[order], scene, dice),
            pa.array(KINDS).take(pa.array(kind[order])),
            pa.array(count[order], pa.int64(), mask=dice.random(len(seen)) < _NOT_COUNTED),
        ],
        schema=SIGNS_SCHEMA,
    )


def reports(troubles: Troubles, scene: Scene, dice: np.random.Generator) -> pa.RecordBatch:
    """Ways beside the system that people told of."""
    seen = _seen(troubles, scene, REPORTS, dice)
    tools = scene.stage.world.tools
    at = troubles.at[seen] + (dice.exponential(24.0, len(seen)) * HOUR).astype(np.int64)
    by_then = at < scene.stage.span.end
    seen, at = seen[by_then], at[by_then]
    order = np.argsort(at, kind="stable")
    silent = dice.random(len(seen)) < 0.4
    return pa.RecordBatch.from_arrays(
        [
            pa.array(at[order], AT),
            scene.users.take(pa.array(troubles.person[seen][order])),
            *_where(troubles, seen[order], scene, dice),
            pa.array(tools).take(pa.array(dice.integers(0, len(tools), len(seen)))),
            pc.cast(pa.array(NOTES).take(pa.array(dice.integers(0, len(NOTES), len(seen)), mask=silent)), pa.string()),
        ],
        schema=REPORTS_SCHEMA,
    )


def _seen(troubles: Troubles, scene: Scene, loudness: Loudness, dice: np.random.Generator) -> Codes:
    """The cases of which a source tells, by position."""
    if loudness.source not in scene.stage.sources or not troubles.is_new:
        return np.zeros(0, np.int32)
    chance = loudness.chance(troubles, scene.stage.frictions)
    seen = np.flatnonzero((dice.random(len(chance)) < chance) & (troubles.at > 0))
    return seen.astype(np.int32)


def _kinds_of(planted: Planted, number: int, dice: np.random.Generator) -> Codes:
    kind = dice.choice(len(KINDS), number, p=_OF_BLOCKERS[planted.blocker])
    beside = dice.random(number) < _BESIDE.get(planted.symptom, 0.0)
    kind[beside] = dice.integers(KINDS.index("bulk_copy"), len(KINDS), int(beside.sum()))
    if planted.symptom == "abandonment_at_step":
        kind[dice.random(number) < 0.2] = KINDS.index("left_at_step")
    return kind.astype(np.int32)


def _where(troubles: Troubles, seen: Codes, scene: Scene, dice: np.random.Generator) -> tuple[pa.Array, pa.Array]:
    workflow = pa.array(np.full(len(seen), scene.stage.world.workflow), pa.string())
    missing = dice.random(len(seen)) < _WITHOUT_STEP
    return workflow, pa.array(scene.stage.world.codes).take(pa.array(troubles.step[seen], mask=missing))
