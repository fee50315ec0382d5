"""The task shown step by step in the application, as this role does it.

What it does
    A walkthrough of the one task that goes wrong, in the live system, with the cases and words of this role; it can
    be left at any point and started again.

When it fits
    People want to do it right, the tool lets them, and they have not done it often enough to know how.

What it needs
    The task as an experienced colleague of the same role does it, and steps that can be told apart on the page.

What may go wrong
    It becomes a crutch, or shows a way that differs from the approved one. Watch whether people go on without it.

Source
    Gery, "Electronic Performance Support Systems", 1991.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="task_guidance",
    title="Role-based guidance for the task",
    addresses=BlockerKind.CAPABILITY_GAP,
    does="A walkthrough leads through the one task in the live system, in the words and cases of this role.",
    needs=("the task as an experienced colleague does it", "steps that can be told apart on the page"),
    effort="days",
    owner="adoption",
    risks=("People lean on it and do not learn.", "It shows another way than the approved one."),
    not_when="People could do it last month: then something else has changed.",
    source='Gery, "Electronic Performance Support Systems", 1991',
    symptoms={
        Symptom.ABANDONMENT_AT_STEP: 1.0,
        Symptom.COHORT_GAP: 1.0,
        Symptom.APPROVAL_PATH_BYPASSED: 0.9,
        Symptom.TICKET_SPIKE: 0.7,
        Symptom.DUPLICATE_HANDOFFS: 0.8,
        Symptom.EXCEPTIONS_RISING: 0.5,
    },
)
