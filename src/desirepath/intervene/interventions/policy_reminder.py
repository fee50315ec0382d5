"""The required step, named just before it would be left out.

What it does
    When somebody is about to finish, send or hand on without the step, a line says that it is required, which cases
    it holds for, and leads to it with one click.

When it fits
    The approval or check is bypassed since go-live, and it is not the tool that stands in the way.

What it needs
    A point in the application at which the skip can be seen before it is done, and the rule for which cases need
    the step.

What may go wrong
    A reminder for cases that do not need the step teaches people to ignore it. Show it only where it is due, and
    stop when the step is taken.

Source
    Shojania and others, "The effects of on-screen, point of care computer reminders", 2009: small, real effects, at
    the moment of the decision.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="policy_reminder",
    title="Policy reminder where the step is skipped",
    addresses=BlockerKind.POLICY_AMBIGUITY,
    does="Before the step would be left out, a line says that it is required for this case and leads to it with one click.",
    needs=("a point where the skip shows before it is done", "the rule for which cases need the step"),
    effort="days",
    owner="adoption",
    risks=("Shown where it is not due, it is soon ignored.", "It blames people for a rule that contradicts another."),
    not_when="The step is skipped because an approver is missing or the old way is faster.",
    source="Shojania and others, 2009",
    symptoms={
        Symptom.APPROVAL_PATH_BYPASSED: 1.0,
        Symptom.DUPLICATE_HANDOFFS: 0.5,
        Symptom.EXCEPTIONS_RISING: 0.5,
        Symptom.COHORT_GAP: 0.5,
        Symptom.ABANDONMENT_AT_STEP: 0.3,
        Symptom.TICKET_SPIKE: 0.3,
    },
)
