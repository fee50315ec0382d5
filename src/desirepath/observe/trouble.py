"""One trouble: a step, and the people who have it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.signal import Symptom


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A symptom at the step of this number. `members` says which rows of the tallies are of the cohort."""

    step: int
    symptom: Symptom
    cohort: Cohort
    members: npt.NDArray[np.bool_]
