"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. `kind` is "same", "ins" (only in the later text) or "del" (only in the earlier one)."""

    kind: str
    text: str


def differences(earlier: str, later: str) -> tuple[Piece, ...]:
    """The pieces in their order: without those of one kind they give the one text or the other."""
    return tuple(_pieces(_WORDS.findall(earlier), _WORDS.findall(later)))


def _pieces(earlier: list[str], later: list[str]) -> Iterator[Piece]:
    for what, low, high, first, last in SequenceMatcher(None, earlier, later).get_opcodes():
        if what == "equal":
            yield Piece("same", "".join(earlier[low:high]))
            continue
        if high > low:
            yield Piece("del", "".join(earlier[low:high]))
        if last > first:
            yield Piece("ins", "".join(later[first:last]))
