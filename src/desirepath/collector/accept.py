"""The door: the bytes of a request become a batch, each event taken or refused with its reason. No clock, no disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn

from desirepath.collector import own_events, refusals, segment_messages
from desirepath.collector.careful_json import MOST_EVENTS, Broken, NotReadable, Read
from desirepath.collector.kept_events import (
    DoorName,
    kept_body,
    kept_broken,
    kept_event,
    read_kept,
)
from desirepath.collector.mapped import Mapped, Rows
from desirepath.collector.refusals import Refusal, Rejected
from desirepath.collector.sent_times import is_possible, microseconds_in, skew_of, written
from desirepath.collector.strict_json import read_body
from desirepath.collector.unreadable import Unreadable
from desirepath.connectors.person_ids import PersonHash
from desirepath.vocabulary.rollout import Rollout
from desirepath.warehouse.collected import BadEvent, Batch, Columns


@dataclass(frozen=True, slots=True)
class Accepted:
    """What came of a body. `scrubbed` values were dropped or cut as they looked personal.

    `skewed` events have another time than their client told: corrected by its clock, or that of their arrival.
    """

    batch: Batch
    rejected: tuple[Rejected, ...] = ()
    scrubbed: int = 0
    skewed: int = 0


class UnreadableBody(Unreadable):
    """A body that is no batch. `batch` is it as the log may keep it: one event received, and that one bad."""

    def __init__(self, status: int, error: str, detail: str, batch: Batch) -> None:
        super().__init__(status, error, detail)
        self.batch = batch


class Door:
    """Where events come in: what rollouts say of them, and how persons are named.

    What was received is always what was taken and what was refused, together. For any bytes at all, nothing but
    Unreadable is raised.
    """

    def __init__(self, rollouts: Sequence[Rollout], persons: PersonHash, *, one_by_one: bool = False) -> None:
        """`one_by_one` takes no body at once, however ordinary; the answers are the same."""
        self._mapped = Mapped(rollouts, persons)
        self._one_by_one = one_by_one
        self._persons = persons

    def own(self, body: bytes, key_id: str, received_at: int) -> Accepted:
        """Take what our own interface was sent; its shape is told in own_events.py. `received_at` in UTC microseconds.

        Raises Unreadable for what is no list of events, or too long a one.
        """
        request = _Request("own", "", key_id, received_at)
        read = self._read(body, own_events.LISTED, request)
        if not read.is_list:
            raise self._unreadable(body, NotReadable("no_events", own_events.SHAPE), request)
        return self._accepted(read, request.skewed(read.members.get("sent_at")))

    def segment(self, body: bytes, kind: str, key_id: str, received_at: int) -> Accepted:
        """Take what Segment's interface was sent. `kind` is the last part of the path: `batch`, `b`, `track`, `t`, ….

        Raises Unreadable for what is no message and no batch of any, or too long a one.
        """
        request = _Request("segment", segment_messages.type_of(kind), key_id, received_at)
        read = self._read(body, segment_messages.LISTED, request)
        if not read.is_list and not request.kind and "type" not in read.members:
            raise self._unreadable(body, NotReadable("no_batch", segment_messages.SHAPE), request)
        return self._accepted(read, request.skewed(read.members.get("sentAt")))

    def again(self, raw: bytes, key_id: str, received_at: int) -> Accepted:
        """Take an event that was refused and kept, by the mapping of today. `received_at` is when it first came.

        What cannot be taken now either is refused again, and kept as it was.
        """
        kept = read_kept(raw)
        request = _Request("segment" if kept is None else kept[0], "", key_id, received_at, again=raw)
        try:
            return self._accepted(read_body(raw if kept is None else kept[1], None), request)
        except NotReadable as error:
            bad = BadEvent(0, error.error, error.detail, raw)
            return Accepted(Batch(key_id, received_at, 1, {}, [bad]), (Rejected(0, bad.reason, bad.detail),))

    def _read(self, body: bytes, listed: str, request: _Request) -> Read:
        try:
            read = read_body(body, listed)
        except NotReadable as error:
            raise self._unreadable(body, error, request) from None
        if len(read.events) > MOST_EVENTS:
            detail = f"There are more than {MOST_EVENTS} events in one request; send fewer at a time."
            bad = BadEvent(0, "too_many_events", detail, None)
            batch = Batch(request.key_id, request.received_at, 1, {}, [bad])
            raise UnreadableBody(413, "too_many_events", detail, batch)
        return read

    def _unreadable(self, body: bytes, error: NotReadable, request: _Request) -> UnreadableBody:
        bad = BadEvent(0, error.error, error.detail, kept_body(body, self._persons))
        return UnreadableBody(400, error.error, error.detail, Batch(request.key_id, request.received_at, 1, {}, [bad]))

    def _accepted(self, read: Read, request: _Request) -> Accepted:
        rows = Rows(request.received_at, request.skew, again=request.again is not None)
        bad: list[BadEvent] = []
        tables = None if self._one_by_one else self._at_once(read, request, rows)
        if tables is None:
            bad = self._taken(read.events, request, rows)
            tables = self._mapped.tables(rows)
        return Accepted(
            Batch(request.key_id, request.received_at, len(read.events), tables, bad),
            tuple([Rejected(one.place, one.reason, one.detail) for one in bad]),
            rows.scrubbed,
            rows.skewed,
        )

    def _at_once(self, read: Read, request: _Request, rows: Rows) -> dict[str, Columns] | None:
        if request.skew or request.again is not None:
            return None
        if request.door == "segment":
            sent = segment_messages.sent_at_once(read.events, request.kind, is_plain=read.is_plain)
        else:
            sent = own_events.sent_at_once(read.events, is_plain=read.is_plain)
        return None if sent is None else self._mapped.at_once(sent, rows)

    def _taken(self, events: Sequence[Any], request: _Request, rows: Rows) -> list[BadEvent]:
        """Take events one by one; gives those that were refused."""
        bad: list[BadEvent] = []
        take, kind = self._mapped.take, request.kind
        is_segments = request.door == "segment"
        for place, event in enumerate(events):
            try:
                if event.__class__ is not dict:
                    _refuse(event)
                take(segment_messages.sent_in(event, kind) if is_segments else own_events.sent_in(event), rows)
            except Refusal as refusal:
                raw = self._kept(event, refusal, request)
                bad.append(BadEvent(place, refusal.reason, refusal.detail, raw))
        return bad

    def _kept(self, event: Any, refusal: Refusal, request: _Request) -> bytes | None:  # noqa: ANN401 - any value of JSON
        if request.again is not None or not refusal.keep:
            return request.again
        if isinstance(event, Broken):
            return kept_broken(request.door, event, self._persons)
        if not isinstance(event, dict):
            return None
        kind = segment_messages.type_in(event, request.kind)
        return kept_event(request.door, _in_time(event, request), self._persons, kind)


class _Request(NamedTuple):
    """What holds for all events of a request. `kind` is their type by the path, `again` what was kept of the one."""

    door: DoorName
    kind: str
    key_id: str
    received_at: int
    skew: int = 0
    again: bytes | None = None

    def skewed(self, sent_at: object) -> _Request:
        """The same, of a client that says it sent it then."""
        skew = skew_of(sent_at, self.received_at)
        return self._replace(skew=skew) if skew else self


def _refuse(event: object) -> NoReturn:
    raise refusals.against_the_rules(event.reason if isinstance(event, Broken) else "not_an_object")


def _in_time(event: Mapping[str, Any], request: _Request) -> Mapping[str, Any]:
    """The event with its time corrected, as nobody will know later by how much."""
    name = segment_messages.time_name(event) if request.door == "segment" else "at"
    at = microseconds_in(event.get(name))
    if at is None or not request.skew or not is_possible(at + request.skew, request.received_at):
        return event
    return {**event, name: written(at + request.skew)}
