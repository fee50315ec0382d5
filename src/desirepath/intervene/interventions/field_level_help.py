"""What one field wants, beside that field: meaning, format, an example.

What it does
    Next to the field stand its purpose in one line, the format, one right and one wrong example, and a message on
    error that says how to mend the entry.

When it fits
    Cases stop, fail or are asked about at a single required field, and those who get past it had to guess.

What it needs
    The rule that checks the field, five real entries that failed (without names), and a process owner who confirms
    what counts as right.

What may go wrong
    The help repeats the label in more words. If most people need it, the field is asked too early, or of the wrong
    person.

Source
    Wroblewski, "Web Form Design", 2008, on inline help and messages that say how to mend an entry.
"""

from __future__ import annotations

from desirepath.vocabulary.case import StepKind
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="field_level_help",
    title="Field-level help",
    addresses=BlockerKind.WORKFLOW_FRICTION,
    does="Beside the field stand its purpose, its format, one right and one wrong example, and an error message that says how to mend the entry.",
    needs=(
        "the rule that checks the field",
        "a few entries that failed, without names",
        "the process owner's word on what is right",
    ),
    effort="hours",
    owner="application",
    risks=("It repeats the label in more words.", "It makes a field bearable that nobody needs."),
    not_when="The step is no field, or people know the answer and are not allowed to enter it.",
    source='Wroblewski, "Web Form Design", 2008',
    symptoms={
        Symptom.ABANDONMENT_AT_STEP: 1.0,
        Symptom.EXCEPTIONS_RISING: 0.9,
        Symptom.TICKET_SPIKE: 0.9,
        Symptom.COHORT_GAP: 0.4,
        Symptom.APPROVAL_PATH_BYPASSED: 0.2,
        Symptom.DUPLICATE_HANDOFFS: 0.3,
    },
    step_kinds=(StepKind.FIELD,),
)
