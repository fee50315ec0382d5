"""Small words of the five languages: those that say nothing alone, and those that stand beside a name."""

from __future__ import annotations

from functools import cache
from importlib import resources

from desirepath.language.words import words_of

STOP = "stop"
GREETING, TITLE = "greeting", "title"
"""What follows is a name, however it is written."""
CLOSING, BESIDE = "closing", "beside"
"""What follows is a name if it begins with a capital."""
DETERMINER = "determiner"
"""What follows is hardly ever a name."""


@cache
def listed(kind: str) -> frozenset[str]:
    """The words of a kind in all languages, folded. Raises KeyError for an unknown kind."""
    return _lists()[kind]


@cache
def _lists() -> dict[str, frozenset[str]]:
    file = resources.files("desirepath.language").joinpath("word_lists.tsv")
    found: dict[str, set[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        kind, _, words = line.split("\t")
        found.setdefault(kind, set()).update(words_of(words))
    return {kind: frozenset(words) for kind, words in found.items()}
