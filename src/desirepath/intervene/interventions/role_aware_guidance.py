"""Guidance that shows each group what it can see and do, and nothing else.

What it does
    The guidance at the step differs by role or region: which buttons this group has, which parts others do, and who
    that is.

When it fits
    One group does worse than the others because its screens or rights differ from those that the instructions show.

What it needs
    The rights of each role as they are set up, not as planned, and screens of the group concerned.

What may go wrong
    It hides a missing right instead of asking for it. Rights change; the guidance needs an owner who hears of it.

Source
    Sandhu and others, "Role-Based Access Control Models", 1996.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="role_aware_guidance",
    title="Role-aware guidance",
    addresses=BlockerKind.ACCESS_GAP,
    does="The guidance shows what this role can see and do at the step, and who does the rest.",
    needs=("the rights of each role as they are set up", "screens as the group sees them"),
    effort="days",
    owner="adoption",
    risks=("It explains away a right that people should have.", "It ages with every change of roles."),
    not_when="Everyone is stopped alike: then the right is missing or broken, not the explanation.",
    source='Sandhu and others, "Role-Based Access Control Models", 1996',
    symptoms={
        Symptom.COHORT_GAP: 1.0,
        Symptom.ABANDONMENT_AT_STEP: 0.5,
        Symptom.APPROVAL_PATH_BYPASSED: 0.5,
        Symptom.TICKET_SPIKE: 0.4,
        Symptom.EXCEPTIONS_RISING: 0.6,
        Symptom.DUPLICATE_HANDOFFS: 0.6,
    },
    suits="cohort",
)
