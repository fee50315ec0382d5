"""Where a document differs from what it should be: number by number in its ledger, word by word in what it tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeAlias

from desirepath.report.pack.embedded import Told

_Json: TypeAlias = Any
_SHOWN = 8
"""So many words of a difference are told."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands in a place, and what should; one of them may be nothing."""

    place: str
    found: str
    wanted: str

    def __str__(self) -> str:
        if not self.found:
            return f"{self.place}: {self.wanted} is missing"
        if not self.wanted:
            return f"{self.place}: {self.found} should not be there"
        return f"{self.place}: {self.found} should be {self.wanted}"


def ledger_differences(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Every value of two ledgers that is not the same, by its place."""
    return tuple(_in_values(found, wanted, "ledger"))


def _in_values(found: _Json, wanted: _Json, place: str) -> Iterator[Difference]:
    if isinstance(found, dict) and isinstance(wanted, dict):
        for name in dict.fromkeys((*wanted, *found)):
            yield from _in_values(found.get(name, _NOTHING), wanted.get(name, _NOTHING), f"{place}, {name}")
    elif isinstance(found, list) and isinstance(wanted, list):
        for number in range(max(len(found), len(wanted))):
            one, other = (side[number] if number < len(side) else _NOTHING for side in (found, wanted))
            yield from _in_values(one, other, _named(place, number, one, other))
    elif not _same(found, wanted):
        yield Difference(place, _said(found), _said(wanted))


class _Nothing:
    """Stands where one side has no value at all."""


_NOTHING = _Nothing()


def _same(found: _Json, wanted: _Json) -> bool:
    """Equal and of one kind: 1 is the number 1.0, but never true."""
    return bool(found == wanted) and isinstance(found, bool) == isinstance(wanted, bool)


def _named(place: str, number: int, *sides: _Json) -> str:
    """A figure by its id, else by its number from 1."""
    for one in reversed(sides):
        if isinstance(one, dict) and isinstance(one.get("id"), str):
            return f"figure {one['id']}"
    return f"{place} {number + 1}"


def _said(value: _Json) -> str:
    return "" if isinstance(value, _Nothing) else "nothing" if value is None else str(value)[:200] or "“”"


def told_differences(found: Sequence[Told], wanted: Sequence[Told]) -> tuple[Difference, ...]:
    """Every word that differs. Words are compared, not lines: where a line ends depends on the fonts of a machine."""
    one, other = _words(found), _words(wanted)
    if [word for word, _ in one] == [word for word, _ in other]:
        return ()
    matcher = SequenceMatcher(None, [word for word, _ in one], [word for word, _ in other], autojunk=False)
    return tuple(
        Difference(_place(one, start, other, start_), _some(one[start:end]), _some(other[start_:end_]))
        for kind, start, end, start_, end_ in matcher.get_opcodes()
        if kind != "equal"
    )


def _words(told: Sequence[Told]) -> list[tuple[str, str]]:
    return [(word, one.place) for one in told for word in one.text.split()]


def _place(found: list[tuple[str, str]], start: int, wanted: list[tuple[str, str]], start_: int) -> str:
    if start < len(found):
        return found[start][1]
    return wanted[start_][1] if start_ < len(wanted) else "the end"


def _some(words: Sequence[tuple[str, str]]) -> str:
    shown = [word if len(word) <= 60 else f"{word[:59]}…" for word, _ in words[:_SHOWN]]
    return " ".join([*shown, *(["…"] if len(words) > _SHOWN else [])])
