"""What pages keep back for now: a cohort whose newer figures would tell of too few people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desirepath.vocabulary.cohort import Cohort


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The figures of a cohort that are still those of an earlier diagnosis, known until `since`.

    `span` is "since_go_live" or "baseline". They are renewed once enough people's work in it has changed.
    """

    workflow: str
    cohort: Cohort
    span: str
    since: datetime
