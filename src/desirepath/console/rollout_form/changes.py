"""What differs between the form of a text and what was posted, key by key and row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desirepath.console.rollout_form.changed_lines import changed_lines
from desirepath.console.rollout_form.edits import Added, Alterations, Edit, value_instead
from desirepath.console.rollout_form.from_text import DATE_CELL, Place, name_cell, row_of
from desirepath.console.rollout_form.located import CollectionAt, EntryAt, ScalarAt
from desirepath.console.rollout_form.posted import TABLES_OF, indices, new_of, new_part, new_row, new_value, sent
from desirepath.console.rollout_form.shown import (
    LONG_TEXTS,
    UNSHOWN,
    as_sent,
    one_line,
    shown,
    shown_columns,
    shown_items,
    unfolded,
)
from desirepath.console.rollout_form.written_yaml import Indents, New, NewMapping, rewritten
from desirepath.vocabulary.file_keys import Key, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The text as it is, what was posted for it, and how it is indented."""

    text: str
    posted: Mapping[str, str]
    indents: Indents

    def alterations(self, node: CollectionAt, *, keeps_comments: bool = False) -> Alterations:
        """No changes yet of a mapping or a list."""
        indents = self.indents
        if node.is_list and not node.flow and node.entries:
            first = node.entries[0]
            gap = self.text[first.head + 1 : first.value.start]
            indents = replace(indents, behind_dash=len(gap) + 1) if gap and not gap.strip(" ") else indents
        return Alterations(text=self.text, node=node, indents=indents, keeps_comments=keeps_comments)


@dataclass(frozen=True, slots=True, kw_only=True)
class _At:
    """A key of a mapping of the file, its entry there, and where its fields stand."""

    key: Key
    entry: EntryAt
    place: Place
    into: Alterations

    def removed(self) -> None:
        self.into.removed.add(self.into.node.entries.index(self.entry))

    def instead(self, value: New | None) -> None:
        """A new value where nothing stands or one of the wrong sort; the old one stays where there is no new one."""
        if value is not None:
            self.into.within += value_instead(self.into, self.entry, value)


def changes_of(section: Section, mapping: CollectionAt, place: Place, given: Sent) -> Alterations:
    """What changes in a mapping of the file that has the keys of the section."""
    changes = given.alterations(mapping, keeps_comments=True)
    for key in section.keys:
        if key.name in UNSHOWN:
            continue
        entry = mapping.entry(key.name)
        if entry is not None:
            _change(_At(key=key, entry=entry, place=place, into=changes), given)
        elif (value := new_of(key, given.posted, place)) is not None:
            behind = _last_before(section, key, mapping)
            changes.added.append(Added(behind=behind, name=key.name, value=value))
    return changes


def _last_before(section: Section, key: Key, mapping: CollectionAt) -> int:
    """The number of the entry whose key stands nearest before this one in the section; -1 where there is none."""
    names = [one.key.text if one.key else "" for one in mapping.entries]
    before = [one.name for one in section.keys[: section.keys.index(key)] if one.name in names]
    return names.index(before[-1]) if before else -1


def _change(at: _At, given: Sent) -> None:
    key, value = at.key, at.entry.value
    is_list = key.holds == "sections"
    if key.holds not in ("section", *TABLES_OF):
        _change_field(at, given)
    elif not isinstance(value, CollectionAt) or value.is_list != is_list:
        at.instead(new_of(key, given.posted, at.place))
    else:
        if key.holds == "section" and key.inside is not None:
            inner = changes_of(key.inside, value, at.place.inside(key.name), given)
        else:
            inner = _changed_rows(key, value, at.place, given)
        if inner.leaves_nothing:
            at.removed()
        else:
            at.into.within += inner.edits()


def _change_field(at: _At, given: Sent) -> None:
    key, value = at.key, at.entry.value
    name = at.place.prefix + key.name
    said = sent(key, given.posted, name)
    was = shown(key, value)
    if said is None or as_sent(given.posted[name]) == as_sent(was) or said == was:
        return
    collection = value if isinstance(value, CollectionAt) and value.is_list == (key.holds == "texts") else None
    seen = shown_items(value) if key.holds == "texts" else shown_columns(value)
    if not said and (collection is None or len(seen) == len(collection.entries)):
        at.removed()
    elif collection is not None:
        changes = given.alterations(collection)
        changed_lines(changes, said, seen)
        at.into.within += changes.edits()
    elif isinstance(value, ScalarAt) and not value.is_nothing and key.holds not in ("texts", "column_by_name"):
        new = said if key.name in LONG_TEXTS else unfolded(said)
        at.into.within.append(_rewritten(value, new, key, at.into))
    else:
        at.instead(new_value(key, said))


def _rewritten(old: ScalarAt, new: str, key: Key, into: Alterations) -> Edit:
    put = rewritten(old, new, key.holds, into.text, in_flow=into.node.flow)
    return Edit(start=old.start, end=old.end, put=put)


def _changed_rows(key: Key, node: CollectionAt, place: Place, given: Sent) -> Alterations:
    """What changes in the rows of a table of the file."""
    changes = given.alterations(node)
    for number, entry in enumerate(node.entries):
        if _is_emptied(key, entry, place.row(key.name, str(number)), given):
            changes.removed.add(number)
        else:
            at = _At(key=key, entry=entry, place=place.row(key.name, str(number)), into=changes)
            _change_row(at, given)
    for index in indices(key, given.posted, place, len(node.entries)):
        row = new_row(key, given.posted, place, index)
        if row is not None:
            name = None if node.is_list else row[0]
            changes.added.append(Added(behind=len(node.entries) - 1, name=name, value=row[1]))
    return changes


def _is_emptied(key: Key, entry: EntryAt, place: Place, given: Sent) -> bool:
    """Whether the row showed something, and all of it was posted empty."""
    row = row_of(key, entry, place)
    showed = [field.name for field in row.every_field() if field.value]
    still = (said for name, said in given.posted.items() if name.startswith(place.prefix))
    return bool(showed) and all(name in given.posted for name in showed) and not any(said.strip() for said in still)


def _change_row(at: _At, given: Sent) -> None:
    key, entry = at.key, at.entry
    if entry.key is not None:
        _rename(at, entry.key, given)
    if key.inside is None:
        _change_date(at, given)
    elif isinstance(entry.value, CollectionAt) and not entry.value.is_list:
        inner = changes_of(key.inside, entry.value, at.place, given)
        if inner.leaves_nothing and not entry.value.flow:
            at.into.within.append(Edit(start=entry.value_from, end=entry.end, put=" {}"))
        else:
            at.into.within += inner.edits()
    elif pairs := new_part(key.inside, given.posted, at.place):
        at.instead(NewMapping(pairs=pairs))


def _rename(at: _At, name: ScalarAt, given: Sent) -> None:
    cell = name_cell(at.key)
    said = sent(cell, given.posted, at.place.prefix + cell.name)
    if said is not None and said.strip() != one_line(name.text).strip():
        at.into.within.append(_rewritten(name, unfolded(said), cell, at.into))


def _change_date(at: _At, given: Sent) -> None:
    """The date of a row whose value it is; a row whose date is posted empty keeps its name."""
    said = sent(DATE_CELL, given.posted, at.place.prefix + DATE_CELL.name)
    if said == "" and shown(DATE_CELL, at.entry.value):
        at.into.within.append(Edit(start=at.entry.value_from, end=at.entry.end, put=" null"))
    else:
        _change_field(replace(at, key=DATE_CELL), given)
