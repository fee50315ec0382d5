"""Where the data is: one entry a file or glob, each for one table."""

from __future__ import annotations

from desirepath.connectors.rollout_file import values
from desirepath.connectors.rollout_file.given import Given, Mistakes, harmless, quoted
from desirepath.connectors.rollout_file.nodes import Scalar
from desirepath.vocabulary.errors import did_you_mean
from desirepath.vocabulary.file_keys import Key
from desirepath.vocabulary.rollout import Source
from desirepath.vocabulary.rollout_keys import EXPORTS
from desirepath.vocabulary.tables import TABLES


def read_sources(rollout: Given, mistakes: Mistakes) -> tuple[Source, ...]:
    """All sources. Whether their files exist is looked at when they are read.

    Events may come from clients in place of a file.
    """
    given = rollout.each("sources")
    read = [_source(one, mistakes) for one in given]
    sources = tuple(source for source in read if source is not None)
    all_read = given and len(sources) == len(given) and not rollout.has("collect")
    if all_read and not any(source.table == "events" for source in sources):
        mend = "Add `- {table: events, file: events.csv}`: without events there is nothing to diagnose."
        mistakes.add("no_events", rollout.line_of("sources"), "no source holds the table `events`", mend)
    return sources


def _source(section: Given, mistakes: Mistakes) -> Source | None:
    table = section.read("table", values.choice)
    file, query = section.read("file", values.text), _query(section, mistakes)
    said = section.read("format", values.choice)
    part = _part(section, mistakes)
    workflow = section.read("workflow", values.identifier)
    columns = {} if table is None else _columns(section, table, mistakes)
    if table is None or (file is None) == (query is None):
        return None
    return Source(
        table=table,
        file=file or "",
        query=query,
        database=section.read("database", values.text),
        format=None if said in EXPORTS else said,
        export=said if said in EXPORTS else None,
        part=part,
        workflow=workflow,
        columns=columns,
        line=section.line,
    )


def _query(section: Given, mistakes: Mistakes) -> str | None:
    """The query, if there is one; and a word where there are both or neither of file and query."""
    if section.has("file") and section.has("query"):
        what = "a source has a `file` or a `query`, not both"
        mistakes.add("file_and_query", section.line_of("query"), what, "Keep the one that gives the rows.")
    elif not section.has("file") and not section.has("query"):
        mend = "Write for example `file: events.csv`, or `query: SELECT …` in its place."
        mistakes.add("missing_key", section.line, "a source lacks `file`", mend)
    if section.has("database") and not section.has("query"):
        mend = "Add the `query` that is put to it."
        mistakes.add(
            "database_without_query", section.line_of("database"), "a `database` gives no rows by itself", mend
        )
    return section.read("query", values.text)


def _part(section: Given, mistakes: Mistakes) -> str | None:
    """Which of the tables of its file the source means."""
    named = [name for name in ("sheet", "object_type") if section.has(name)]
    if len(named) > 1:
        what = "a source has a `sheet` or an `object_type`, not both"
        mistakes.add("two_parts", section.line_of(named[1]), what, "Keep `sheet` for XLSX, `object_type` for OCEL.")
    said = [section.read(name, values.text) for name in named]
    return said[0] if said else None


def _columns(section: Given, table: str, mistakes: Mistakes) -> dict[str, str | None]:
    """Our column name to theirs; None where the file's own column of that meaning is not to be used."""
    columns: dict[str, str | None] = {}
    for ours, theirs in section.names("columns"):
        if not _is_a_column(ours, table, mistakes):
            continue
        if isinstance(theirs, Scalar) and theirs.is_nothing:
            columns[ours.text] = None
            _refuse_missing(ours, table, mistakes)
        elif (name := values.text(theirs, _named(ours), mistakes)) is not None:
            columns[ours.text] = name
    return columns


def _named(ours: Scalar) -> Key:
    return Key(name=harmless(ours.text), holds="text", meaning="the file's name for it", example="Claim Number")


def _is_a_column(ours: Scalar, table: str, mistakes: Mistakes) -> bool:
    known = [column.name for column in TABLES[table].columns]
    if ours.text in known or (TABLES[table].keeps_more and ours.text.strip()):
        return True
    what = f"{quoted(ours.text)} is not a column of the table `{table}`"
    mend = did_you_mean(ours.text, known)
    if ours.text.casefold() != ours.text:
        mend = f"{mend} On the left stands our name, on the right the file's."
    mistakes.add("unknown_column", ours, what, mend)
    return False


def _refuse_missing(ours: Scalar, table: str, mistakes: Mistakes) -> None:
    required = {column.name for column in TABLES[table].columns if column.required}
    if ours.text in required:
        what = f"the table `{table}` cannot do without `{ours.text}`"
        mistakes.add("column_needed", ours, what, f"Write the file's name for it in place of null: `{ours.text}: …`.")
