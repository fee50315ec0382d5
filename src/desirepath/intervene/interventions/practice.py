"""The critical workflow rehearsed where mistakes cost nothing.

What it does
    Recorded screens of the workflow with made-up cases; people try, err, see what follows from it, and try again,
    alone and unmeasured by name.

When it fits
    Attempts fail since go-live, a mistake is dear or hard to undo, and the task comes too seldom to be learnt at
    work.

What it needs
    Screens of the current release, three to five made-up cases, and an hour in which nobody is disturbed.

What may go wrong
    Screens age with each release. Results are used to judge people; then nobody practises honestly.

Source
    Ericsson, Krampe and Tesch-Römer, "The Role of Deliberate Practice", 1993.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="practice",
    title="Practice in a simulation",
    addresses=BlockerKind.CAPABILITY_GAP,
    does="People rehearse the workflow on made-up cases, see what a mistake leads to, and try again.",
    needs=("screens of the current release", "three to five made-up cases", "an undisturbed hour"),
    effort="weeks",
    owner="adoption",
    risks=("Screens age with each release.", "Results are used to judge people."),
    not_when="The task is done daily: then guidance at work is quicker.",
    source="Ericsson, Krampe and Tesch-Römer, 1993",
    symptoms={
        Symptom.EXCEPTIONS_RISING: 0.9,
        Symptom.ABANDONMENT_AT_STEP: 0.5,
        Symptom.APPROVAL_PATH_BYPASSED: 0.4,
        Symptom.COHORT_GAP: 0.5,
        Symptom.DUPLICATE_HANDOFFS: 0.5,
        Symptom.TICKET_SPIKE: 0.3,
    },
)
