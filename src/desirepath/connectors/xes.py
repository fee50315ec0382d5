"""XES, the exchange format of event logs (IEEE 1849).

What it reads
    Traces and their events, as a stream: memory does not grow with the file. A trace's name is the case, an
    event's name the activity, `time:timestamp` the time, `org:resource` the person unless `columns` says
    otherwise. Other attributes of the trace are columns `case:NAME`, those of the event keep their names; one
    inside another is `OUTER/INNER`. A classifier of the log is the column `classifier:NAME`, its values joined
    by `+`.

What it assumes and says
    An event counts when it is done: where `lifecycle:transition` tells, events that only say that work was
    scheduled, begun or paused are passed over, and how many. `columns: {"lifecycle:transition": null}` takes
    them all. A trace without a name is called by its number.

What it refuses
    Any document type or entity declaration. XML that is not well formed, with its line. Elements more than 200
    deep, a tag longer than 16 MiB, more than 10,000 attributes and classifiers.

Example
    `{table: events, file: claims.xes.gz, columns: {user_id: null}}`
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from desirepath.connectors.connector import LINE, Connector, Place, Raw, Remark
from desirepath.connectors.containers import mistake, opened
from desirepath.connectors.xes_stream import TRACE_NUMBER, Head, Row, batches, first_rows

CONNECTOR = Connector(
    name="xes",
    title="XES",
    endings=(".xes", ".xml"),
    reads="traces and their events, as a stream",
    formats=("xes",),
    marks=(b"<log", b"<trace"),
    names={
        "case_id": "case:concept:name",
        "activity": "concept:name",
        "at": "time:timestamp",
        "user_id": "org:resource",
    },
    watched=("lifecycle:transition",),
)
_BYTES_LOOKED_AT = 1 << 20
MOST_COLUMNS = 10_000
_CASE, _TRANSITION, _CLASSIFIER = "case:concept:name", "lifecycle:transition", "classifier:"
_DONE = ("complete", "autoskip", "manualskip", "withdraw", "ate_abort", "pi_abort")
"""The transitions of the standard's life cycle after which an activity goes no further."""


def columns(place: Place) -> tuple[str, ...]:
    """The attributes of the first traces, in the order of their appearance, and the log's classifiers."""
    head, rows = _beginning(place)
    names: dict[str, None] = {}
    for row in rows:
        names.update(dict.fromkeys(row))
    if not rows:
        what = "It has no event, or none near its beginning"
        raise mistake(place.path, "no_events", what, "Is it a log, and the right one?")
    if len(names) + len(head.classifiers) > MOST_COLUMNS:
        what = f"It has more than {MOST_COLUMNS:,} attributes and classifiers"
        raise mistake(place.path, "too_many_columns", what, "Export it with less inside.")
    names[_CASE] = None
    for own in (LINE, TRACE_NUMBER):
        names.pop(own, None)
    return (*names, *(f"{_CLASSIFIER}{name}" for name in head.classifiers))


def read(place: Place, needed: frozenset[str]) -> Raw:
    """Batches of the needed columns as text, with the line on which the event begins."""
    head, sample = _beginning(place)
    made = {name: head.classifiers[name.removeprefix(_CLASSIFIER)] for name in needed if name.startswith(_CLASSIFIER)}
    attributes = sorted({*needed, *(key for keys in made.values() for key in keys)} - set(made))
    only_done = _TRANSITION in needed and any(_is_done(row.get(_TRANSITION)) for row in sample)
    passed_over = unnamed = 0
    with opened(place) as stream:
        for batch in batches(stream, place.path, attributes):
            rows = batch.filter(_done(batch.column(_TRANSITION))) if only_done else batch
            passed_over += batch.num_rows - rows.num_rows
            unnamed += rows.column(_CASE).null_count if _CASE in needed else 0
            yield _with_made_columns(rows, sorted(needed - set(made)), made)
    if passed_over:
        yield Remark(
            f"{place.path.name}: {passed_over:,} events say only that work was scheduled, begun or paused "
            f"(`{_TRANSITION}`), and are passed over"
        )
    if unnamed:
        yield Remark(f"{place.path.name}: {unnamed:,} events are of traces without a name, called by their number")


def _beginning(place: Place) -> tuple[Head, list[Row]]:
    with opened(place) as stream:
        return first_rows(stream, place.path, _BYTES_LOOKED_AT)


def _is_done(transition: str | int | None) -> bool:
    return str(transition).lower() in _DONE


def _done(transitions: pa.Array) -> pa.Array:
    """Which events are done; one without a transition is."""
    low = pc.utf8_lower(transitions)
    return pc.or_(pc.is_null(transitions), pc.fill_null(pc.is_in(low, pa.array(_DONE)), False))  # noqa: FBT003


def _with_made_columns(rows: pa.RecordBatch, plain: list[str], made: dict[str, tuple[str, ...]]) -> pa.RecordBatch:
    columns = {name: rows.column(name) for name in plain}
    if _CASE in columns:
        number = pc.binary_join_element_wise("trace", rows.column(TRACE_NUMBER).cast(pa.string()), " ")
        columns[_CASE] = pc.coalesce(columns[_CASE], number)
    for name, keys in made.items():
        parts = [rows.column(key) for key in keys]
        columns[name] = pc.binary_join_element_wise(*parts, "+", null_handling="skip")
    return pa.RecordBatch.from_pydict({**columns, LINE: rows.column(LINE)})
