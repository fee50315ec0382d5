"""Why the rule is there, in one sentence, where it has to be kept, with an example of a right entry.

What it does
    At the field, validation or approval, one sentence says what the rule protects and whom it concerns, and one
    example shows an entry that keeps it.

When it fits
    The rule is new, or newly checked, and people keep it wrongly or stop at it because they do not see what it is
    for.

What it needs
    The reason in the words of whoever owns the rule, and one example that passes and one that does not.

What may go wrong
    A reason that is not the true one is noticed. If nobody can say what the rule is for, ask for its end instead.

Source
    Langer, Blank and Chanowitz, "The Mindlessness of Ostensibly Thoughtful Action", 1978: a request with its reason
    is followed more often.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="reason_at_the_moment",
    title="The reason, at the moment of action",
    addresses=BlockerKind.POLICY_AMBIGUITY,
    does="Where the rule applies, one sentence says what it protects, and one example shows an entry that keeps it.",
    needs=("the true reason, from whoever owns the rule", "one example that passes and one that does not"),
    effort="hours",
    owner="process",
    risks=("A made-up reason costs trust.", "Long justifications go unread."),
    not_when="The rule is known and skipped all the same: then remind where it is skipped.",
    source="Langer, Blank and Chanowitz, 1978",
    symptoms={
        Symptom.EXCEPTIONS_RISING: 1.0,
        Symptom.ABANDONMENT_AT_STEP: 0.9,
        Symptom.COHORT_GAP: 0.7,
        Symptom.TICKET_SPIKE: 0.6,
        Symptom.DUPLICATE_HANDOFFS: 0.6,
        Symptom.APPROVAL_PATH_BYPASSED: 0.6,
    },
)
