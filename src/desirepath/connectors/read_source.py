"""One source of a rollout file: its files found, its columns matched with ours, its rows read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from desirepath import connectors
from desirepath.catalogue import Entry, entries
from desirepath.connectors import delimited, exports, query
from desirepath.connectors.canonical import Canonical, canonical_rows
from desirepath.connectors.connector import Place, Remark
from desirepath.connectors.containers import ending_of, members_of, mistake, opened, shown
from desirepath.connectors.query import Question
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean
from desirepath.vocabulary.rollout import Source
from desirepath.vocabulary.study import SetAside
from desirepath.vocabulary.tables import TABLES

__all__ = [
    "Remark",
    "Wanted",
    "columns_in_use",
    "columns_of",
    "files_of",
    "names_of",
    "read_file",
    "same_content",
    "sample_of",
]
_LOOKED_AT = 1 << 16
SAMPLED = 2_000
"""Rows that are looked at to guess what a file's columns are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a rollout wants of its sources: where they lie, the zone of times without one, which columns to keep."""

    folder: Path
    timezone: str
    keep: frozenset[str]
    rollout_file: str


def question_of(source: Source, wanted: Wanted) -> Question | None:
    """The query of a source that has one in place of a file."""
    if source.query is None:
        return None
    return Question(
        folder=wanted.folder,
        query=source.query,
        database=source.database,
        line=source.line,
        rollout_file=wanted.rollout_file,
    )


def files_of(source: Source, wanted: Wanted) -> tuple[Path, ...]:
    """The source's files, sorted; for a query, its name alone. Raises BadInput where there is none."""
    if (question := question_of(source, wanted)) is not None:
        return (Path(query.named(question)),)
    path = wanted.folder / source.file
    found: tuple[Path, ...] = (path,) if path.is_file() else ()
    if not found and any(sign in source.file for sign in "*?["):
        found = tuple(sorted(path for path in wanted.folder.glob(source.file) if path.is_file()))
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
    entry, places = _entry(path, source)
    columns: tuple[str, ...] = entry.module.columns(places[0])
    return columns


def sample_of(path: Path, source: Source) -> dict[str, tuple[str | None, ...]]:
    """The values of the first rows by column, as text; of columns with one name, none."""
    entry, places = _entry(path, source)
    theirs = entry.module.columns(places[0])
    once = frozenset(name for name in theirs if theirs.count(name) == 1)
    for item in entry.module.read(places[0], once):
        if isinstance(item, pa.RecordBatch) and item.num_rows:
            first = item.slice(0, SAMPLED)
            return {name: tuple(first.column(name).to_pylist()) for name in theirs if name in once}
    return {name: () for name in theirs if name in once}


def parts_of(path: Path, source: Source) -> tuple[Mapping[str, int], str]:
    """The tables of a file that holds several, with how much is in each, and the key that chooses among them."""
    entry, places = _entry(path, source)
    key: str = entry.constant.part
    return (entry.module.parts(places[0]) if key else {}), key


def names_of(path: Path, source: Source) -> Mapping[str, tuple[str, ...]]:
    """What files of this format or product call our columns, unless `columns` says otherwise."""
    if source.export is not None:
        named = entries(exports, "EXPORT")[source.export].constant.tables.get(source.table, {})
        return {ours: tuple(names) for ours, names in named.items()}
    if source.query is not None:
        return {}
    return {ours: (name,) for ours, name in _entry(path, source)[0].constant.names.items()}


def columns_in_use(path: Path, source: Source, wanted: Wanted) -> dict[str, str]:
    """Our columns, and those to keep, by what the file calls them. Raises BadInput where a required one is missing."""
    question = question_of(source, wanted)
    theirs = columns_of(path, source) if question is None else query.columns(question)
    usual = names_of(path, source)
    table = TABLES[source.table]
    used: dict[str, str] = {}
    for column in table.columns:
        if column.name in source.columns:
            named = source.columns[column.name]
            if named is None:
                continue
            if named not in theirs:
                raise _missing(path, source, wanted, named, theirs)
            used[column.name] = named
        elif (match := _match(usual.get(column.name, (column.name,)), theirs)) is not None:
            used[column.name] = match
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


