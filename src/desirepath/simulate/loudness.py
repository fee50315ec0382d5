"""How much each source tells of trouble: chances that somebody asks, answers, searches, or that the page sees a sign.

All are chances of a case: one without trouble, one in which something slipped or that was given up as usual, and
one that a planted friction struck.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from desirepath.simulate.people import Flags, Numbers
from desirepath.simulate.sense import BLOCKERS, Blocker, Symptom
from desirepath.simulate.stage import Planted
from desirepath.simulate.troubles import Troubles

CERTAIN = 1.0
USUAL_MIX = (0.28, 0.17, 0.1, 0.28, 0.17)
"""What people mean when nothing was planted: the blockers in their order."""
TO_THE_POINT = 0.8
"""How often what is said about a planted friction is about its blocker; else it is about whatever comes to mind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """One source: its chances, and by which factor a blocker makes it louder."""

    source: str
    anyone: float
    met: float
    struck: Mapping[Symptom, float]
    blockers: Mapping[Blocker, float]

    def chance(self, troubles: Troubles, frictions: tuple[Planted, ...]) -> Numbers:
        """The chance of each case."""
        usual = np.where(troubles.met, self.met, self.anyone)
        for number, planted in enumerate(frictions, 1):
            here = self.struck[planted.symptom]
            if here < CERTAIN:
                here = min(0.95, here * planted.loud[self.source] * self.blockers.get(planted.blocker, 1.0))
            usual = np.where(troubles.planted == number, here, usual)
        return usual


TICKETS = Loudness(
    source="tickets",
    anyone=0.012,
    met=0.07,
    struck={
        "abandonment_at_step": 0.28,
        "approval_path_bypassed": 0.12,
        "ticket_spike": CERTAIN,
        "exceptions_rising": 0.22,
        "cohort_gap": 0.22,
        "duplicate_handoffs": 0.16,
    },
    blockers={"support_dependency": 1.6, "access_gap": 1.3},
)
SEARCHES = Loudness(
    source="searches",
    anyone=0.02,
    met=0.1,
    struck={
        "abandonment_at_step": 0.32,
        "approval_path_bypassed": 0.2,
        "ticket_spike": 0.3,
        "exceptions_rising": 0.3,
        "cohort_gap": 0.25,
        "duplicate_handoffs": 0.2,
    },
    blockers={"policy_ambiguity": 1.4, "capability_gap": 1.6, "access_gap": 0.7},
)
ANSWERS = Loudness(
    source="answers",
    anyone=0.005,
    met=0.05,
    struck={
        "abandonment_at_step": 0.26,
        "approval_path_bypassed": 0.2,
        "ticket_spike": 0.2,
        "exceptions_rising": 0.24,
        "cohort_gap": 0.22,
        "duplicate_handoffs": 0.2,
    },
    blockers={},
)
SIGNS = Loudness(
    source="signs",
    anyone=0.03,
    met=0.2,
    struck={
        "abandonment_at_step": 0.6,
        "approval_path_bypassed": 0.35,
        "ticket_spike": 0.4,
        "exceptions_rising": 0.6,
        "cohort_gap": 0.4,
        "duplicate_handoffs": 0.5,
    },
    blockers={"policy_ambiguity": 0.7},
)
REPORTS = Loudness(
    source="reports",
    anyone=0.0008,
    met=0.002,
    struck={
        "abandonment_at_step": 0.03,
        "approval_path_bypassed": 0.14,
        "ticket_spike": 0.01,
        "exceptions_rising": 0.01,
        "cohort_gap": 0.02,
        "duplicate_handoffs": 0.18,
    },
    blockers={},
)


def voices(planted: np.ndarray, frictions: tuple[Planted, ...], dice: np.random.Generator) -> np.ndarray:
    """Which blocker each of these speaks of, as a position in BLOCKERS. `planted` holds numbers from 1, or 0."""
    voice = dice.choice(len(BLOCKERS), len(planted), p=USUAL_MIX)
    for number, friction in enumerate(frictions, 1):
        is_plain: Flags = (planted == number) & (dice.random(len(planted)) < TO_THE_POINT)
        voice[is_plain] = BLOCKERS.index(friction.blocker)
    return voice
