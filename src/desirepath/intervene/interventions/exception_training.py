"""The odd case, learnt by doing it wrong once where that is safe.

What it does
    A short exercise on the kinds of case that are returned: recognise it, choose the way that is meant for it, say
    what to write down.

When it fits
    The usual case goes well, and what is returned at a check, an approval or a handoff are the unusual ones.

What it needs
    The returned cases of the last weeks by kind, without names, and the agreed way for each.

What may go wrong
    People are trained on a path that nobody has agreed. Settle it first with the process owner.

Source
    Keith and Frese, "Effectiveness of Error Management Training", 2008.
"""

from __future__ import annotations

from desirepath.vocabulary.case import StepKind
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="exception_training",
    title="Exception-path training",
    addresses=BlockerKind.CAPABILITY_GAP,
    does="A short exercise lets people recognise the odd case, choose the way meant for it, and note what is needed.",
    needs=("returned cases by kind, without names", "the agreed way for each kind"),
    effort="weeks",
    owner="adoption",
    risks=("It teaches a path that nobody agreed on.", "It makes rare cases seem usual."),
    not_when="Usual cases fail too.",
    source="Keith and Frese, 2008",
    symptoms={
        Symptom.EXCEPTIONS_RISING: 1.0,
        Symptom.DUPLICATE_HANDOFFS: 0.9,
        Symptom.APPROVAL_PATH_BYPASSED: 0.5,
        Symptom.TICKET_SPIKE: 0.4,
        Symptom.COHORT_GAP: 0.4,
        Symptom.ABANDONMENT_AT_STEP: 0.3,
    },
    step_kinds=(
        StepKind.APPROVAL,
        StepKind.VALIDATION,
        StepKind.HANDOFF,
    ),
)
