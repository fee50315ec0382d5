"""A rollout file as a form: fields with their names, labels and values, and rows of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["text", "date", "choice", "lines", "flag", "number"]
NEW = "new"
"""What stands in place of a row's number in the names of a row that is not in the file yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One value as a form shows it.

    `name` is its name in HTML (`workflows-0-steps-2-title`), `key` the last part of it. `group` is the section of the
    file that it stands in beside others (`owners`), or empty. `value` is what is shown; a flag's is "true" or "".
    A list is shown one item a line; a line break within an item as `↵`. Where the widget of its kind could not show
    the value, so that a browser would lose it, the kind is `text`. `choices` hold the empty one where it may be left
    out, and whatever stands in the file. `line` and `last_line` count from 1; None where the file says nothing.
    """

    name: str
    key: str
    label: str
    help: str
    kind: Kind
    value: str
    choices: tuple[str, ...] = ()
    required: bool = False
    group: str = ""
    line: int | None = None
    last_line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry of a table, such as a step. `name` is what the names of its fields begin with (`workflows-0-steps-2`).

    `line` and `last_line` are those of the whole entry, None for a row that is not in the file.
    """

    name: str
    index: str
    fields: tuple[Field, ...]
    tables: tuple[Table, ...] = ()
    line: int | None = None
    last_line: int | None = None

    def field(self, key: str) -> Field:
        """The field of this key, such as `title`. Raises KeyError where there is none."""
        return _of_key(self.fields, key)

    def table(self, key: str) -> Table:
        """The table of this key, such as `steps`. Raises KeyError where there is none."""
        return _table_of_key(self.tables, key)

    def every_field(self) -> Iterator[Field]:
        """All fields, those of its tables included."""
        yield from self.fields
        for table in self.tables:
            for row in table.rows:
                yield from row.every_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of one kind. `blank` is an empty row whose names have `new` in place of a number.

    A row is added by posting it under `new`, `new0`, `new1` and so on, or under numbers behind the last; it is
    removed by posting all its fields empty.
    """

    name: str
    key: str
    label: str
    help: str
    rows: tuple[Row, ...]
    blank: Row
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RolloutForm:
    """The whole form. The section `collect`, and every key that the form does not know, are not in it."""

    fields: tuple[Field, ...]
    tables: tuple[Table, ...]

    @property
    def workflows(self) -> tuple[Row, ...]:
        return self.table("workflows").rows

    @property
    def sources(self) -> tuple[Row, ...]:
        return self.table("sources").rows

    def table(self, key: str) -> Table:
        """The table of this key, such as `sources`. Raises KeyError where there is none."""
        return _table_of_key(self.tables, key)

    def every_field(self) -> Iterator[Field]:
        """All fields, those of the rows included, in the order of the form."""
        yield from self.fields
        for table in self.tables:
            for row in table.rows:
                yield from row.every_field()

    def every_row(self) -> Iterator[Row]:
        """All rows, outer ones before those in them."""
        waiting = list(self.tables)
        while waiting:
            table = waiting.pop(0)
            for row in table.rows:
                yield row
                waiting += row.tables

    def field(self, name: str) -> Field:
        """The field of this whole name. Raises KeyError where there is none."""
        for one in self.every_field():
            if one.name == name:
                return one
        raise KeyError(name)

    def posted(self) -> dict[str, str]:
        """What a browser sends where nothing was changed: the value of every field by its name."""
        return {one.name: one.value for one in self.every_field()}


def _of_key(fields: tuple[Field, ...], key: str) -> Field:
    for one in fields:
        if one.key == key:
            return one
    raise KeyError(key)


def _table_of_key(tables: tuple[Table, ...], key: str) -> Table:
    for one in tables:
        if one.key == key:
            return one
    raise KeyError(key)
