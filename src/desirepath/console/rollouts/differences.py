"""What differs between two texts, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

Sign: TypeAlias = Literal["same", "added", "removed", "gap"]
AROUND = 3
"""So many lines that stayed are shown on either side of one that did not."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `number` is its place in the later text, in the earlier one where it was removed; a gap has none."""

    sign: Sign
    text: str = ""
    number: int | None = None


def differences(before: str, after: str) -> tuple[Line, ...]:
    """The lines that were added and removed, with those around them; none where the texts are equal."""
    return tuple(_lines(before.splitlines(), after.splitlines()))


def _lines(before: list[str], after: list[str]) -> Iterator[Line]:
    groups = SequenceMatcher(None, before, after).get_grouped_opcodes(AROUND)
    for number, group in enumerate(groups):
        if number:
            yield Line("gap")
        for tag, first, last, new_first, new_last in group:
            if tag == "equal":
                yield from (Line("same", text, at + 1) for at, text in enumerate(after[new_first:new_last], new_first))
                continue
            yield from (Line("removed", text, at + 1) for at, text in enumerate(before[first:last], first))
            yield from (Line("added", text, at + 1) for at, text in enumerate(after[new_first:new_last], new_first))
