"""What a rollout file says of events that clients send: the section `collect`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import cast

from desirepath.connectors.rollout_file import values
from desirepath.connectors.rollout_file.given import Given, Mistakes, harmless, quoted
from desirepath.connectors.rollout_file.mapped_values import Mapped, value_of
from desirepath.vocabulary.collect_keys import SHORT_COLUMNS, mapped_columns, needed_columns
from desirepath.vocabulary.collecting import RESERVED_COLUMNS, Collecting, EventMapping, Literal, Value
from desirepath.vocabulary.errors import did_you_mean
from desirepath.vocabulary.file_keys import Key
from desirepath.vocabulary.rollout import Workflow
from desirepath.vocabulary.rollout_keys import ID_PATTERN
from desirepath.vocabulary.tables import TABLES

LONGEST_NAME = 64
_SHORT = {full: short for short, full in SHORT_COLUMNS.items()}


def read_collecting(rollout: Given, workflows: Sequence[Workflow], mistakes: Mistakes) -> Collecting | None:
    """The section, or None where there is none. Workflows that could not be read are not asked for."""
    section = rollout.inside("collect")
    if section is None:
        return None
    keep = _kept(section, mistakes)
    ignore = dict(section.read("ignore", values.texts) or ())
    entries = [_entry(entry, workflows, mistakes) for entry in section.each("events")]
    mappings = tuple(mapping for mapping in entries if mapping is not None)
    _refuse_unreachable(mappings, ignore, mistakes)
    if not section.has("events") and not section.has("keep"):
        mend = "Write for example `keep: [country]`, or `events` with an entry for each event."
        mistakes.add("empty", rollout.line_of("collect"), "`collect` says neither what to map nor what to keep", mend)
    return Collecting(events=mappings, keep=keep, ignore=tuple(ignore))


def _kept(section: Given, mistakes: Mistakes) -> tuple[str, ...]:
    """Names of properties that can be columns: DuckDB and Delta know no capitals apart, and few signs."""
    own = {column.name for column in TABLES["events"].columns} | set(RESERVED_COLUMNS)
    kept: dict[str, str] = {}
    for name, line in section.read("keep", values.texts) or ():
        if not re.fullmatch(ID_PATTERN, name) or len(name) > LONGEST_NAME:
            what = f"the property {quoted(name)} cannot be a column"
            mend = f"A column is a letter, then letters, digits, `_` or `-`, {LONGEST_NAME} at most; rename it in the client."
            mistakes.add("wrong_column_name", line, what, mend)
        elif name.lower() in own:
            what = f"`{name}` is a column of ours, and no property can be kept under its name"
            mistakes.add(
                "column_of_ours", line, what, "Fill it from a property in `events`, as `outcome: $result` does."
            )
        elif name.lower() in kept:
            what = f"the property {quoted(name)} stands twice in `keep`"
            mistakes.add("repeated_column", line, what, "Keep it once; capitals do not tell columns apart.")
        else:
            kept[name.lower()] = name
    return tuple(kept.values())


def _entry(entry: Given, workflows: Sequence[Workflow], mistakes: Mistakes) -> EventMapping | None:
    event = entry.read("event", values.text)
    table = entry.read("table", values.choice) if entry.has("table") else "events"
    where = _where(entry, mistakes)
    if table is None:
        return None
    columns = _columns(entry, table, workflows, mistakes)
    _refuse_missing(entry, table, columns, mistakes)
    if event is None:
        return None
    return EventMapping(event=event, table=table, columns=columns, where=where, line=entry.line)


def _where(entry: Given, mistakes: Mistakes) -> dict[tuple[str, ...], str]:
    conditions: dict[tuple[str, ...], str] = {}
    for name, node in entry.names("where"):
        key = Key(name=harmless(name.text), holds="text", meaning="what the property has to be", example="travel")
        said = values.text(node, key, mistakes)
        path = tuple(name.text.removeprefix("$").split("."))
        if not all(path):
            what = f"{quoted(name.text)} in `where` names no property"
            mistakes.add("no_property", name, what, "Write a name, with dots to go deeper: `request.type`.")
        elif said is not None:
            conditions[path] = said
    return conditions


def _columns(entry: Given, table: str, workflows: Sequence[Workflow], mistakes: Mistakes) -> dict[str, Value]:
    """The columns by their full names. The only workflow of a rollout need not be named."""
    columns: dict[str, Value] = {}
    known = mapped_columns(table)
    mapped = Mapped(entry, TABLES[table], workflows, mistakes)
    for name in mapped.given():
        line = entry.line_of(name)
        full = SHORT_COLUMNS.get(name, name)
        if name not in known:
            what = f"{quoted(name)} is not a column of the table `{table}`"
            mistakes.add("unknown_column", line, what, did_you_mean(name, known))
        elif full in columns:
            what = f"`{full}` is filled twice, as `{_SHORT[full]}` and as `{full}`"
            mistakes.add("repeated_column", line, what, "Keep one of them.")
        else:
            # mypy takes the two kinds of value for objects of any kind.
            value = cast("Value | None", entry.read(name, value_of))
            columns.update({} if value is None else {full: value})
    if "workflow" in known and not mapped.names_workflow() and len(workflows) == 1:
        columns["workflow"] = Literal(workflows[0].id)
    mapped.refuse_impossible(columns)
    return columns


def _refuse_missing(entry: Given, table: str, columns: Iterable[str], mistakes: Mistakes) -> None:
    for name in needed_columns(table):
        shown = _SHORT.get(name, name)
        if name not in columns and not entry.has(name) and not entry.has(shown):
            what = f"an entry for the table `{table}` lacks `{shown}`, {TABLES[table].column(name).meaning}"
            mistakes.add("missing_column", entry.line, what, f"Write for example `{shown}: ${shown}`.")
    needs_workflow = table == "events" or any(one.name == "workflow" and one.required for one in TABLES[table].columns)
    if needs_workflow and "workflow" not in columns and not entry.has("workflow"):
        what = "an entry does not say which of the workflows it means"
        mistakes.add("missing_column", entry.line, what, "Add `workflow`: an id, or a property such as `$workflow`.")


def _refuse_unreachable(mappings: Sequence[EventMapping], ignore: dict[str, int], mistakes: Mistakes) -> None:
    """An entry is never reached behind one that takes every event of the name, or the same ones."""
    for place, mapping in enumerate(mappings):
        line = mapping.line or 1
        if mapping.event in ignore:
            what = f"the event {quoted(mapping.event)} is mapped here, but stands in `ignore` too"
            mistakes.add("mapped_and_ignored", ignore[mapping.event], what, "Keep it in one place.")
        for before in mappings[:place]:
            if before.event == mapping.event and before.where.items() <= mapping.where.items():
                what = f"this entry is never reached: that in line {before.line} takes its events already"
                mistakes.add("never_reached", line, what, "Put the one with more in `where` first, or remove one.")
                break
