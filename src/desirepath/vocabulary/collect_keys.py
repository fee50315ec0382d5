"""The keys of a rollout file's section `collect`: what events of clients become."""

from __future__ import annotations

from desirepath.vocabulary.collecting import COLLECTED_TABLES
from desirepath.vocabulary.file_keys import Key, Section, may, must
from desirepath.vocabulary.tables import TABLES

MAPPED_COLUMNS: dict[str, str] = {
    "workflow": "claim",
    "case": "$request_id",
    "case_id": "$request_id",
    "activity": "submit",
    "step": "$step",
    "at": "$done_at",
    "user_id": "$employee",
    "event_id": "$id",
    "channel": "$channel",
    "outcome": "$result",
    "environment": "$environment",
    "query": "$q",
    "article": "$article",
    "resolved": "$found",
    "reason": "$reason",
    "text": "$text",
    "sign": "$sign",
    "count": "$n",
    "intervention": "$guide",
    "intervention_id": "$guide",
    "arm": "shown",
    "action": "$action",
}
"""Columns that a mapping of events may fill, each with an example."""
SHORT_COLUMNS = {"case": "case_id", "intervention": "intervention_id"}
"""Short names of columns, which a mapping may use in place of the full ones."""


_DEFAULTS = {
    "workflow": "the only one of the rollout",
    "activity": "the event's name",
    "at": "the event's time",
    "user_id": "the event's person",
    "event_id": "the event's id",
}


def _mapped(name: str) -> Key:
    full = SHORT_COLUMNS.get(name, name)
    of = [table for table in COLLECTED_TABLES if full in mapped_columns(table)]
    meaning, _, _ = TABLES[of[0]].column(full).meaning.partition(";")
    default = f"; default: {_DEFAULTS[name]}" if name in _DEFAULTS else ""
    short = f"; short for `{full}`" if full != name else ""
    return may(name, "text", MAPPED_COLUMNS[name], f"{meaning} (of {', '.join(of)}){default}{short}")


def mapped_columns(table: str) -> list[str]:
    """The columns of a table that a mapping may fill, short names included; each table has `event_id` there."""
    names = [*(column.name for column in TABLES[table].columns if column.name != "event_id"), "event_id"]
    return [*names, *(short for short, full in SHORT_COLUMNS.items() if full in names)]


def needed_columns(table: str) -> list[str]:
    """The columns of a table that a mapping must fill, as nothing that every event has stands in for them.

    The workflow is not among them: it may be the only one of its rollout.
    """
    had = ("activity", "at", "user_id", "workflow")
    return [column.name for column in TABLES[table].columns if column.required and column.name not in had]


MAPPING = Section(
    title="an entry of `events` in `collect`",
    keys=(
        must("event", "text", "Request Submitted", "the name that clients give the event; `page: NAME` for a page"),
        may("where", "text_by_name", "{app: travel}", "only events with these properties; dots go deeper"),
        may("table", "choice", "searches", "what the event becomes a row of; default: events", COLLECTED_TABLES),
        *map(_mapped, MAPPED_COLUMNS),
    ),
)
COLLECT = Section(
    title="`collect`",
    keys=(
        may("keep", "texts", "[amount_band, country]", "properties stored as further columns of events; no others are"),
        may("ignore", "texts", '["Mouse Moved"]', "events that are not wanted; nothing of them is kept"),
        Key(
            name="events",
            holds="sections",
            meaning="how events of clients become rows, the first that fits: `$name` takes a property (dots go deeper), "
            "anything else is meant as written",
            example="[{event: Request Submitted, workflow: claim, activity: submit, case: $request_id}]",
            inside=MAPPING,
        ),
    ),
)
