"""Which cases go to a person at once, and which do not.

What it does
    Support and the application share one short list: what is a true exception, who takes it, within what time; all
    else is answered where it arises.

When it fits
    Cases are handed to support that nobody there can decide, and real exceptions wait among questions of use.

What it needs
    Two weeks of handed-on cases by kind, and one deciding person for each kind of exception.

What may go wrong
    The rules serve to turn people away. Watch the time of true exceptions, not only the fewer tickets.

Source
    Axelos, "ITIL Foundation, ITIL 4 edition", 2019, on escalation.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="escalation_rules",
    title="Escalation rules for true exceptions",
    addresses=BlockerKind.SUPPORT_DEPENDENCY,
    does="A true exception is taken at once by the person who can decide it; other questions are answered where they arise.",
    needs=("handed-on cases of two weeks by kind", "a deciding person for each kind of exception"),
    effort="days",
    owner="process",
    risks=("They serve to turn people away.", "The list of exceptions grows until it is the rule."),
    not_when="Nearly everything that is asked is a question of use.",
    source='Axelos, "ITIL Foundation, ITIL 4 edition", 2019',
    symptoms={
        Symptom.APPROVAL_PATH_BYPASSED: 0.9,
        Symptom.EXCEPTIONS_RISING: 0.7,
        Symptom.DUPLICATE_HANDOFFS: 0.8,
        Symptom.TICKET_SPIKE: 0.6,
        Symptom.ABANDONMENT_AT_STEP: 0.4,
        Symptom.COHORT_GAP: 0.4,
    },
)
