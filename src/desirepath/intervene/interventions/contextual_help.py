"""Help that knows where you are and who you are at work.

What it does
    The help opens on the step at hand and shows what concerns this role and this kind of case first; everything
    else is one search away.

When it fits
    Help exists, and people at the step leave it unread because it answers a hundred things besides theirs.

What it needs
    Answers marked with step and role, and the step's id on the page.

What may go wrong
    Too narrow a filter hides the answer. Always leave a search over all.

Source
    Sellen and Nicol, "Building User-centered On-line Help", 1990.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="contextual_help",
    title="Help tied to step, role and task",
    addresses=BlockerKind.SUPPORT_DEPENDENCY,
    does="Help opens on the step at hand, what concerns this role first, all else one search away.",
    needs=("answers marked with step and role", "the step's id on the page"),
    effort="days",
    owner="adoption",
    risks=("Too narrow a filter hides the answer.", "Marks are not kept up."),
    not_when="There is nothing written yet that could be shown.",
    source='Sellen and Nicol, "Building User-centered On-line Help", 1990',
    symptoms={
        Symptom.ABANDONMENT_AT_STEP: 1.0,
        Symptom.COHORT_GAP: 1.0,
        Symptom.TICKET_SPIKE: 0.7,
        Symptom.APPROVAL_PATH_BYPASSED: 0.6,
        Symptom.EXCEPTIONS_RISING: 0.6,
        Symptom.DUPLICATE_HANDOFFS: 0.6,
    },
)
