"""How the figures of an effect read: differences with their sign, bounds, levels."""

from __future__ import annotations

from desirepath.report.spoken import said
from desirepath.report.wording import difference, difference_alone, figure, has_its_unit, is_share
from desirepath.vocabulary.effect import Effect


def gap(value: float, unit: str) -> str:
    """A difference with sign and unit: `−8.1 points` of a share, `+0.12 per case` of a count."""
    return with_unit(gap_alone(value, unit), unit)


def with_unit(number: str, unit: str) -> str:
    """A difference that was written without the unit beside it, with it."""
    return number if has_its_unit(unit) else f"{number} {said(unit)}"


def gap_alone(value: float, unit: str) -> str:
    """A difference where its unit stands beside it, unless it is points or days: `−8.1 points`, `+0.12`."""
    return difference(_rounded(value, unit), unit)


def _rounded(value: float, unit: str) -> float:
    return round(value, 3 if is_share(unit) else 2) + 0.0


def between(low: float, high: float, unit: str) -> str:
    """Two bounds, the unit once: `between −2.0 and +3.1 points`."""
    return said("between %(low)s and %(high)s", low=_number(low, unit), high=gap(high, unit))


def between_alone(effect: Effect) -> str:
    """The bounds of an effect without a unit: `between −11.9 and −4.3`."""
    low, high = (_number(bound, effect.unit) for bound in (effect.low, effect.high))
    return said("between %(low)s and %(high)s", low=low, high=high)


def bounds(low: float, high: float, unit: str) -> str:
    """Two bounds where the unit stands beside them: `−11.9 to −4.3`."""
    return said("%(low)s to %(high)s", low=_number(low, unit), high=_number(high, unit))


def _number(bound: float, unit: str) -> str:
    return difference_alone(_rounded(bound, unit), unit)


def level(value: float, unit: str) -> str:
    """A level: `14.2%` of a share, `0.42` of a count."""
    return figure(value, unit).replace("-", "−")
