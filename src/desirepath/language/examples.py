"""Labelled texts: the seeds that are shipped, and those that an analyst hands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

LANGUAGES = ("en", "de", "fr", "es", "nl")
NONE = "none"
"""The label of texts that have nothing to do with the change: outages, hardware, thanks."""
_RARE_WEIGHT = 8.0
OWN_WEIGHT = 8.0
"""How many shipped seeds one label of an analyst outweighs."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what it was judged to be about; `weight` is how much it counts beside one shipped seed."""

    text: str
    label: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Seed:
    """A shipped seed. `label` or `background` is empty where the text does not speak for it."""

    language: str
    label: str
    background: str
    text: str


def own(text: str, label: str) -> Example:
    """A label of an analyst, which outweighs the shipped seeds."""
    return Example(text, label, OWN_WEIGHT)


@cache
def shipped_seeds() -> tuple[Seed, ...]:
    """The seeds of all languages, one file a language, in the order of the files."""
    return tuple(seed for language in LANGUAGES for seed in _seeds_in(language))


def blocker_examples() -> tuple[Example, ...]:
    """The shipped seeds as examples of the five blockers and of `none`."""
    return tuple(Example(seed.text, seed.label) for seed in shipped_seeds() if seed.label)


def background_examples() -> tuple[Example, ...]:
    """The shipped seeds as examples of background reasons; most of them speak for none."""
    return tuple(
        Example(seed.text, seed.background, _RARE_WEIGHT) if seed.background else Example(seed.text, NONE)
        for seed in shipped_seeds()
    )


def _seeds_in(language: str) -> Iterator[Seed]:
    file = resources.files("desirepath.language").joinpath("seeds", f"{language}.tsv")
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        label, background, text = line.split("\t")
        yield Seed(language, label, background, text)
