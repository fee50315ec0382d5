"""Doors, bodies and times for the tests of the collector."""

from __future__ import annotations

import json
from typing import Any

from desirepath.collector.accept import Accepted, Door
from desirepath.connectors.person_ids import PersonHash
from desirepath.connectors.rollout_file import rollout_from_text

NOW = 1_795_428_060_000_000
"""2026-11-23T10:01:00Z."""
AT = NOW - 60_000_000
AT_TEXT = "2026-11-23T10:00:00Z"
PERSONS = PersonHash(b"k" * 32)
ROLLOUT = """\
rollout: travel
go_live: 2025-01-31
collect:
  keep: [amount_band, country]
  ignore: ["Mouse Moved", "page: Home"]
  events:
    - {event: "Request Submitted", workflow: claim, activity: submit, case: $request_id}
    - {event: "Step Done", where: {app: travel}, workflow: $workflow, activity: $step, case: $request.id, outcome: $result}
    - {event: "Step Taken", case: $request_id, user_id: $employee, at: $done_at, event_id: $id}
    - {event: "Help Searched", table: searches, step: $step, query: $q, resolved: $found}
    - {event: "Help Answer", table: answers, workflow: claim, step: $step, reason: $reason, text: $text}
    - {event: "Sign Seen", table: signs, workflow: claim, step: $step, sign: $sign, count: $n}
    - {event: "Guide Shown", table: exposures, intervention: $guide, arm: shown, action: shown}
    - {event: "page: Claim form", activity: submit, case: $claim}
workflows:
  - workflow: claim
    path: submit approve pay
"""


def door(text: str = ROLLOUT) -> Door:
    return Door([rollout_from_text(text, "rollout.yaml")], PERSONS)


def track(event: str = "Request Submitted", **further: Any) -> dict[str, Any]:
    """A message as Segment's clients send it; `further` goes over what stands in it."""
    return {
        "type": "track",
        "event": event,
        "userId": "alice",
        "anonymousId": "anon-77",
        "messageId": "m-1",
        "timestamp": AT_TEXT,
        "properties": {"request_id": "R-1"},
        "context": {"library": {"name": "analytics-python"}, "ip": "10.1.2.3"},
        "integrations": {},
        **further,
    }


def batch(*messages: Any, **further: Any) -> bytes:
    return json.dumps({"batch": list(messages), "writeKey": "dp_public", **further}).encode()


def sent(*messages: Any, **further: Any) -> Accepted:
    """What the door makes of these messages in one batch."""
    return door().segment(batch(*messages, **further), "batch", "key_1", NOW)


def told(*events: Any, **further: Any) -> Accepted:
    """What the door makes of these events of our own interface."""
    return door().own(json.dumps({"events": list(events), **further}).encode(), "key_1", NOW)


def only(accepted: Accepted, table: str = "events") -> dict[str, Any]:
    """The only row, which is of this table, without the columns that hold nothing."""
    assert not accepted.rejected
    assert list(accepted.batch.tables) == [table]
    return {name: values[0] for name, values in accepted.batch.tables[table].items() if values[0] is not None}


def reason(accepted: Accepted) -> str:
    """Why the only event was refused."""
    assert not accepted.batch.tables
    assert len(accepted.rejected) == accepted.batch.received == 1
    return accepted.rejected[0].reason


def kept(accepted: Accepted) -> bytes:
    """What is kept of the only event that was refused."""
    raw = accepted.batch.bad[0].raw
    assert raw is not None
    return raw
