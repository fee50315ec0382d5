"""What one request brought, as it stands in the log: what was taken, table by table, and what was refused."""

from __future__ import annotations

from typing import Any, TypeAlias

import msgspec

COLLECTED = ("events", "searches", "answers", "signs", "exposures")
"""The tables that a collector fills."""

Columns: TypeAlias = dict[str, list[Any]]
"""Lists of one length, by column; times in UTC microseconds, None where a value is missing."""


class BadEvent(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One event that was refused: its place in the request, why, and its bytes where they may be kept for a replay."""

    place: int
    reason: str
    detail: str
    raw: bytes | None


class Batch(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One request. `key` is the id of the write key, `received_at` UTC microseconds, `received` its events.

    Taken and refused together are what was received.
    """

    key: str
    received_at: int
    received: int
    tables: dict[str, Columns]
    bad: list[BadEvent]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Batch)


def encoded(batch: Batch) -> bytes:
    """A batch as the payload of a frame."""
    return _ENCODER.encode(batch)


def decoded(payload: bytes) -> Batch:
    """The batch of a payload. Raises msgspec.DecodeError."""
    return _DECODER.decode(payload)
