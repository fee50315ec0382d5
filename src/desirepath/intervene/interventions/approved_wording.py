"""One wording of the rule, in the application, the help and the answers of support.

What it does
    Labels, messages, help texts and support answers say the rule in the same words, those of the process owner;
    older wordings are taken down.

When it fits
    Tickets gather round one rule, and people quote different versions of it.

What it needs
    The process owner's text in plain language, a search for every place that tells the rule, and somebody who may
    change each of them.

What may go wrong
    A legal text is copied instead of a plain one. One forgotten page keeps the old rule alive.

Source
    ISO 24495-1:2023, plain language: readers find what they need, understand it and can use it.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="approved_wording",
    title="Wording as the owner approved it",
    addresses=BlockerKind.POLICY_AMBIGUITY,
    does="Labels, messages, help and support all tell the rule in the same plain words; older wordings are gone.",
    needs=(
        "the owner's text in plain language",
        "a list of all places that tell the rule",
        "a person who may change them",
    ),
    effort="days",
    owner="process",
    risks=("A legal text takes the place of a plain one.", "One forgotten page keeps the old rule alive."),
    not_when="There is one wording and people know it, but not what it is for.",
    source="ISO 24495-1:2023",
    symptoms={
        Symptom.TICKET_SPIKE: 0.9,
        Symptom.COHORT_GAP: 0.5,
        Symptom.DUPLICATE_HANDOFFS: 0.4,
        Symptom.EXCEPTIONS_RISING: 0.6,
        Symptom.ABANDONMENT_AT_STEP: 0.4,
        Symptom.APPROVAL_PATH_BYPASSED: 0.4,
    },
)
