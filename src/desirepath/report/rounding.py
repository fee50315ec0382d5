"""Numbers for documents: finite, and short enough that two machines write the same text."""

from __future__ import annotations

from math import isfinite


def rounded(number: float) -> float:
    """The number to six decimals; zero has no sign. Raises ValueError where it is not finite."""
    if not isfinite(number):
        raise ValueError(f"{number} cannot stand in a document")
    return round(float(number), 6) + 0.0
