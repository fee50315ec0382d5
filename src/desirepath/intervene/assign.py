"""Which arm of an intervention a person is in, without asking anybody: the same person always stands at the same place."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal, TypeAlias

Arm: TypeAlias = Literal["shown", "held_out"]
_BITS = 52
"""As many as a double holds beside its exponent, so that Python and pages agree to the last bit."""


def draw_of(guide: str, person: str) -> float:
    """Where the person stands in the guide's draw: 0 up to, but not, 1. `person` is their id as the application has it."""
    digits = sha256(f"{guide}\n{person}".encode()).hexdigest()[: _BITS // 4]
    return int(digits, 16) / float(2**_BITS)


def arm_of(guide: str, person: str, held_out: float) -> Arm:
    """The person's arm, where `held_out` is the share of people who are not shown the guide."""
    return "held_out" if draw_of(guide, person) < held_out else "shown"
