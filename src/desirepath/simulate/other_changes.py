"""Other changes that people go through at the same time: the change load."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from desirepath.simulate.calendar import DAY, span_of
from desirepath.simulate.plan import SimulationPlan
from desirepath.simulate.stage import OtherChange, Stage
from desirepath.simulate.worlds import world_named
from desirepath.vocabulary.cohort import Cohort

CHANGES_SCHEMA = pa.schema(
    [("at", pa.timestamp("us", "UTC")), ("title", pa.string()), ("application", pa.string()), ("cohort", pa.string())]
)
TITLES = (
    ("New sign-in with a second factor", "Sign-in"),
    ("Telephones move to the desktop", "Telephony"),
    ("Office suite updated", "Office"),
    ("Time sheets get a new mask", "Time sheets"),
    ("Shared drives are moved", "Files"),
    ("Printers are replaced", "Printing"),
    ("New intranet start page", "Intranet"),
    ("Travel booking changes provider", "Travel"),
)


def usual_changes(plan: SimulationPlan, dice: np.random.Generator) -> tuple[OtherChange, ...]:
    """One to four changes somewhere in the span, some of them for one region only."""
    regions = world_named(plan.world).staff.regions
    chosen = dice.choice(len(TITLES), int(dice.integers(1, 5)), replace=False)
    return tuple(
        OtherChange(
            day=float(dice.uniform(-plan.baseline_days, plan.days_after)),
            title=TITLES[number][0],
            application=TITLES[number][1],
            cohort=_somebody(tuple(region.name for region in regions), dice),
        )
        for number in chosen.tolist()
    )


def _somebody(regions: tuple[str, ...], dice: np.random.Generator) -> Cohort:
    if dice.random() < 0.6:
        return Cohort()
    return Cohort((("region", regions[int(dice.integers(len(regions)))]),))


def changes(stage: Stage) -> pa.RecordBatch:
    """The rows of the changes table, in the order of time."""
    go_live = span_of(stage.plan).go_live
    rows = sorted(stage.changes, key=lambda change: change.day)
    return pa.RecordBatch.from_arrays(
        [
            pa.array([go_live + int(change.day * DAY) for change in rows], CHANGES_SCHEMA.field("at").type),
            pa.array([change.title for change in rows], pa.string()),
            pa.array([change.application for change in rows], pa.string()),
            pa.array([";".join(f"{name}={value}" for name, value in change.cohort.pairs) or None for change in rows]),
        ],
        schema=CHANGES_SCHEMA,
    )
