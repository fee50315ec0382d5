"""Which columns of a log are case, activity, time and person: by what they are called, else by what is in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from desirepath.connectors.times import microseconds_of, sniffed

NEEDED = ("case_id", "activity", "at")
CALLED: dict[str, tuple[str, ...]] = {
    "case_id": (
        *("caseid", "case", "caseconceptname", "caseno", "casenumber", "traceid", "ticketid", "incidentid"),
        *("orderid", "claimid", "requestid", "documentid", "requestno", "orderno", "claimno", "documentno", "number"),
    ),
    "activity": (
        *("activity", "activityname", "conceptname", "eventname", "event", "task", "taskname", "action", "eventtype"),
        *("step", "status", "state", "identstate", "incidentstate"),
    ),
    "at": (
        *("at", "timestamp", "timetimestamp", "completetimestamp", "time", "eventtime", "datetime", "occurredat"),
        *("endtime", "endtimestamp", "sysupdatedat", "updatedat", "changedon", "changedat", "createdat"),
        *("starttimestamp", "starttime", "createdon", "date"),
    ),
    "user_id": (
        *("userid", "user", "resource", "orgresource", "employee", "employeeid", "actor", "performer", "agent"),
        *("clerk", "changedby", "sysupdatedby", "assignedto"),
    ),
}
"""What other logs call our columns, without case, blanks and signs; the likelier names first."""
_ID_IN_NAME = re.compile(r"(^|[^a-z])(id|no|nr|number|key|reference|ref)$", re.IGNORECASE)
_MOSTLY = 0.9
_MOST_ACTIVITIES = 200
_MOST_EVENTS_A_CASE = 60


@dataclass(frozen=True, slots=True)
class Guess:
    """Our columns by the log's; those of `by_content` were not known by their names."""

    columns: Mapping[str, str]
    by_content: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(ours for ours in NEEDED if ours not in self.columns)


def plain(name: str) -> str:
    """A name without case, blanks and signs."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def guess_columns(sample: Mapping[str, Sequence[str | None]], usual: Mapping[str, Sequence[str]]) -> Guess:
    """The guess from the first rows (values by column). `usual` is what files of this format call our columns."""
    by_plain: dict[str, str] = {}
    for name in sample:
        by_plain.setdefault(plain(name), name)
    columns = {ours: name for ours, names in usual.items() for name in names[:1] if name in sample}
    for ours, called in CALLED.items():
        if ours not in columns:
            found = [by_plain[name] for name in called if name in by_plain and by_plain[name] not in columns.values()]
            columns.update({ours: found[0]} if found else {})
    by_content = []
    for ours, look in (("at", _a_time), ("case_id", _a_case), ("activity", _an_activity)):
        if ours not in columns:
            rest = {name: values for name, values in sample.items() if name not in columns.values()}
            found_name = look(rest, columns, sample)
            if found_name is not None:
                columns[ours] = found_name
                by_content.append(ours)
    return Guess(columns, tuple(by_content))


_Values = Mapping[str, Sequence[str | None]]


def _a_time(rest: _Values, _: Mapping[str, str], __: _Values) -> str | None:
    """The first column that is nearly all times."""
    return next((name for name, values in rest.items() if _share_of_times(values) >= _MOSTLY), None)


def _share_of_times(values: Sequence[str | None]) -> float:
    texts = pa.array(values, pa.string())
    there = pc.and_(texts.is_valid(), pc.not_equal(pc.utf8_trim_whitespace(pc.fill_null(texts, "")), ""))
    form = sniffed(texts.filter(there))
    # A whole number is a time since 1970 only if nothing else is; an id of ten digits is none.
    if form is None or form.order == "seconds since 1970":
        return 0.0
    read = microseconds_of(pc.utf8_trim_whitespace(texts.filter(there)), form, "UTC")
    return (len(read) - read.null_count) / max(len(values), 1)


def _a_case(rest: _Values, _: Mapping[str, str], __: _Values) -> str | None:
    """The column of most values that still repeat; one that is called an id or a number goes first."""
    repeating = {name: distinct for name, values in rest.items() if (distinct := _repeats(values))}
    if not repeating:
        return None
    return max(repeating, key=lambda name: (bool(_ID_IN_NAME.search(name)), repeating[name]))


def _repeats(values: Sequence[str | None]) -> int:
    """How many different values there are, if they repeat as cases do: 2 to 60 times on average; else 0."""
    there = [value for value in values if value]
    distinct = len(set(there))
    as_cases = 2 * distinct <= len(there) <= _MOST_EVENTS_A_CASE * distinct
    return distinct if len(there) >= _MOSTLY * len(values) and as_cases and distinct > 1 else 0


def _an_activity(rest: _Values, columns: Mapping[str, str], sample: _Values) -> str | None:
    """The column of few values that changes most often from one row of a case to the next."""
    if "case_id" not in columns:
        return None
    cases = sample[columns["case_id"]]
    changes = {
        name: _changes(cases, values)
        for name, values in rest.items()
        if 1 < len({value for value in values if value}) <= min(_MOST_ACTIVITIES, len(values) // 2)
    }
    best = max(changes, key=lambda name: changes[name], default=None)
    return best if best is not None and changes[best] else None


def _changes(cases: Sequence[str | None], values: Sequence[str | None]) -> int:
    last: dict[str | None, str | None] = {}
    changes = 0
    for case, value in zip(cases, values, strict=True):
        changes += case in last and last[case] != value
        last[case] = value
    return changes
