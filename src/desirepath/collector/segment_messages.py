"""The shape of Segment's HTTP interface: single messages by path, and batches of them.

Of the six types, `track` is mapped by the event's name; `page` and `screen` by `page: NAME` and `screen: NAME` if a
mapping has that name; what they are called otherwise, and `identify`, `group` and `alias`, is not used, and nothing
of it is kept: it speaks of persons and pages, not of work. `anonymousId`, `context`, `traits` and `integrations` are
never read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from desirepath.collector import refusals
from desirepath.collector.columns_at_once import all_members
from desirepath.collector.refusals import Refusal
from desirepath.collector.sent import Sent, SentAtOnce

LISTED = "batch"
SHAPE = 'The body must be an object with a list of messages: {"batch": […]}.'
_TYPES = {"t": "track", "i": "identify", "p": "page", "g": "group", "s": "screen", "a": "alias"}
_KNOWN = frozenset(_TYPES.values())
_SAID_NAMES = ("type", "event", "properties", "timestamp", "userId", "messageId")
_SAID = itemgetter(*_SAID_NAMES)
_PAGES = frozenset({"page", "screen"})


def is_batch(kind: str) -> bool:
    """Whether this path takes batches only."""
    return kind in {"batch", "b", "import"}


def type_of(kind: str) -> str:
    """The type of messages that come by this path; empty where each message says its own."""
    return "" if is_batch(kind) else _TYPES.get(kind, kind)


def type_in(message: Mapping[str, Any], kind: str) -> str:
    """The type of a message as it is kept: as it says, else as the path says; one that there is not stays none."""
    said = message.get("type") or kind
    return said if isinstance(said, str) and said in _KNOWN else "unknown"


def time_name(message: Mapping[str, Any]) -> str:
    """The member that holds the time of a message; RudderStack's clients leave `timestamp` to their server."""
    return "timestamp" if "timestamp" in message else "originalTimestamp"


def sent_at_once(messages: Sequence[Any], kind: str, *, is_plain: bool) -> SentAtOnce | None:
    """What messages say, each of them a `track` with properties; None where there is another among them.

    `is_plain` as they were read.
    """
    said = all_members(messages, _SAID, _SAID_NAMES)
    if said is None:
        return None
    kinds, names, properties, at, users, ids = said
    if kinds.count("track") != len(kinds) and not (kind == "track" and kinds.count(None) == len(kinds)):
        return None
    if set(map(type, properties)) != {dict}:
        return None
    if None in at:
        at = [message.get(time_name(message)) for message in messages]
    return SentAtOnce(names, properties, at, users, ids, is_plain)


def sent_in(message: Mapping[str, Any], kind: str) -> Sent:
    """What a message says. Raises Refusal."""
    said = message.get("type") or kind
    properties = message.get("properties")
    if properties is None:
        properties = {}
    elif properties.__class__ is not dict:
        raise refusals.wrong("properties", "an object")
    at, user, event_id = message.get(time_name(message)), message.get("userId"), message.get("messageId")
    if said == "track":
        name = message.get("event")
        if name.__class__ is not str or not name:
            raise refusals.wrong("event", "the name of the event")
        return name, properties, at, user, event_id, None, None
    if not isinstance(said, str) or said not in _KNOWN:
        raise Refusal("unknown_type", f"`type` must be one of {', '.join(sorted(_KNOWN))}.")
    if said not in _PAGES:
        raise refusals.not_used(said)
    return f"{said}: {message.get('name') or ''}", properties, at, user, event_id, None, said
