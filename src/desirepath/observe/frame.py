"""What a rollout's rows are held against."""

from __future__ import annotations

from desirepath.observe.cases import Frame
from desirepath.observe.local_time import DAY, microseconds, zone_between
from desirepath.observe.tables import Tables
from desirepath.vocabulary.rollout import Rollout


def frame_of(rollout: Rollout, tables: Tables) -> Frame:
    """What the rollout's rows are held against, as of its date or else up to and with its latest event."""
    as_of = microseconds(rollout.as_of) if rollout.as_of else tables.last_at + 1
    zone = zone_between(rollout.timezone, tables.first_at - 2 * DAY, max(tables.last_at, as_of) + 2 * DAY)
    return Frame(rollout=rollout, zone=zone, as_of=as_of)
