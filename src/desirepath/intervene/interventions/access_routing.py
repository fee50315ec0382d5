"""Missing rights go to who can grant them, not into a course.

What it does
    Requests and tickets on access at the step are recognised and go straight to the team that grants rights; the
    group's rights are compared with those of a group for which the step works.

When it fits
    Tickets on access pile up at support or with trainers, and people are taught what they are not allowed to do.

What it needs
    The words by which such tickets are known, the team that grants, and a comparison of both groups' rights.

What may go wrong
    Rights are granted too widely to be rid of the tickets. Let the process owner sign the difference.

Source
    Mager and Pipe, "Analyzing Performance Problems", 1970: first ask whether they could do it if they had to.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="access_routing",
    title="Access routed apart from training",
    addresses=BlockerKind.ACCESS_GAP,
    does="What is asked about access goes straight to the team that grants rights; whoever asked hears from it, not from a trainer.",
    needs=(
        "the words by which access tickets are known",
        "the team that grants rights",
        "the rights of a group for which it works",
    ),
    effort="days",
    owner="application",
    risks=("Rights are granted too widely.", "The duty to keep tasks apart is broken."),
    not_when="Rights are in order and people do not find what they may do.",
    source='Mager and Pipe, "Analyzing Performance Problems", 1970',
    symptoms={
        Symptom.TICKET_SPIKE: 1.0,
        Symptom.EXCEPTIONS_RISING: 0.8,
        Symptom.COHORT_GAP: 0.7,
        Symptom.ABANDONMENT_AT_STEP: 0.6,
        Symptom.APPROVAL_PATH_BYPASSED: 0.5,
        Symptom.DUPLICATE_HANDOFFS: 0.7,
    },
)
