"""What to do with the case that does not fit, said where it turns up.

What it does
    The step names the two or three kinds of case for which the usual way does not work, and the agreed way for
    each: whom to hand it to, in which system, with what note.

When it fits
    Cases are returned, or done beside the system, because the path has no answer for them and everybody invents
    one.

What it needs
    A list of the odd cases of the last weeks, and a decision of the process owner on each kind.

What may go wrong
    An exception that is easy to choose becomes the usual way. Count how often it is taken, from the first day.

Source
    Alter, "Theory of Workarounds", 2014: a workaround answers an obstacle that the design does not know.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="exception_path_clarification",
    title="Exception path made clear",
    addresses=BlockerKind.WORKFLOW_FRICTION,
    does="The step lists the kinds of case that do not fit and, for each, where it goes, in which system, and with what note.",
    needs=("the odd cases of the last weeks, by kind", "the process owner's decision on each kind"),
    effort="days",
    owner="process",
    risks=("The exception becomes the usual way.", "Rare kinds make the list too long to read."),
    not_when="Nearly all cases are of the usual kind and still fail: then it is the step, not the exception.",
    source='Alter, "Theory of Workarounds", 2014',
    symptoms={
        Symptom.APPROVAL_PATH_BYPASSED: 0.9,
        Symptom.EXCEPTIONS_RISING: 0.8,
        Symptom.DUPLICATE_HANDOFFS: 0.7,
        Symptom.ABANDONMENT_AT_STEP: 0.4,
        Symptom.TICKET_SPIKE: 0.4,
        Symptom.COHORT_GAP: 0.3,
    },
)
