"""Two or three lines at the step where work stops, and where to go next.

What it does
    At the one step that loses cases, the page says what is asked here, what to have at hand, what comes next, and
    which system keeps the record. It opens by itself the first times, and can be called up later.

When it fits
    The step can be done but is laid out so that people stop at it: an order they do not expect, a choice without a
    hint, a handoff whose other side is not seen.

What it needs
    The step's id on the page, ten minutes with somebody who does it well, and the application owner's word that the
    step stays as it is for the coming month.

What may go wrong
    Guidance is stacked on a step that ought to be mended, and everyone clicks it away. Keep it to one screen; take
    it down when the step is simplified.

Source
    Carroll, "The Nurnberg Funnel", 1990: short instruction, tied to the task at hand, is used; manuals are not.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="step_guidance",
    title="Step guidance",
    addresses=BlockerKind.WORKFLOW_FRICTION,
    does="At the step, a short box says what is asked, what to have at hand, which system keeps the record, and what comes next.",
    needs=(
        "a place on the page that can be told apart",
        "a person who does the step well, for ten minutes",
        "the application owner's yes",
    ),
    effort="hours",
    owner="adoption",
    risks=("It covers up a step that should be simplified.", "It is clicked away when it opens too often."),
    not_when="The trouble is one field's format, or the old way is plainly faster: then help the field, or ask for a simpler step.",
    source='Carroll, "The Nurnberg Funnel", 1990',
    symptoms={
        Symptom.ABANDONMENT_AT_STEP: 0.8,
        Symptom.DUPLICATE_HANDOFFS: 0.9,
        Symptom.TICKET_SPIKE: 0.7,
        Symptom.COHORT_GAP: 0.8,
        Symptom.APPROVAL_PATH_BYPASSED: 0.5,
        Symptom.EXCEPTIONS_RISING: 0.5,
    },
)
