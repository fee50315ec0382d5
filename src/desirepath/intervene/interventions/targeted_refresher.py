"""Fifteen minutes for the cohort at highest risk, on the one thing that goes wrong.

What it does
    The cohort meets the two mistakes that cost it most, does each once the right way, and gets a second, shorter
    round a week later.

When it fits
    One group asks about or misses the same task while others do it well, and walking through it in the tool did not
    do.

What it needs
    The two commonest mistakes of the group, a slot in its working day, and a date for the second round.

What may go wrong
    It is sent to everyone because that is simpler, and taken as a reproach. Once is not enough: what is not
    repeated is forgotten.

Source
    Cepeda and others, "Distributed practice in verbal recall tasks", 2006: spaced rounds hold better than one.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="targeted_refresher",
    title="Targeted refresher",
    addresses=BlockerKind.CAPABILITY_GAP,
    does="The cohort gets fifteen minutes on its two commonest mistakes, and a shorter second round a week later.",
    needs=("the two commonest mistakes of the cohort", "a slot in its working day", "a date for the second round"),
    effort="days",
    owner="adoption",
    risks=("It is taken as a reproach.", "It is forgotten without a second round."),
    not_when="Everyone is concerned, or the step itself is hard.",
    source="Cepeda and others, 2006",
    symptoms={
        Symptom.TICKET_SPIKE: 1.0,
        Symptom.EXCEPTIONS_RISING: 0.8,
        Symptom.COHORT_GAP: 0.8,
        Symptom.DUPLICATE_HANDOFFS: 0.6,
        Symptom.APPROVAL_PATH_BYPASSED: 0.6,
        Symptom.ABANDONMENT_AT_STEP: 0.6,
    },
    suits="cohort",
)
