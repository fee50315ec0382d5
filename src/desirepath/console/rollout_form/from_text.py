"""The text of a rollout file as a form. The reader, the JSON Schema and the form go by the same table of keys."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desirepath.console.rollout_form.fields import NEW, Field, RolloutForm, Row, Table
from desirepath.console.rollout_form.labels import label_of
from desirepath.console.rollout_form.located import MARK, CollectionAt, EntryAt, NodeAt, located
from desirepath.console.rollout_form.shown import NAME_CELLS, UNSHOWN, kind_of, one_line, shown
from desirepath.report.spoken import said
from desirepath.vocabulary.file_keys import Key, Section
from desirepath.vocabulary.rollout_keys import ROLLOUT

DATE_CELL = Key(name="date", holds="moment", meaning="when it went live for them", example="2025-01-31", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where fields stand: what their names begin with, and the section that groups them."""

    prefix: str = ""
    group: str = ""

    def inside(self, key: str) -> Place:
        return Place(prefix=f"{self.prefix}{key}-", group=key)

    def row(self, table: str, index: str) -> Place:
        return Place(prefix=f"{self.prefix}{table}-{index}-")


def form_of(text: str) -> RolloutForm:
    """The form of a rollout file's text (YAML 1.2).

    Raises BadInput with the line, as `check` does, where it is no YAML or no mapping, and for aliases and tags.
    """
    fields, tables = _part(ROLLOUT, located(text.removeprefix(MARK)), Place())
    return RolloutForm(fields=fields, tables=tables)


def name_cell(key: Key) -> Key:
    """The field that holds the name of a row of a mapping by free names."""
    cell = NAME_CELLS[key.name]
    meaning = {"id": "the step's id, as the path names it", "activity": "what the log calls it"}.get(
        cell, "a value of the cut; `other` is for every value not named"
    )
    return Key(name=cell, holds="text", meaning=meaning, example="", required=True)


def _part(section: Section, node: NodeAt | None, place: Place) -> tuple[tuple[Field, ...], tuple[Table, ...]]:
    mapping = node if isinstance(node, CollectionAt) and not node.is_list else None
    fields: list[Field] = []
    tables: list[Table] = []
    for key in section.keys:
        if key.name in UNSHOWN:
            continue
        entry = mapping.entry(key.name) if mapping else None
        if key.holds == "section" and key.inside is not None:
            inner = _part(key.inside, entry.value if entry else None, place.inside(key.name))
            fields += inner[0]
            tables += inner[1]
        elif key.holds in ("sections", "section_by_name", "moment_by_value"):
            tables.append(_table(key, entry, place))
        else:
            fields.append(_field(key, entry, place))
    return tuple(fields), tuple(tables)


def _field(key: Key, entry: EntryAt | None, place: Place) -> Field:
    value = shown(key, entry.value if entry else None)
    choices = tuple(map(str, key.choices))
    if choices:
        choices = tuple(dict.fromkeys((*(("",) if not (key.required and value) else ()), *choices, value)))
    return Field(
        name=place.prefix + key.name,
        key=key.name,
        label=label_of(key.name, place.group),
        help=_help(key),
        kind=kind_of(key, value),
        value=value,
        choices=choices,
        required=key.required,
        group=place.group,
        line=entry.line if entry else None,
        last_line=entry.last_line if entry else None,
    )


def _help(key: Key) -> str:
    meaning = said(key.meaning)
    return meaning[:1].upper() + meaning[1:] + "."


def _table(key: Key, entry: EntryAt | None, place: Place) -> Table:
    node = entry.value if entry else None
    is_list = key.holds == "sections"
    listed = node.entries if isinstance(node, CollectionAt) and node.is_list == is_list else ()
    return Table(
        name=place.prefix + key.name,
        key=key.name,
        label=label_of(key.name, place.group),
        help=_help(key),
        rows=tuple(row_of(key, one, place.row(key.name, str(number))) for number, one in enumerate(listed)),
        blank=row_of(key, None, place.row(key.name, NEW)),
        group=place.group,
    )


def row_of(key: Key, entry: EntryAt | None, inside: Place) -> Row:
    """One row of the table that the key holds, at this place; empty where there is no entry."""
    node = entry.value if entry else None
    if key.inside is not None:
        fields, tables = _part(key.inside, node, inside)
    else:
        fields, tables = (_field(DATE_CELL, entry, inside),), ()
    if key.holds != "sections":
        fields = (_name_field(key, entry, inside), *fields)
    name = inside.prefix.removesuffix("-")
    return Row(
        name=name,
        index=name.rpartition("-")[2],
        fields=fields,
        tables=tables,
        line=entry.line if entry else None,
        last_line=entry.last_line if entry else None,
    )


def _name_field(key: Key, entry: EntryAt | None, place: Place) -> Field:
    field = _field(name_cell(key), None, place)
    if entry is None or entry.key is None:
        return field
    name = entry.key
    return replace(field, value=one_line(name.text), line=name.line, last_line=name.last_line)
