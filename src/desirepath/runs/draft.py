"""`desirepath init`: a rollout file drafted from a log."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from desirepath.connectors.read_source import Wanted
from desirepath.observe.draft_rollout import MOST_VALUES, ObservedLog, draft_rollout, first_new_activity
from desirepath.observe.local_time import microseconds, moment
from desirepath.ports import Progress
from desirepath.runs.guess_columns import Guess, guess_columns, plain
from desirepath.runs.reading.messages import AskRows, Columns
from desirepath.runs.reading.reader import Reader, opened_reader
from desirepath.runs.usable_events import no_events
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.rollout import Source
from desirepath.vocabulary.tables import EVENTS

MOST_COLUMNS = 60
"""Columns beyond these are not looked at for cuts."""


def draft(log: Path, *, beside: Path, progress: Progress) -> str:
    """The text of a rollout file for the log, to be put into the folder `beside`. Raises BadInput."""
    if not log.is_file():
        mend = "Name one file: CSV, TSV, JSON Lines, Parquet or XES."
        raise BadInput(Mistake(code="no_such_file", what="there is no such file", mend=mend, file=str(log)))
    with tempfile.TemporaryDirectory(prefix="desirepath-") as folder, opened_reader() as reader:
        return _drafted(log, beside, _Landing(Path(folder), reader, progress))


@dataclass(frozen=True, slots=True)
class _Landing:
    """Where the log's rows are written to be looked at, by whom, and who is told."""

    folder: Path
    reader: Reader
    progress: Progress


def _drafted(log: Path, beside: Path, landing: _Landing) -> str:
    found = landing.reader.columns(log, Source(table="events", file=log.name))
    if len(found.parts) > 1 and found.part_key == "object_type":
        # Which objects are the cases is the reader's choice; the draft takes those of which events have just one.
        part = max(found.parts, key=lambda name: found.parts[name])
        found = landing.reader.columns(log, Source(table="events", file=log.name, part=part))
    else:
        part = None
    guess = _guessed(log, found)
    columns = dict(guess.columns)
    source = Source(table="events", file=log.name, part=part, columns=columns)
    named = {*columns.values(), *(name for names in found.names.values() for name in names)}
    further = [name for name in dict.fromkeys(found.columns) if found.columns.count(name) == 1 and name not in named]
    seen = _Seen(further[:MOST_COLUMNS])
    wanted = Wanted(folder=log.parent, timezone="UTC", keep=frozenset(seen.values), rollout_file=str(log))
    question = AskRows(log.absolute(), source, wanted, 0, (landing.folder / "events.parquet").absolute())
    landed = landing.reader.rows(question, lambda rows: landing.progress(f"reading {log.name} ({rows:,} events)"))
    if not landed.rows:
        raise no_events(str(log), Counter(landed.reasons))
    for batch in pq.ParquetFile(question.target).iter_batches():
        seen.take(batch)
    observed = seen.log(_from_folder(log, beside), _worth_writing(columns, found.names), guess.by_content)
    others = tuple(name for name in found.parts if name != part) if part else ()
    return draft_rollout(replace(observed, object_type=part, other_types=others))


def _from_folder(log: Path, folder: Path) -> str:
    return Path(os.path.relpath(log.resolve(), folder.resolve())).as_posix()


def _guessed(log: Path, found: Columns) -> Guess:
    """Our columns by what the log most likely calls them. Raises BadInput where a needed one is not found."""
    guess = guess_columns(found.sample, found.names)
    if guess.missing:
        shown = ", ".join(f"`{name}`" for name in found.columns[:30])
        what = f"no column of the log looks like {' or '.join(f'`{ours}`' for ours in guess.missing)}"
        mend = f"It has: {shown}. Rename one, or write the rollout file by hand, with `columns` at the source."
        raise BadInput(Mistake(code="missing_column", what=what, mend=mend, file=str(log)))
    return guess


