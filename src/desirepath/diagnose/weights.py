"""The table of weights: how much each mark of the evidence speaks for each blocker. A process owner can read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from desirepath.observe.heard import Floats
from desirepath.vocabulary.friction import BlockerKind

FITTED, SET = "weights.tsv", "weights_of_trials.tsv"


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds: `of_marks` has a row for each mark, a column for each blocker; a mark that is not in it says nothing."""

    of_marks: Mapping[str, Floats]

    def of(self, marks: Mapping[str, float]) -> Floats:
        """What some marks add to the log-odds of each blocker."""
        nothing = np.zeros(len(BlockerKind))
        return np.asarray(sum((value * self.of_marks.get(mark, nothing) for mark, value in marks.items()), nothing))


@cache
def shipped_weights() -> Weights:
    """The weights that come with the program: those that are fitted, and those of what was tried, which are set."""
    return Weights({**_read(FITTED), **_read(SET)})


def _read(file: str) -> dict[str, Floats]:
    lines = (files(__package__) / file).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    header = rows[0][1:]
    column = [header.index(kind.value) for kind in BlockerKind]
    return {row[0]: np.array([float(row[1 + place]) for place in column]) for row in rows[1:]}
