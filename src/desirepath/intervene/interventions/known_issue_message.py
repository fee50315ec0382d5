"""A line that says: we know, until when, and what to do meanwhile.

What it does
    At the step, and only while the gap lasts, a line tells what does not work, for whom, until when, and the agreed
    way round it. It goes by itself when the gap is closed.

When it fits
    A right, a connection or a role is missing for everyone since a certain day, and somebody is mending it.

What it needs
    A date from whoever mends it, the agreed way round, and an end date on the message.

What may go wrong
    It stays after the mend, or the date passes twice. Then nobody believes the next one.

Source
    Maister, "The Psychology of Waiting Lines", 1985: waits that are explained seem shorter.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="known_issue_message",
    title="Known-issue message",
    addresses=BlockerKind.ACCESS_GAP,
    does="While the gap lasts, a line at the step tells what does not work, until when, and the agreed way round it.",
    needs=("a date from whoever mends it", "an agreed way round", "an end date on the message"),
    effort="hours",
    owner="application",
    risks=("It outlives the gap.", "Its way round becomes a habit."),
    not_when="Nobody is mending it, or the gap is by design.",
    source='Maister, "The Psychology of Waiting Lines", 1985',
    symptoms={
        Symptom.ABANDONMENT_AT_STEP: 1.0,
        Symptom.TICKET_SPIKE: 0.9,
        Symptom.APPROVAL_PATH_BYPASSED: 0.6,
        Symptom.EXCEPTIONS_RISING: 0.9,
        Symptom.COHORT_GAP: 0.2,
        Symptom.DUPLICATE_HANDOFFS: 0.3,
    },
    suits="everyone",
)
