"""Which event ids were seen in the last 30 days, and with what content: digests in sorted arrays, 28 bytes an id."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

WINDOW_DAYS = 30
LONGEST_RUN = 2_000_000
"""Ids of a run that is laid together with no other: to do that takes thrice its memory."""
_LONGEST = 512
_MIX = np.uint64(0x9E3779B97F4A7C15)
_NOT_SAID = frozenset({"at", "row", "received_at", "write_key"})


def text_hashes(texts: pa.StringArray) -> np.ndarray:
    """A 64-bit hash of each text, eight bytes at a time; that of a missing one means nothing.

    It withstands chance, not intent: who makes two ids or contents of one hash spoils but the events of his own key.
    """
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
    letters = np.frombuffer(texts.buffers()[2] or b"", dtype=np.uint8)
    starts, lengths = offsets[:-1].astype(np.int64), np.diff(offsets)
    hashes = np.empty(len(texts), dtype=np.uint64)
    for length in np.unique(lengths).tolist():
        places = np.flatnonzero(lengths == length)
        if length > _LONGEST:
            long = [letters[start : start + length].tobytes() for start in starts[places]]
            hashes[places] = [_hash_of(text) for text in long]
        else:
            hashes[places] = _hashes_of_one_length(letters, starts[places], length)
    return hashes.view(np.int64)


def _hashes_of_one_length(letters: np.ndarray, starts: np.ndarray, length: int) -> np.ndarray:
    words = -(-length // 8)
    padded = np.zeros((len(starts), words * 8), dtype=np.uint8)
    if len(starts) and starts[-1] - starts[0] == (len(starts) - 1) * length:
        padded[:, :length] = letters[starts[0] : starts[-1] + length].reshape(len(starts), length)
    else:
        padded[:, :length] = letters[starts[:, None] + np.arange(length)]
    hashes = np.full(len(starts), length, dtype=np.uint64)
    for word in padded.view("<u8").T:
        hashes = (hashes ^ word) * _MIX
        hashes ^= hashes >> np.uint64(32)
    return _mixed(hashes)


def content_hashes(table: str, rows: pa.Table) -> np.ndarray:
    """64 bits over what each event says: its table and every value that is there but its time, its id among them.

    The time is left out, as the door may have set right the same event by another clock each time it came. A column
    without a value counts as no column.
    """
    total = np.full(rows.num_rows, _hash_of(table.encode()), dtype=np.uint64)
    for name in rows.column_names:
        if name not in _NOT_SAID:
            column = rows[name].combine_chunks()
            if name == "event_id":  # each of them is another
                values = text_hashes(column).view(np.uint64)
            else:
                values = _text_values(column) if pa.types.is_string(column.type) else _number_values(column)
            hashes = _mixed(values * _MIX + _hash_of(name.encode()))
            hashes[np.asarray(pc.is_null(column))] = 0
            total += hashes
    return _mixed(total).view(np.int64)


def _text_values(column: pa.StringArray) -> np.ndarray:
    encoded = pc.dictionary_encode(column)
    if not len(encoded.dictionary):
        return np.zeros(len(column), dtype=np.uint64)
    places = np.asarray(pc.fill_null(encoded.indices, 0))
    hashes: np.ndarray = text_hashes(encoded.dictionary).view(np.uint64)[places]
    return hashes


def _number_values(column: pa.Array) -> np.ndarray:
    return np.asarray(pc.fill_null(pc.cast(column, pa.int64()), 0)).astype(np.int64).view(np.uint64)


def _hash_of(word: bytes) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.blake2b(word, digest_size=8).digest(), "little"))


def _mixed(values: np.ndarray) -> np.ndarray:
    values = (values ^ (values >> np.uint64(32))) * _MIX
    values = (values ^ (values >> np.uint64(29))) * _MIX
    return values ^ (values >> np.uint64(32))


@dataclass(frozen=True, slots=True)
class Ids:
    """Digests of ids and of contents, the rows that have them, and the days they were received on (since 1970)."""

    hashes: np.ndarray
    contents: np.ndarray
    rows: np.ndarray
    days: np.ndarray

    def __len__(self) -> int:
        return len(self.hashes)

    def at(self, places: np.ndarray) -> Ids:
        return Ids(self.hashes[places], self.contents[places], self.rows[places], self.days[places])

    def sorted(self) -> Ids:
        return self.at(np.argsort(self.hashes, kind="stable"))

    @classmethod
    def joined(cls, parts: list[Ids]) -> Ids:
        return cls(
            np.concatenate([one.hashes for one in parts]),
            np.concatenate([one.contents for one in parts]),
            np.concatenate([one.rows for one in parts]),
            np.concatenate([one.days for one in parts]),
        )


_EMPTY = np.empty(0, dtype=np.int64)
NONE = Ids(_EMPTY, _EMPTY, _EMPTY, _EMPTY.astype(np.int32))


def _latest(ids: Ids) -> Ids:
    """Of ids in order, each once: the first of its kind."""
    first = np.ones(len(ids), dtype=bool)
    first[1:] = ids.hashes[1:] != ids.hashes[:-1]
    return ids.at(np.flatnonzero(first))


@dataclass(slots=True)
class SeenIds:
    """The ids that were seen, in sorted runs: short ones are laid together, so that there are few."""

    runs: list[Ids] = field(default_factory=list)

    def add(self, ids: Ids) -> None:
        """Take ids in that are not there yet."""
        if len(ids):
            self.runs.append(ids.sorted())
        while len(self.runs) > 1 and len(self.runs[-2]) < min(2 * len(self.runs[-1]), LONGEST_RUN):
            later, earlier = self.runs.pop(), self.runs.pop()
            self.runs.append(_latest(Ids.joined([later, earlier]).sorted()))

    def find(self, ids: Ids) -> tuple[np.ndarray, Ids]:
        """The places of the ids that were seen within 30 days of them, and what was seen there, the latest only."""
        places, found = [np.empty(0, dtype=np.int64)], [NONE]
        order = np.argsort(ids.hashes)
        hashes, days = ids.hashes[order], ids.days[order]  # neighbours are looked for in the same part of a run
        for run in self.runs:
            where = np.minimum(np.searchsorted(run.hashes, hashes), len(run) - 1)
            near = np.abs(run.days[where] - days) <= WINDOW_DAYS
            hit = np.flatnonzero((run.hashes[where] == hashes) & near)
            places.append(order[hit])
            found.append(run.at(where[hit]))
        place, seen = np.concatenate(places), Ids.joined(found)
        _, latest = np.unique(place[::-1], return_index=True)
        chosen = len(place) - 1 - latest
        return place[chosen], seen.at(chosen)
