"""Cohorts to choose from, by their cut, and a chosen one found again by how an address writes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desirepath.report.wording import words
from desirepath.vocabulary.cohort import TENURE_BANDS, Cohort

_BANDS = [name for name, _ in TENURE_BANDS]


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortOption:
    """One cohort of a choice; `key` is how an address writes it."""

    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortGroup:
    """The cohorts of one cut."""

    title: str
    options: tuple[CohortOption, ...]


def cohort_groups(cohorts: Iterable[Cohort], cuts: Sequence[str]) -> tuple[CohortGroup, ...]:
    """The cohorts that one pair picks out, in the order of the cuts; tenure from new to old, others by name."""
    values: dict[str, set[str]] = {cut: set() for cut in cuts}
    for cohort in cohorts:
        if len(cohort.pairs) == 1:
            cut, value = cohort.pairs[0]
            values.setdefault(cut, set()).add(value)
    return tuple(
        CohortGroup(
            title=words(cut).capitalize(),
            options=tuple(CohortOption(key=key_of(Cohort(((cut, one),))), title=one) for one in in_order(found)),
        )
        for cut, found in values.items()
        if found
    )


def in_order(values: Iterable[str]) -> tuple[str, ...]:
    """The values of a cut as they are listed everywhere."""
    found = set(values)
    if found <= set(_BANDS):
        return tuple(band for band in _BANDS if band in found)
    return tuple(sorted(found, key=lambda value: (value.casefold(), value)))


def key_of(cohort: Cohort) -> str:
    """A cohort as an address writes it: `role=buyer`; everyone is empty."""
    return ";".join(f"{cut}={value}" for cut, value in cohort.pairs)


def cohort_of_key(key: str, cohorts: Iterable[Cohort]) -> Cohort | None:
    """The one of these cohorts that an address names, or None: what is not offered is not told from what is not there."""
    return next((cohort for cohort in cohorts if key_of(cohort) == key), None)


def title_of(cohort: Cohort) -> str:
    """A cohort in words: `role buyer`; empty for everyone, whom each page names in the reader's language."""
    return ", ".join(f"{words(cut)} {value}" for cut, value in cohort.pairs)
