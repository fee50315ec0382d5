"""Rows in which an analyst says what texts are about, and what each of them teaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desirepath.language.examples import Example, own
from desirepath.language.place import Place
from desirepath.language.words import words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLabel:
    """A text and what an analyst says of it: a label, where it belongs, its theme; None says nothing."""

    text: str
    label: str | None = None
    place: Place | None = None
    theme: str | None = None


def taught_labels(rows: Sequence[OwnLabel]) -> tuple[Example, ...]:
    """What the rows teach a classifier; they outweigh the shipped seeds."""
    return tuple(own(row.text, row.label) for row in rows if row.label)


def taught_places(rows: Sequence[OwnLabel]) -> tuple[tuple[str, Place], ...]:
    """What the rows teach a map of steps."""
    return tuple((row.text, row.place) for row in rows if row.place)


def given_themes(texts: Sequence[str], rows: Sequence[OwnLabel]) -> tuple[str | None, ...]:
    """The analyst's theme for each of the texts that has one; texts of the same words are the same text.

    Where two rows contradict each other, the later one holds.
    """
    theme_of = {tuple(words_of(row.text)): row.theme for row in rows if row.theme}
    return tuple(theme_of.get(tuple(words_of(text))) for text in texts)