def _match(names: Sequence[str], theirs: Sequence[str]) -> str | None:
    """The file's column of one of the names, the likeliest first: written the same way, or else alike.

    A column that occurs twice is passed over where there are other names.
    """
    once = [column for column in theirs if theirs.count(column) == 1] if len(names) > 1 else theirs
    for name in names:
        if name in once:
            return name
        alike = next((column for column in once if _plain(column) == _plain(name)), None)
        if alike is not None:
            return alike
    return None


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
    used = columns_in_use(path, source, wanted)
    needed = frozenset(used.values())
    question = question_of(source, wanted)
    if question is not None:
        yield from canonical_rows(
            path.name, query.read(question, needed), _canonical(path, source, wanted, used, first_row)
        )
        return
    entry, places = _entry(path, source)
    needed |= _watched(entry, places[0], source)
    look_up = delimited.line_of if entry.constant is delimited.CONNECTOR else None
    for place in places:
        _refuse_other_columns(entry, place, needed)
        canonical = _canonical(path, source, wanted, used, first_row)
        lines = None if look_up is None else partial(look_up, place)
        yield from canonical_rows(path.name, entry.module.read(place, needed), canonical, lines)
        first_row += 1 << 32


def _refuse_other_columns(entry: Entry, place: Place, needed: frozenset[str]) -> None:
    """Raise BadInput where a member of an archive lacks a column that the first one has."""
    missing = sorted(needed - frozenset(entry.module.columns(place))) if place.member else []
    if missing:
        what = f"`{shown(place.member)}` in it has no column `{shown(missing[0])}`, which the first file in it has"
        raise mistake(place.path, "other_columns", what, "Pack files with the same columns.")


def _canonical(path: Path, source: Source, wanted: Wanted, used: Mapping[str, str], first_row: int) -> Canonical:
    return Canonical(TABLES[source.table], used, wanted.timezone, path.name, first_row, source.workflow)


def _watched(entry: Entry, place: Place, source: Source) -> frozenset[str]:
    """The columns that the connector wants for itself, where the file has them and the rollout file lets it."""
    asked = [name for name in entry.constant.watched if source.columns.get(name, name) is not None]
    return frozenset(asked) & frozenset(entry.module.columns(place)) if asked else frozenset()


def _entry(path: Path, source: Source) -> tuple[Entry, tuple[Place, ...]]:
    catalogue = entries(connectors, "CONNECTOR")
    endings = tuple(ending for entry in catalogue.values() for ending in entry.constant.endings)
    members = members_of(path, endings)
    places = tuple(Place(path, member, source.part) for member in members)
    ending = Path(members[0]).suffix.lower() if members[0] else ending_of(path)
    claiming = [entry for entry in catalogue.values() if ending in entry.constant.endings]
    if source.format is not None:
        claiming = [entry for entry in catalogue.values() if source.format in entry.constant.formats]
    if claiming:
        entry = _marked(claiming, places[0])
        if source.part is not None and not entry.constant.part:
            raise mistake(path, "no_parts", f"It is one table, but `{source.part}` of it is asked for", "Leave it out.")
        return entry, places
    raise mistake(
        path,
        "unknown_format",
        f"No connector reads files that end in `{ending or path.name}`",
        f"These are read: {', '.join(sorted(set(endings)))}, also as .gz and .zip.",
    )


def _marked(claiming: Sequence[Entry], place: Place) -> Entry:
    """Of the connectors that share an ending, the one whose marks the file's beginning holds; else one without."""
    if len(claiming) == 1:
        return claiming[0]
    with opened(place) as stream:
        beginning = stream.read(_LOOKED_AT)
    marked = [entry for entry in claiming if any(mark in beginning for mark in entry.constant.marks)]
    return (marked or [entry for entry in claiming if not entry.constant.marks] or list(claiming))[0]
