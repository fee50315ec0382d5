"""For whoever is stopped: whom to turn to, with one click, and by when there is an answer.

What it does
    The message that refuses says why, names the team that can grant the right, opens the request with step and case
    filled in, and tells when an answer comes.

When it fits
    People reach the step, are refused, and stop or go another way because the refusal leads nowhere.

What it needs
    A team that answers, a time that it can keep, and a deputy for approvers who are away.

What may go wrong
    The path leads to a queue that nobody reads. Measure the time to an answer, not the number of requests.

Source
    Axelos, "ITIL Foundation, ITIL 4 edition", 2019, on service requests.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="escalation_path",
    title="Escalation path for the blocked",
    addresses=BlockerKind.ACCESS_GAP,
    does="The refusal says why, who can grant the right, and opens the request with step and case filled in.",
    needs=("a team that answers", "a time it can keep", "a deputy for absent approvers"),
    effort="days",
    owner="application",
    risks=("It leads to a queue that nobody reads.", "It grows into the usual way to get rights."),
    not_when="The gap is known and will be closed on a date: then say so.",
    source='Axelos, "ITIL Foundation, ITIL 4 edition", 2019',
    symptoms={
        Symptom.ABANDONMENT_AT_STEP: 0.9,
        Symptom.APPROVAL_PATH_BYPASSED: 0.9,
        Symptom.EXCEPTIONS_RISING: 0.5,
        Symptom.TICKET_SPIKE: 0.6,
        Symptom.COHORT_GAP: 0.5,
        Symptom.DUPLICATE_HANDOFFS: 0.6,
    },
)
