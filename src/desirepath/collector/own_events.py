"""The shape of our own interface, `POST /v1/events`.

    {"sent_at": "2026-11-23T10:00:01Z",
     "events": [
       {"event": "Request Submitted", "properties": {"request_id": "R-1"},
        "user_id": "4711", "at": "2026-11-23T10:00:00Z", "event_id": "…"},
       {"table": "searches", "workflow": "claim", "query": "lost receipt",
        "user_id": "4711", "at": "2026-11-23T10:00:00Z", "event_id": "…"}]}

An event with `event` becomes a row by the mappings of the rollout, as one of a Segment client does. One without is a
row as our tables have it: `table` (default: events) and the columns of that table; of further ones, those of `keep`.
Times have a zone; without one, or without `at`, the time of arrival is taken. `sent_at` is the client's clock as it
sends, by which a wrong clock is corrected; it may be absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from desirepath.collector import refusals
from desirepath.collector.columns_at_once import all_members
from desirepath.collector.refusals import Refusal
from desirepath.collector.sent import Sent, SentAtOnce
from desirepath.vocabulary.collecting import COLLECTED_TABLES

_SAID_NAMES = ("event", "properties", "at", "user_id", "event_id")
_SAID = itemgetter(*_SAID_NAMES)
LISTED = "events"
SHAPE = 'The body must be an object with a list of events: {"events": […]}.'


def sent_at_once(events: Sequence[Any], *, is_plain: bool) -> SentAtOnce | None:
    """What events say, each of them by a name and with properties; None where there is another among them.

    `is_plain` as they were read.
    """
    said = all_members(events, _SAID, _SAID_NAMES)
    if said is None:
        return None
    names, properties, at, users, ids = said
    if set(map(type, properties)) != {dict}:
        return None
    return SentAtOnce(names, properties, at, users, ids, is_plain)


def sent_in(event: dict[str, Any]) -> Sent:
    """What an event of our own interface says. Raises Refusal."""
    at, user, event_id = event.get("at"), event.get("user_id"), event.get("event_id")
    name = event.get("event")
    if name is not None:
        if not isinstance(name, str) or not name:
            raise refusals.wrong("event", "the name of the event")
        properties = event.get("properties")
        if properties is None:
            properties = {}
        if not isinstance(properties, dict):
            raise refusals.wrong("properties", "an object")
        return name, properties, at, user, event_id, None, None
    table = event.get("table", "events")
    if table not in COLLECTED_TABLES:
        raise Refusal("unknown_table", f"`table` must be one of {', '.join(COLLECTED_TABLES)}.")
    return "", event, at, user, event_id, table, None
