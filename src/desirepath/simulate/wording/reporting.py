"""What people write when they tell of a way beside the system."""

from __future__ import annotations

NOTES = (
    "We keep this beside the system so that nothing gets lost.",
    "Everyone in our corner does it this way.",
    "I enter it later, when there is time.",
    "It was faster for the urgent ones.",
    "The other side cannot see our entries, so we send them a copy.",
    "Started in the first week and stayed.",
    "Both lists are filled in, to be safe.",
    "My predecessor set this up and it still works.",
    "Only for the difficult cases.",
    "We type everything over from there in the evening.",
)