def _worth_writing(columns: dict[str, str], usual: Mapping[str, tuple[str, ...]]) -> dict[str, str | None]:
    """The columns that are not found by their name alone."""
    return {
        ours: name for ours, name in columns.items() if plain(ours) != plain(name) and name not in usual.get(ours, ())
    }


@dataclass(slots=True)
class _Seen:
    """What the batches of a log have shown so far. Cases and activities are kept as whole numbers."""

    further: list[str]
    values: dict[str, set[str]] = field(init=False)
    cases: dict[str, int] = field(default_factory=dict)
    activities: dict[str, int] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    names_persons: bool = False
    codes: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]] = field(
        default_factory=list
    )
    events: int = 0

    def __post_init__(self) -> None:
        self.values = {name: set() for name in self.further}

    def take(self, batch: pa.RecordBatch) -> None:
        self.events += batch.num_rows
        at = pc.cast(batch["at"], pa.int64()).to_numpy(zero_copy_only=False)
        self.codes.append((_coded(batch["case_id"], self.cases), at, _coded(batch["activity"], self.activities)))
        if len(self.persons) < MOST_VALUES and batch["user_id"].null_count < batch.num_rows:
            self.persons.update(pc.unique(batch["user_id"].drop_null()).to_pylist())
        for name, values in self.values.items():
            if len(values) <= MOST_VALUES and name in batch.schema.names:
                values.update(pc.unique(batch[name].drop_null()).to_pylist())

    def log(self, file: str, columns: dict[str, str | None], by_content: tuple[str, ...]) -> ObservedLog:
        """All of it together, activities in the order of their first appearance in time."""
        case, at, activity = (np.concatenate(part) for part in zip(*self.codes, strict=True))
        names = list(self.activities)
        first = np.full(len(names), np.iinfo(np.int64).max)
        np.minimum.at(first, activity, at)
        counts = np.bincount(activity, minlength=len(names))
        order = np.argsort(first, kind="stable").tolist()
        known = {column.name for column in EVENTS.columns}
        log = ObservedLog(
            file=file,
            variants=_variants(case, at, activity, names),
            activities={names[code]: int(counts[code]) for code in order},
            first_seen={names[code]: moment(int(first[code])) for code in order},
            first_at=moment(int(at.min())),
            last_at=moment(int(at.max())),
            cuts={name: len(values) for name, values in self.values.items() if values and name not in known},
            columns=columns,
            by_content=by_content,
            persons=len(self.persons) if self.persons else None,
        )
        new = first_new_activity(log)
        if new is None:
            return log
        day = microseconds(datetime.combine(log.first_seen[new].date(), time.min, UTC))
        began = np.full(int(case.max()) + 1, np.iinfo(np.int64).max)
        np.minimum.at(began, case, at)
        since = began[case] >= day
        return replace(log, since=_variants(case[since], at[since], activity[since], names))


def _coded(texts: pa.Array, known: dict[str, int]) -> npt.NDArray[np.int64]:
    encoded = texts if pa.types.is_dictionary(texts.type) else texts.dictionary_encode()
    codes = [known.setdefault(text, len(known)) for text in encoded.dictionary.to_pylist()]
    return np.asarray(codes, dtype=np.int64)[encoded.indices.to_numpy(zero_copy_only=False)]


def _variants(
    case: npt.NDArray[np.int64], at: npt.NDArray[np.int64], activity: npt.NDArray[np.int64], names: list[str]
) -> dict[tuple[str, ...], int]:
    """How many cases have each sequence of activities; events of one time keep the order of the file."""
    order = np.lexsort((at, case))
    sequence = activity[order].astype(np.int32)
    starts = np.flatnonzero(np.diff(case[order], prepend=-1)).tolist()
    ends = [*starts[1:], len(sequence)]
    counted = Counter(sequence[start:end].tobytes() for start, end in zip(starts, ends, strict=True))
    return {
        tuple(names[code] for code in np.frombuffer(packed, dtype=np.int32)): cases for packed, cases in counted.items()
    }
