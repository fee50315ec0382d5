"""The entry of a file among the sources of a rollout file: written anew, or in place of one that waits for its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desirepath.console.rollout_form.from_text import form_of
from desirepath.console.rollout_form.into_text import text_with
from desirepath.console.rollouts.recognised import found_unsaid
from desirepath.runs.reading.messages import Columns
from desirepath.vocabulary.rollout import Source
from desirepath.vocabulary.tables import TABLES


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """What a file is: its table, our columns by its own (None: not to be used), and which part of it is meant."""

    table: str
    file: str
    columns: Mapping[str, str | None] = field(default_factory=dict)
    part_key: str = ""
    part: str = ""

    def source(self) -> Source:
        """As a reader is asked for it."""
        return Source(table=self.table, file=self.file, part=self.part or None, columns=self.columns)


def worth_saying(table: str, chosen: Mapping[str, str], seen: Columns) -> dict[str, str | None]:
    """Of the columns that were chosen, those that would not be found without a word; those left out as None."""
    said: dict[str, str | None] = {}
    for column in TABLES[table].columns:
        unsaid, theirs = found_unsaid(column.name, seen), chosen.get(column.name) or None
        if theirs != unsaid:
            said[column.name] = theirs
    return said


def text_with_source(text: str, entry: SourceEntry, folder: Path) -> str:
    """The rollout file with the entry. Raises BadInput where the text cannot be read."""
    index = _place(text, entry, folder)
    fields = {
        "table": entry.table,
        "file": entry.file,
        "columns": "\n".join(f"{ours}={theirs or ''}" for ours, theirs in entry.columns.items()),
    }
    if entry.part_key and entry.part:
        fields[entry.part_key] = entry.part
    return text_with(text, {f"sources-{index}-{key}": value for key, value in fields.items()})


def _place(text: str, entry: SourceEntry, folder: Path) -> str:
    """The row of the same file; else of the same table whose file is not there; else a new one."""
    rows = form_of(text).sources
    for row in rows:
        if row.field("file").value == entry.file:
            return row.index
    for row in rows:
        named = row.field("file").value
        waits = named and not any(sign in named for sign in "*?[") and not (folder / named).exists()
        if waits and row.field("table").value == entry.table:
            return row.index
    return "new"
