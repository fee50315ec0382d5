"""What people said, read: at which step, how likely about this work, and of which kind of reason it speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desirepath.observe.step_tallies import Counts
from desirepath.observe.voices import Flags

Floats: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The rows of one table (`voices.Voices`), read.

    `row` is the person's row of the tallies, `step` the number of the step, -1 where they are not known. `amount` is
    how often, weighed by how likely the text is about the changed work at all; `shares` has a column for each kind
    of blocker, 0 throughout where nothing can be read. `labels` are what the table itself says of each row.
    """

    table: str
    row: Counts
    step: Counts
    is_since: Flags
    day: Counts
    amount: Floats
    shares: Floats
    labels: tuple[str, ...]

    def at(self, step: int, *, since: bool) -> Flags:
        """Which rows are of a step and a span, of persons who are known."""
        return np.asarray((self.row >= 0) & (self.step == step) & (self.is_since == since))

    def by_row(self, chosen: Flags, rows: int, weight: Floats | None = None) -> Floats:
        """How often each row of the tallies said one of the chosen; `weight` counts parts of it."""
        amount = self.amount[chosen] if weight is None else self.amount[chosen] * weight[chosen]
        return np.bincount(self.row[chosen], weights=amount, minlength=rows).astype(np.float64)

    @property
    def reaches_back(self) -> bool:
        """Whether the table has rows from before go-live."""
        return bool(np.any(~self.is_since))


HeardByTable: TypeAlias = Mapping[str, Heard]
