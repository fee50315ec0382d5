"""Which of our tables an uploaded file most likely is, and which of its columns are which of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desirepath.runs.guess_columns import CALLED, guess_columns, plain
from desirepath.runs.reading.messages import Columns
from desirepath.vocabulary.tables import EVENTS, TABLES, Table

ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    **CALLED,
    "user_id": (*CALLED["user_id"], "employeeno", "employeenumber", "personid", "person", "personnelno", "staffid"),
    "role": ("jobrole", "jobtitle", "position", "function"),
    "region": ("country", "location", "area", "site"),
    "hired_on": ("startdate", "hiredate", "datehired", "entrydate", "joinedon"),
    "business_unit": ("department", "unit", "orgunit", "division", "costcentre", "costcenter"),
    "manager": ("managerid", "supervisor", "reportsto"),
    "ticket_id": ("ticketid", "ticketno", "ticketnumber", "ticket", "incidentid", "issuekey", "number"),
    "opened_at": ("openedat", "opened", "createdat", "created", "creationdate", "createdon"),
    "closed_at": ("closedat", "closed", "resolvedat", "resolved", "closedon"),
    "subject": ("summary", "shortdescription", "title"),
    "body": ("description", "text", "details"),
    "query": ("searchterm", "search", "terms", "keywords"),
}
"""What other files call our columns, without case, blanks and signs; the likelier names first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A table, and our columns by the file's."""

    table: str
    columns: Mapping[str, str]

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns that a row cannot do without, and that were not found."""
        return tuple(one.name for one in TABLES[self.table].columns if one.required and one.name not in self.columns)


def recognised(seen: Columns, name: str) -> Recognised:
    """The table that most of the columns fit; where none is complete, the one that the file is named after."""
    found = [(table, _by_name(table, seen)) for table in TABLES.values()]
    whole = [(table, columns) for table, columns in found if not _lacks(table, columns)]
    named = [one for one in whole if one[0].name in name.lower()]
    if whole:
        best = max(named or whole, key=lambda one: (len(one[1]), sum(column.required for column in one[0].columns)))
        return Recognised(table=best[0].name, columns=best[1])
    like = next((table for table in TABLES.values() if table.name.rstrip("s") in name.lower()), EVENTS)
    return as_table(seen, like.name)


def as_table(seen: Columns, table: str) -> Recognised:
    """The file as one table: its columns by name, and a log's by what is in them. Raises KeyError for no table."""
    columns = _by_name(TABLES[table], seen)
    if table == EVENTS.name and _lacks(EVENTS, columns):
        guessed = guess_columns(seen.sample, seen.names).columns
        columns |= {ours: theirs for ours, theirs in guessed.items() if theirs not in columns.values()}
    return Recognised(table=table, columns=columns)


def found_unsaid(ours: str, seen: Columns) -> str | None:
    """The column that is taken for one of ours where a rollout file says nothing of it."""
    for name in seen.names.get(ours, (ours,)):
        for theirs in seen.columns:
            if _alike(theirs) == _alike(name):
                return theirs
    return None


def _by_name(table: Table, seen: Columns) -> dict[str, str]:
    columns: dict[str, str] = {}
    by_plain: dict[str, str] = {}
    for theirs in seen.columns:
        by_plain.setdefault(plain(theirs), theirs)
    # A name that says it plainly goes before one that only might mean it.
    for called in (seen.names, {one.name: (one.name,) for one in table.columns}, ALSO_CALLED):
        for column in table.columns:
            if column.name not in columns:
                near = (by_plain.get(plain(name)) for name in called.get(column.name, ()))
                hit = next((theirs for theirs in near if theirs and theirs not in columns.values()), None)
                columns |= {column.name: hit} if hit else {}
    return columns


def _lacks(table: Table, columns: Mapping[str, str]) -> bool:
    return any(one.required and one.name not in columns for one in table.columns)


def _alike(name: str) -> str:
    return "".join(sign for sign in name if not sign.isspace() and sign not in "_-").lower()
