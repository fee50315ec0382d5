"""A person is taken out of the files that lie beside a rollout file, as far as those can be written anew."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from desirepath.connectors.read_source import Wanted, files_of
from desirepath.connectors.rollout_file import read_rollout
from desirepath.ports import Progress
from desirepath.runs.load import wanted_of
from desirepath.runs.person_in_file import SHORTEST_MENTION, Gone, Person
from desirepath.runs.reading.messages import AskRows
from desirepath.runs.reading.reader import Reader, opened_reader
from desirepath.runs.without_person import write_without
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.rollout import Rollout, Source

_OF_PERSONS = ("user_id", "manager")
_PIECE = 1 << 22


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAnew:
    """A file that was written anew: rows that went, and rows in which a mention was replaced."""

    file: str
    rows: int
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAsItIs:
    """A file in which the person is still, or may be.

    `why` is `kind` (such files cannot be written anew), `unreadable`, `query` (its rows come from elsewhere) or `named`
    (the id is still in it).
    """

    file: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedFromFiles:
    """What became of the files of one rollout; names are relative to its folder."""

    written: tuple[WrittenAnew, ...]
    left: tuple[LeftAsItIs, ...]


def erase_from_files(rollout_file: Path, person: str, progress: Progress) -> ErasedFromFiles:
    """Take a person out of every file beside a rollout file; `person` is the id as the files have it.

    Each file is whole at any time; done twice, the second time finds nothing.
    """
    folder = rollout_file.parent
    written: dict[str, Gone] = {}
    left: dict[str, str] = {}
    try:
        rollout = read_rollout(rollout_file)
    except BadInput:
        left[rollout_file.name] = "unreadable"
    else:
        with opened_reader() as reader:
            for source, file in _files(rollout, left):
                progress(f"looking into {file.name}")
                _erase(_Asked(source, file, wanted_of(rollout), reader), person, written, left)
    for name in _still_naming(folder, person):
        left.setdefault(name, "named")
    return ErasedFromFiles(
        written=tuple(WrittenAnew(file=name, rows=gone.rows, mentions=gone.mentions) for name, gone in written.items()),
        left=tuple(LeftAsItIs(file=name, why=why) for name, why in sorted(left.items())),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """One file of a source."""

    source: Source
    file: Path
    wanted: Wanted
    reader: Reader

    @property
    def name(self) -> str:
        return self.file.relative_to(self.wanted.folder).as_posix()

    def columns(self) -> dict[str, str]:
        """Our columns of persons by what the file calls them. Raises BadInput."""
        used = self.reader.match(self.file, self.source, self.wanted)
        return {ours: used[ours] for ours in _OF_PERSONS if ours in used}

    def names(self, person: str) -> bool:
        """Whether a row that is read names the person. Raises BadInput."""
        with tempfile.TemporaryDirectory(prefix="desirepath-") as folder:
            target = Path(folder).absolute() / "rows.parquet"
            self.reader.rows(AskRows(self.file, self.source, self.wanted, 0, target), lambda _: None)
            there = [one for one in _OF_PERSONS if one in pq.read_schema(target).names]
            return any(person in column.to_pylist() for column in pq.read_table(target, columns=there).columns)


def _files(rollout: Rollout, left: dict[str, str]) -> Iterator[tuple[Source, Path]]:
    for source in rollout.sources:
        if source.query is not None:
            left[source.database or source.table] = "query"
            continue
        try:
            for file in files_of(source, wanted_of(rollout)):
                yield source, file
        except BadInput:  # a file that is not there holds nobody
            continue


def _erase(asked: _Asked, person: str, written: dict[str, Gone], left: dict[str, str]) -> None:
    try:
        columns = asked.columns()
        known = Person(person, columns.get("user_id"), frozenset(columns.values()))
        gone = write_without(asked.file, known)
        if gone is not None and gone != Gone():
            before = written.get(asked.name, Gone())
            written[asked.name] = Gone(before.rows + gone.rows, before.mentions + gone.mentions)
        if asked.names(person):
            left[asked.name] = "kind" if gone is None else "named"
    except BadInput as refused:
        if not {"no_rows", "no_header"} & {one.code for one in refused.mistakes}:
            left[asked.name] = "unreadable"
    except (OSError, ValueError):
        left[asked.name] = "unreadable"


def _still_naming(folder: Path, person: str) -> Iterator[str]:
    """The files that hold the id as a word of its own, whatever they are; short ids could be anything."""
    if len(person) < SHORTEST_MENTION or person.isdecimal():
        return
    word = re.compile(rb"(?<![\w.@-])" + re.escape(person.encode()) + rb"(?![\w@-])")
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        with file.open("rb") as stream:
            before = b""
            while piece := stream.read(_PIECE):
                if word.search(before + piece):
                    yield file.relative_to(folder).as_posix()
                    break
                before = piece[-len(person.encode()) - 4 :]
