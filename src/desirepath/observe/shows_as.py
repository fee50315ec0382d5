"""In which counts of cases a symptom shows: the one place that says so."""

from __future__ import annotations

from collections.abc import Mapping

from desirepath.vocabulary.signal import Symptom

SHOWS_AS: Mapping[Symptom, tuple[tuple[str, ...], str]] = {
    Symptom.ABANDONMENT_AT_STEP: (("stuck", "slow"), "entered"),
    Symptom.COHORT_GAP: (("stuck", "slow"), "entered"),
    Symptom.APPROVAL_PATH_BYPASSED: (("bypassed",), "ended"),
    Symptom.DUPLICATE_HANDOFFS: (("doubled",), "entered"),
    Symptom.EXCEPTIONS_RISING: (("slipped",), "entered"),
}
"""The counts of `step_tallies.OF_STEPS`, and of which cases. A spike of tickets shows in no case."""
ATTEMPTS = (("failed", "denied"), "entered")
"""What is counted at a step where the symptom itself shows in none: attempts that did not succeed."""
