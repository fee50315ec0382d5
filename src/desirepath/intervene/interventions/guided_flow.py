"""What support walks people through on the phone, done by the application.

What it does
    The task runs as a flow that asks one thing at a time, leaves out what does not apply, and checks each entry
    before the next.

When it fits
    Support talks people through the same screens again and again, or corrects the same entries afterwards.

What it needs
    A call listened to, with consent, the branches that support asks for, and an application that can lead or be
    led.

What may go wrong
    Old hands are slowed down; let them leave it. Two ways of doing the task drift apart.

Source
    Carroll and Carrithers, "Training Wheels in a User Interface", 1984.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="guided_flow",
    title="Guided flow",
    addresses=BlockerKind.SUPPORT_DEPENDENCY,
    does="The task asks one thing at a time, leaves out what does not apply, and checks each entry before the next.",
    needs=("the questions that support asks on the phone", "an application that can lead or be led"),
    effort="weeks",
    owner="application",
    risks=("It slows down those who know the task.", "It drifts apart from the form it leads through."),
    not_when="People ask about one thing only: then an answer is enough.",
    source='Carroll and Carrithers, "Training Wheels in a User Interface", 1984',
    symptoms={
        Symptom.EXCEPTIONS_RISING: 0.9,
        Symptom.DUPLICATE_HANDOFFS: 0.9,
        Symptom.TICKET_SPIKE: 0.8,
        Symptom.ABANDONMENT_AT_STEP: 0.7,
        Symptom.APPROVAL_PATH_BYPASSED: 0.5,
        Symptom.COHORT_GAP: 0.5,
    },
)
