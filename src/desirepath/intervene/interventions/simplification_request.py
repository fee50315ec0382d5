"""Evidence to the owner of the application or the process, with a proposal to drop, merge or reorder.

What it does
    The owner gets one page: the step, how many cases it costs, how long the old way took beside the new one, what
    people said, and one proposal. The people at the step are told that it was sent, and what was answered.

When it fits
    Many people fail at the same step, or go round it because the old way is faster. No guidance makes a needless
    step needed.

What it needs
    Measured times of both ways, the count of cases and hours, and an owner who has to answer by a date.

What may go wrong
    It takes weeks, and nothing else is done meanwhile; ship guidance beside it. A request without figures is a
    complaint.

Source
    Hammer, "Reengineering Work: Don't Automate, Obliterate", 1990.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="simplification_request",
    title="Request to simplify the step",
    addresses=BlockerKind.WORKFLOW_FRICTION,
    does="Nothing changes at the step at once; its owner gets the figures and one proposal, and the people there see that it was sent and answered.",
    needs=("time and cases lost at the step", "how long the old way took", "an owner who answers by a date"),
    effort="weeks",
    owner="process",
    risks=("Nothing else happens while it waits.", "It is turned down where a control is the reason for the step."),
    not_when="One cohort alone struggles while others do the same step without trouble.",
    source='Hammer, "Reengineering Work: Don\'t Automate, Obliterate", 1990',
    symptoms={
        Symptom.ABANDONMENT_AT_STEP: 0.3,
        Symptom.APPROVAL_PATH_BYPASSED: 0.4,
        Symptom.TICKET_SPIKE: 0.2,
        Symptom.EXCEPTIONS_RISING: 0.3,
        Symptom.COHORT_GAP: 0.1,
        Symptom.DUPLICATE_HANDOFFS: 0.5,
    },
)
