"""Takes out of a text what may point to a person or a case, before anything of it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from desirepath.language.gap import GAP
from desirepath.language.word_lists import BESIDE, CLOSING, GREETING, TITLE, listed
from desirepath.language.words import fold

_EDGES = ".,;:!?\"'`()[]{}<>«»„“”‘’…*|-–—"
_POINTER = re.compile(r"[\d@_\\]|://|^www\.|\w\.\w|\w/\w", re.IGNORECASE)
"""Mail and page addresses, user names, and whatever has a digit in it: orders, cases, accounts, dates, amounts."""
_LONGEST_SIGNATURE = 4
_LONGEST_FAREWELL = 4
_LONGEST_GROUP = 4


def scrub(text: str) -> str:
    """The text without addresses, numbers, codes, signatures and the names beside greetings, titles and farewells.

    Names in the middle of a sentence are not known here: `plain_words.py` finds those by how a whole corpus writes
    them, and nothing is ever shown that fewer people than the floor have used.
    """
    tokens = [token for line in _without_signature(text.splitlines()) for token in (*line.split(), "\n")]
    pointers = list(map(_points, tokens))
    kept = (GAP if hidden else token for token, hidden in zip(tokens, _between(tokens, pointers), strict=True))
    return " ".join(_without_names(kept)).replace(" \n ", "\n").strip()


def _without_signature(lines: list[str]) -> list[str]:
    """The lines up to a farewell near the end; what stands below it is a signature."""
    for number in range(max(len(lines) - _LONGEST_SIGNATURE - 1, 1), len(lines)):
        words = [_plain(token) for token in lines[number].split()]
        if 0 < len(words) <= _LONGEST_FAREWELL and not listed(CLOSING).isdisjoint(words):
            return [*lines[:number], GAP]
    return lines


def _between(tokens: list[str], pointers: list[bool]) -> list[bool]:
    """Short groups of capitals between two groups with digits belong to them, as in an account's number."""
    ends = len(tokens) - 1
    if sum(pointers) < 2:
        return pointers
    return [
        pointer or (0 < i < ends and _is_group(tokens[i]) and pointers[i - 1] and pointers[i + 1])
        for i, pointer in enumerate(pointers)
    ]


def _is_group(token: str) -> bool:
    return len(token) <= _LONGEST_GROUP and token.isupper()


@lru_cache(maxsize=100_000)
def _plain(token: str) -> str:
    return fold(token.strip(_EDGES))


@lru_cache(maxsize=100_000)
def _points(token: str) -> bool:
    return bool(_POINTER.search(token))


@cache
def _marks() -> tuple[frozenset[str], frozenset[str]]:
    return listed(GREETING) | listed(TITLE), listed(CLOSING) | listed(BESIDE)


def _without_names(tokens: Iterator[str]) -> Iterator[str]:
    """The tokens with a gap for every name.

    What follows a greeting or a title goes; after a farewell and the like, what begins with a capital; and with each,
    further words with capitals.
    """
    always, if_capital = _marks()
    before, in_name = "", False
    for token in tokens:
        has_capital = token[:1].isupper()
        ended = before.endswith((".", ",", "!", ":", ";")) and in_name
        mark = _plain(before)
        named = mark in always or (has_capital and (mark in if_capital or (in_name and not ended)))
        in_name = named and not token.isspace()
        yield GAP if in_name else token
        before = token
