"""Answers to the questions that come most, found before a ticket is written.

What it does
    The panel in the application offers short answers to the three questions that are asked most, found by the words
    people use, and asks whether that settled it.

When it fits
    Tickets rise in one category, the same people ask again, and support answers with the same text each time.

What it needs
    The three commonest questions in people's own words, the answer that support gives, and somebody who keeps it
    current.

What may go wrong
    It hides the way to a person, or counts every visit as an answer. Count only what was not asked again.

Source
    Consortium for Service Innovation, "KCS v6 Practices Guide", 2016.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="self_help",
    title="Self-help on the top repeat drivers",
    addresses=BlockerKind.SUPPORT_DEPENDENCY,
    does="The panel in the application answers the commonest questions in people's own words, and asks whether that settled it.",
    needs=("the commonest questions in people's words", "the answers support gives", "a keeper of the answers"),
    effort="days",
    owner="adoption",
    risks=("It hides the way to a person.", "Visits are counted as answers."),
    not_when="The questions are all different, or are about a fault.",
    source='Consortium for Service Innovation, "KCS v6 Practices Guide", 2016',
    symptoms={
        Symptom.TICKET_SPIKE: 1.0,
        Symptom.ABANDONMENT_AT_STEP: 0.6,
        Symptom.COHORT_GAP: 0.6,
        Symptom.EXCEPTIONS_RISING: 0.4,
        Symptom.APPROVAL_PATH_BYPASSED: 0.4,
        Symptom.DUPLICATE_HANDOFFS: 0.3,
    },
)
