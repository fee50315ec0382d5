"""What one made-up intervention came to under one way of reading it, and many of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One replication. Effects are differences of shares; less is better, as of abandonment.

    `held_always`: the interval held the truth on every day it was read; `held_at_end`: on the last. `error` is the
    last estimate less the truth. `helped_on` and `harmed_on` are the first days (from 1) on which the interval lay
    wholly on the good, or the bad side; None where it never did.
    """

    held_always: bool
    held_at_end: bool
    error: float
    helped_on: int | None
    harmed_on: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Many runs of one setting: a design, what happens in it, the true effect, and who reads it."""

    design: str
    setting: str
    truth: float
    reader: str
    runs: Sequence[Run]

    @property
    def held_always(self) -> float:
        return float(np.mean([run.held_always for run in self.runs]))

    @property
    def held_at_end(self) -> float:
        return float(np.mean([run.held_at_end for run in self.runs]))

    @property
    def bias(self) -> float:
        return float(np.mean([run.error for run in self.runs]))

    @property
    def helped(self) -> float:
        return float(np.mean([run.helped_on is not None for run in self.runs]))

    @property
    def harmed(self) -> float:
        return float(np.mean([run.harmed_on is not None for run in self.runs]))

    @property
    def days_until_told(self) -> float | None:
        """The median day on which it was told, on either side; those never told count as later than all."""
        days = sorted(min(run.helped_on or 10**6, run.harmed_on or 10**6) for run in self.runs)
        middle = float(np.median(days))
        return middle if middle < 10**6 else None
