"""Figures as pages write them, without signs, separators and units."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from desirepath.report.wording import is_share
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.figure import Figure

Numbers: TypeAlias = frozenset[str]


def counts(numbers: Iterable[int | None]) -> Numbers:
    """Counts; those that are hidden are none."""
    return frozenset(str(number) for number in numbers if number is not None)


def shares(values: Iterable[float]) -> Numbers:
    """Shares in per cent."""
    return frozenset(form for value in values for form in _rounded(value * 100, (".1f", ".0f")))


def amounts(values: Iterable[float]) -> Numbers:
    """Days, hours, rates and the like."""
    return frozenset(form for value in values for form in _rounded(value, (".2f", ".1f", ".0f")))


def of_result(result: Estimate | NotEnoughData) -> Numbers:
    """What is said of a result: its value, its interval and its size, or what is missing."""
    if isinstance(result, NotEnoughData):
        return counts((result.observed, result.needed))
    figures = (result.value, result.low, result.high)
    return (shares if is_share(result.unit) else amounts)(figures) | counts([result.n])


def of_figure(figure: Figure) -> Numbers:
    """What is said of a figure that was worked out of others: its value, its interval and its size."""
    known = [one for one in (figure.value, figure.low, figure.high) if one is not None]
    return (shares if is_share(figure.unit) else amounts)(known) | counts([figure.n])


def _rounded(value: float, forms: tuple[str, ...]) -> Iterable[str]:
    for form in forms:
        text = format(abs(value), form)
        yield text
        if form == ".1f" and text in ("0.0", "100.0"):
            yield text.removesuffix(".0")
