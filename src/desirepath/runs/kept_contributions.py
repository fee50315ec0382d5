"""What a rollout's last release was decided on, kept in one file: who contributed what, and what was held since when.

Persons stand in it under keyed hashes; the key lies in a file of its own, for its owner only. What was shown at each release
lies beside it, so that a diagnosis as of an earlier day tells nothing that was not told before.
"""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from desirepath.connectors.person_ids import PersonHash
from desirepath.observe.contributions import Contributions, Part, unit_of_person
from desirepath.prove.changed_people import Cell, Table
from desirepath.prove.renewal import HeldBack
from desirepath.runs.told_effects import forget_in_effects, units_in_effects
from desirepath.runs.whole_files import write_whole
from desirepath.vocabulary.errors import BadInput, Mistake

_FILE, _KEY, _FORMAT = "contributions.kept", "person.key", "desirepath/contributions/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReleased:
    """One table's last release: its number, what is held since, and as of when each held cell was told last."""

    number: int
    as_of: datetime
    held: HeldBack
    since: Mapping[Cell, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What was shown at one release: as of when, and the file beside that it is kept in."""

    as_of: datetime
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """All that later releases are held against. `definition` stands for how figures are made.

    `contributions` are those of each table's last release. `texts` are whose texts changed since what people said was
    told last. `shown` are all releases, the newest last.
    """

    definition: str
    contributions: Contributions
    tables: Mapping[Table, TableReleased]
    texts: frozenset[str]
    shown: tuple[Shown, ...]


def names_of(folder: Path) -> Callable[[str], str]:
    """What units are called in the file: keyed hashes. The key is made where there is none. Raises BadInput."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return PersonHash.kept_in(folder / _KEY, create=True).of


def keep_released(folder: Path, released: Released) -> None:
    """Write the file, whole or not at all. Raises BadInput where it cannot be written."""
    packed = msgspec.msgpack.encode({_FORMAT: _plain(released)})
    file = folder / _FILE
    write_whole({file: zlib.compress(packed, 6)})
    file.chmod(0o600)


def kept_released(folder: Path) -> Released | None:
    """What is kept, None where nothing was released. Raises BadInput where it cannot be read any more.

    Nothing may be released beside a file that cannot be read: it would be held against nothing.
    """
    file = folder / _FILE
    try:
        return _made(msgspec.msgpack.decode(zlib.decompress(file.read_bytes()))[_FORMAT])
    except FileNotFoundError:
        return None
    except (OSError, zlib.error, msgspec.DecodeError, KeyError, TypeError, ValueError, IndexError) as error:
        what = "what earlier diagnoses of this rollout have shown cannot be read, so nothing new can be shown safely"
        mend = "Restore it from a backup, or archive the rollout and begin it anew under another name."
        raise BadInput(Mistake(code="released_not_kept", what=what, mend=mend, file=_FILE)) from error


def forget_persons(folder: Path, ids: Iterable[str]) -> int:
    """Call these persons by names drawn by chance, which nobody can find them by; how many were there.

    `ids` are as the tables have them. That they contributed stays known, so that what goes with them is not told apart
    from what others did.
    """
    released = kept_released(folder)
    if released is None:
        return 0
    of = names_of(folder)
    there = {part.unit for part in released.contributions.parts} | released.texts | set(_people_held(released))
    there |= units_in_effects(folder)
    drawn = {unit: secrets.token_hex(16) for unit in (of(unit_of_person(one)) for one in ids) if unit in there}
    if drawn:
        keep_released(folder, _renamed(released, drawn))
        forget_in_effects(folder, drawn)
    return len(drawn)


def _people_held(released: Released) -> Iterator[str]:
    for table in released.tables.values():
        for stretches in (*table.held.changed.values(), *table.held.outside.values()):
            for people in stretches.values():
                yield from people


def _renamed(released: Released, drawn: Mapping[str, str]) -> Released:
    def other(people: Iterable[str]) -> frozenset[str]:
        return frozenset(drawn.get(unit, unit) for unit in people)

    def stretches(cells: Mapping[Cell, Mapping[int, Any]]) -> dict[Cell, dict[int, frozenset[str]]]:
        return {cell: {number: other(people) for number, people in one.items()} for cell, one in cells.items()}

    parts = released.contributions.parts.items()
    renamed = {replace(part, unit=drawn.get(part.unit, part.unit)): fingerprint for part, fingerprint in parts}
    return replace(
        released,
        contributions=replace(released.contributions, parts=renamed),
        texts=other(released.texts),
        tables={
            name: replace(
                table,
                held=replace(table.held, changed=stretches(table.held.changed), outside=stretches(table.held.outside)),
            )
            for name, table in released.tables.items()
        },
    )


def _plain(released: Released) -> dict[str, Any]:
    contributed = released.contributions
    units = sorted({part.unit for part in contributed.parts} | released.texts | set(_people_held(released)))
    number = {unit: place for place, unit in enumerate(units)}

    def stretches(cells: Mapping[Cell, Mapping[int, Iterable[str]]]) -> list[Any]:
        return [
            [cell, [[at, sorted(number[unit] for unit in people)] for at, people in one.items()]]
            for cell, one in cells.items()
        ]

    return {
        "definition": released.definition,
        "units": units,
        "cuts": contributed.cuts,
        "of_cases": contributed.of_cases,
        "parts": [
            [part.workflow, number[part.unit], part.kind, part.week, part.values, fingerprint]
            for part, fingerprint in contributed.parts.items()
        ],
        "tables": [
            [
                *(name, table.number, table.as_of.isoformat()),
                *(stretches(table.held.changed), stretches(table.held.outside)),
                [[cell, sorted(weeks)] for cell, weeks in table.held.silent.items()],
                [[cell, at.isoformat()] for cell, at in table.since.items()],
            ]
            for name, table in released.tables.items()
        ],
        "texts": sorted(number[unit] for unit in released.texts),
        "shown": [[one.as_of.isoformat(), one.file] for one in released.shown],
    }


def _made(plain: Mapping[str, Any]) -> Released:
    units = plain["units"]

    def stretches(rows: Iterable[Any]) -> dict[Cell, dict[int, frozenset[str]]]:
        return {_cell(cell): {at: frozenset(units[one] for one in people) for at, people in of} for cell, of in rows}

    return Released(
        definition=plain["definition"],
        contributions=Contributions(
            cuts=tuple(plain["cuts"]),
            of_cases=tuple(plain["of_cases"]),
            parts={
                Part(workflow=workflow, unit=units[unit], kind=kind, week=week, values=tuple(values)): fingerprint
                for workflow, unit, kind, week, values, fingerprint in plain["parts"]
            },
        ),
        tables={
            (name[0], name[1], name[2]): TableReleased(
                number=number,
                as_of=datetime.fromisoformat(as_of),
                held=HeldBack(
                    changed=stretches(changed),
                    outside=stretches(outside),
                    silent={_cell(cell): frozenset(weeks) for cell, weeks in silent},
                ),
                since={_cell(cell): datetime.fromisoformat(at) for cell, at in since},
            )
            for name, number, as_of, changed, outside, silent, since in plain["tables"]
        },
        texts=frozenset(units[one] for one in plain["texts"]),
        shown=tuple(Shown(as_of=datetime.fromisoformat(at), file=name) for at, name in plain["shown"]),
    )


def _cell(plain: Iterable[Iterable[str]]) -> Cell:
    return tuple((cut, value) for cut, value in plain)


def newest_until(released: Released, as_of: datetime) -> str | None:
    """The file of what was shown last as of a time no later than this; None where nothing was."""
    until = [one for one in released.shown if one.as_of <= as_of]
    return max(until, key=lambda one: one.as_of).file if until else None
