"""Which events came before: of one id the first is kept, the same again is a duplicate, another content is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.warehouse.lake.row_numbers import PLACES, sequences_of
from desirepath.warehouse.lake.seen_ids import Ids, SeenIds
from desirepath.warehouse.lake.table_files import days_of
from desirepath.warehouse.lake.taken_rows import Refusal, TakenRows

CONFLICT = "The id came before with another content; what came first is kept."


class Duplicate(NamedTuple):
    """A row that came before: by its write key, when it was received, its request, and its number."""

    key: str
    received_at: int
    sequence: int
    row: int


@dataclass(slots=True)
class Judged:
    """What is left of a chunk: rows to keep by table, ids not seen before, duplicates and conflicts."""

    kept: dict[str, list[pa.Table]] = field(default_factory=dict)
    new: list[Ids] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    conflicts: list[Refusal] = field(default_factory=list)


def judge(taken: Iterable[TakenRows], seen: SeenIds, id_of_row: Callable[[int], str | None]) -> Judged:
    """Tell what came before. `seen` learns the ids that are new; `id_of_row` gives the id that a row has.

    A row that meets itself is kept: it was projected
    before, and the projection is done again.
    """
    judged = Judged()
    parts = list(taken)
    if not parts:
        return judged
    ids = Ids.joined([_ids_of(part) for part in parts])
    whose = np.repeat(np.arange(len(parts)), [len(part.hashes) for part in parts])
    places = np.concatenate([part.with_id for part in parts])
    again = _again(ids, seen, judged)
    dropped: dict[int, list[int]] = {}
    texts = {part: taken_rows.rows.column("row").to_pylist() for part, taken_rows in enumerate(parts)} if again else {}
    for place, before in again:
        part, where = int(whose[place]), int(places[place])
        one = ids.at(np.array([place]))
        if int(one.rows[0]) == before.row:
            continue
        same = before.content == int(one.contents[0])
        if not same and _id_at(before.row, parts, texts, id_of_row) != parts[part].rows["event_id"][where].as_py():
            continue
        dropped.setdefault(part, []).append(where)
        _tell(parts[part], where, judged, same=same)
    for number, of_table in enumerate(parts):
        rows = of_table.rows
        if number in dropped:
            keep = np.ones(rows.num_rows, dtype=bool)
            keep[dropped[number]] = False
            rows = rows.filter(pa.array(keep))
        judged.kept.setdefault(of_table.table, []).append(rows)
    return judged


@dataclass(frozen=True, slots=True)
class _Before:
    row: int
    content: int


def _again(ids: Ids, seen: SeenIds, judged: Judged) -> list[tuple[int, _Before]]:
    """The places of ids that were seen, by row, with what was seen; the new ones are learnt."""
    order = np.argsort(ids.rows, kind="stable")
    ordered = ids.at(order)
    places, found = seen.find(ordered)
    again = [
        (int(order[place]), _Before(int(row), int(content)))
        for place, row, content in zip(places, found.rows, found.contents, strict=True)
    ]
    fresh = np.ones(len(ids), dtype=bool)
    fresh[places] = False
    left = np.flatnonzero(fresh)
    _, firsts, which = np.unique(ordered.hashes[left], return_index=True, return_inverse=True)
    new = ordered.at(left[firsts])
    for place in np.flatnonzero(firsts[which] != np.arange(len(left))):
        first = int(which[place])
        again.append((int(order[left[place]]), _Before(int(new.rows[first]), int(new.contents[first]))))
    seen.add(new)
    judged.new.append(new)
    return sorted(again, key=lambda one: int(ids.rows[one[0]]))


def _ids_of(part: TakenRows) -> Ids:
    days = days_of(part.rows["received_at"])[part.with_id].astype(np.int32)
    return Ids(part.hashes, part.contents, np.asarray(part.rows["row"])[part.with_id], days)


def _id_at(
    row: int, parts: list[TakenRows], rows: dict[int, list[int]], id_of_row: Callable[[int], str | None]
) -> str | None:
    for number, there in rows.items():
        if there and there[0] <= row <= there[-1] and row in there:
            found: str | None = parts[number].rows["event_id"][there.index(row)].as_py()
            return found
    return id_of_row(row)


def _tell(part: TakenRows, where: int, judged: Judged, *, same: bool) -> None:
    one = part.rows.slice(where, 1)
    row = int(one["row"][0].as_py())
    sequence = int(sequences_of(np.array([row]))[0])
    received_at = int(pc.cast(one["received_at"], pa.int64())[0].as_py())
    key = one["write_key"][0].as_py()
    if same:
        judged.duplicates.append(Duplicate(key, received_at, sequence, row))
        return
    plain = one.drop_columns(["row", "received_at", "write_key"])
    values = {name: value for name, value in plain.to_pylist()[0].items() if value is not None}
    raw = msgspec.json.encode({"table": part.table, **values}, order="sorted")
    refusal = (row, received_at, key, sequence, row % PLACES, "id_conflict", CONFLICT, raw)
    judged.conflicts.append(refusal)
