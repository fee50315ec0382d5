"""Where a case met trouble, told from its events alone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from desirepath.simulate.activities import Activity
from desirepath.simulate.cases import VERDICTS, Cases
from desirepath.simulate.people import Flags
from desirepath.vocabulary.case import Verdict

STEPS = ("", "quote", "check", "manager", "budget", "order", "signature")
"""Steps by code; 0 is none."""
StepCodes = npt.NDArray[np.int8]


def is_abandoned(cases: Cases) -> Flags:
    """Which cases were given up by the end of the data."""
    abandoned: Flags = cases.verdict == VERDICTS.index(Verdict.ABANDONED)
    return abandoned


def given_up_at(cases: Cases) -> StepCodes:
    """The step at which each case on the new path was given up; 0 for all others."""
    next_steps = (
        (~cases.has(Activity.QUOTE), "quote"),
        (~cases.has(Activity.MANAGER, Activity.DIRECTOR), "manager"),
        (~(cases.has(Activity.BUDGET) & cases.has(Activity.SECURITY)), "budget"),
        (~cases.has(Activity.ORDER), "order"),
    )
    found = np.select(
        [missing for missing, _ in next_steps],
        [STEPS.index(step) for _, step in next_steps],
        0,
    )
    return np.where(is_abandoned(cases) & cases.is_new, found, 0).astype(np.int8)


def failed_at(cases: Cases) -> StepCodes:
    """The first step at which an attempt failed; 0 where none did."""
    failures = (
        (Activity.FIELD_REJECTED, "quote"),
        (Activity.CHECK_FAILED, "check"),
        (Activity.RETURNED, "manager"),
        (Activity.SENT_BACK, "signature"),
    )
    found = np.select(
        [cases.has(activity) for activity, _ in failures],
        [STEPS.index(step) for _, step in failures],
        0,
    )
    return found.astype(np.int8)
