"""One source of a rollout file: its files found, its columns matched with ours, its rows read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from desirepath import connectors
from desirepath.catalogue import Entry, entries
from desirepath.connectors import delimited, xes
from desirepath.connectors.canonical import Canonical, Refused
from desirepath.connectors.connector import Remark
from desirepath.connectors.containers import ending_of, members_of, mistake
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean
from desirepath.vocabulary.rollout import Source
from desirepath.vocabulary.study import SetAside
from desirepath.vocabulary.tables import TABLES

__all__ = ["Remark", "Wanted", "columns_in_use", "columns_of", "files_of", "read_file", "same_content"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a rollout wants of its sources: where they lie, the zone of times without one, which columns to keep."""

    folder: Path
    timezone: str
    keep: frozenset[str]
    rollout_file: str


def files_of(source: Source, wanted: Wanted) -> tuple[Path, ...]:
    """The source's files, sorted. Raises BadInput where there is none."""
    if any(sign in source.file for sign in "*?["):
        found = tuple(sorted(path for path in wanted.folder.glob(source.file) if path.is_file()))
    else:
        path = wanted.folder / source.file
        found = (path,) if path.is_file() else ()
    if found:
        return found
    folder = (wanted.folder / source.file).parent
    near = [path.name for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    raise BadInput(
        Mistake(
            code="no_such_file",
            what=f"There is no file `{source.file}`",
            mend=did_you_mean(Path(source.file).name, near) or "Paths are relative to the rollout file.",
            file=wanted.rollout_file,
            line=source.line,
        )
    )


def same_content(file: Path, others: Sequence[Path]) -> Path | None:
    """Which of the other files has the same bytes, if any. Files of different sizes are not opened."""
    size = file.stat().st_size
    twins = [other for other in others if other.stat().st_size == size]
    if not twins:
        return None
    digest = _digest(file)
    return next((other for other in twins if _digest(other) == digest), None)


def _digest(file: Path) -> bytes:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()


def columns_of(path: Path, source: Source) -> tuple[str, ...]:
    """The source's own columns, in their order."""
    entry, members = _entry(path, source)
    columns: tuple[str, ...] = entry.module.columns(path, members[0])
    return columns


def columns_in_use(path: Path, source: Source, wanted: Wanted) -> dict[str, str]:
    """Our columns, and those to keep, by what the file calls them. Raises BadInput where a required one is missing."""
    entry, _ = _entry(path, source)
    theirs = columns_of(path, source)
    defaults = xes.DEFAULTS if entry.constant is xes.CONNECTOR else {}
    table = TABLES[source.table]
    used: dict[str, str] = {}
    for column in table.columns:
        named = source.columns.get(column.name, defaults.get(column.name, ""))
        if named is None:
            continue
        match = _match(named or column.name, theirs, exactly=bool(named))
        if match is not None:
            used[column.name] = match
        elif column.name in source.columns:
            raise _missing(path, source, wanted, named, theirs)
        elif column.required:
            raise _missing(path, source, wanted, column.name, theirs)
    for ours, named in source.columns.items():
        if ours not in used and named is not None:
            if named not in theirs:
                raise _missing(path, source, wanted, named, theirs)
            used[ours] = named
    if table.keeps_more:
        used.update({name: name for name in sorted(wanted.keep) if name in theirs and name not in used})
    _refuse_twins(path, used, theirs)
    return used


def _match(name: str, theirs: Sequence[str], *, exactly: bool) -> str | None:
    if name in theirs:
        return name
    if exactly:
        return None
    return next((column for column in theirs if _plain(column) == _plain(name)), None)


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).lower()


def _refuse_twins(path: Path, used: dict[str, str], theirs: Sequence[str]) -> None:
    twice = sorted({name for name in used.values() if theirs.count(name) > 1})
    if twice:
        raise mistake(path, "header_twice", f"The column `{twice[0]}` occurs twice", "Rename one of them.", 1)


def _missing(path: Path, source: Source, wanted: Wanted, name: str, theirs: Sequence[str]) -> BadInput:
    hint = did_you_mean(name, theirs)
    return BadInput(
        Mistake(
            code="missing_column",
            what=f"{path.name}, read as table `{source.table}`, has no column `{name}`",
            mend=f"{hint} Say under `columns` what the file calls it.".strip(),
            file=wanted.rollout_file,
            line=source.line,
        )
    )


def read_file(
    path: Path, source: Source, wanted: Wanted, *, first_row: int = 0
) -> Iterator[pa.RecordBatch | SetAside | Remark]:
    """The file's rows as canonical batches, with what was set aside and what was assumed, as they come.

    Batches have all columns of the table, the further ones kept, and `row`: `first_row` and the row's number
    in the file, from 1. Raises BadInput where the file as a whole cannot be read.
    """
    entry, members = _entry(path, source)
    used = columns_in_use(path, source, wanted)
    needed = frozenset(used.values())
    for member in members:
        canonical = Canonical(TABLES[source.table], used, wanted.timezone, path.name, first_row)
        refused: list[Refused] = []
        for item in entry.module.read(path, member, needed):
            if not isinstance(item, pa.RecordBatch):
                yield item
                continue
            for row in canonical.rows(item):
                if isinstance(row, Refused):
                    refused.append(row)
                else:
                    yield row
        first_row += 1 << 32
        yield from _set_aside(path, member, refused, by_row=entry.constant is delimited.CONNECTOR)


def _set_aside(path: Path, member: str, refused: Sequence[Refused], *, by_row: bool) -> Iterator[SetAside]:
    lines = delimited.line_of(path, member, frozenset(row.row for row in refused)) if by_row and refused else {}
    for row in refused:
        yield SetAside(file=path.name, line=lines.get(row.row, row.line), reason=row.reason)


def _entry(path: Path, source: Source) -> tuple[Entry, tuple[str, ...]]:
    catalogue = entries(connectors, "CONNECTOR")
    endings = tuple(ending for entry in catalogue.values() for ending in entry.constant.endings)
    members = members_of(path, endings)
    ending = Path(members[0]).suffix.lower() if members[0] else ending_of(path)
    for entry in catalogue.values():
        if source.format == entry.constant.name or (source.format is None and ending in entry.constant.endings):
            return entry, members
    raise mistake(
        path,
        "unknown_format",
        f"No connector reads files that end in `{ending or path.name}`",
        f"These are read: {', '.join(sorted(endings))}, also as .gz and .zip.",
    )
