"""Figures as they read, in the language of whoever reads."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from desirepath.report.wording import FEW


def number(value: float | None, places: int = 0) -> str:
    """A number with separators; one that is hidden is `few`."""
    if value is None:
        return _(FEW)
    return number_format(round(value, places), places, use_l10n=True, force_grouping=True)


def pairs(values: Iterable[str]) -> list[tuple[str, str]]:
    """Each value with itself as its name, for a choice."""
    return [(value, value) for value in values]


FILTERS = {"number": number, "pairs": pairs}
