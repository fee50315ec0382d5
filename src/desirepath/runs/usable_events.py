"""What makes the events of a rollout unusable as a whole."""

from __future__ import annotations

from collections import Counter

import ibis.expr.types as ir

from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.warehouse.engines import AnyEngine

MOST_ACTIVITIES = 10_000


def no_events(file: str, reasons: Counter[str]) -> BadInput:
    """No row of the events can be used: why not, the commonest reasons first."""
    why = "; ".join(f"{rows:,} rows: {reason}" for reason, rows in reasons.most_common(3))
    what = f"there is no event that can be used{f' ({why})' if why else ''}"
    return BadInput(Mistake(code="no_events", what=what, mend="Is this the file?", file=file))


def nothing_collected(rollout_file: str) -> BadInput:
    """The rollout names no file of events, and no collector has brought any."""
    what = "no events have come in yet: the rollout file names no source of events, and its collector has brought none"
    mend = "Send some to the collector, or name a file of events under `sources`."
    return BadInput(Mistake(code="nothing_collected", what=what, mend=mend, file=rollout_file))


def refuse_too_many_activities(events: ir.Table, files: str, engine: AnyEngine) -> None:
    """Raise BadInput where the column of activities holds something else: ids, texts, times."""
    about = engine.fetch(events.agg(activities=events.activity.approx_nunique())).column("activities")[0].as_py()
    if about > MOST_ACTIVITIES:
        what = f"`activity` has about {about:,} different values, more than {MOST_ACTIVITIES:,}"
        mend = "Is it the right column? Activities are the few things that are done again and again."
        raise BadInput(Mistake(code="too_many_activities", what=what, mend=mend, file=files))
