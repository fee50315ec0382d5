"""What a client may ask of a door, and for how long."""

from __future__ import annotations

from dataclasses import dataclass

KIB, MIB = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one request, one connection, and all of them together. Times in seconds, sizes in bytes.

    `head_seconds` and `body_seconds` are absolute: a client that sends a byte now and then gains nothing.
    `answer_seconds` bounds how long a request waits for the disk, and how long a client may leave its answer unread;
    `ending_seconds` how long one that was refused may read why.
    `refusal_seconds` is how long a key that sends too much waits for being told so.
    `bodies_bytes` bounds the bodies that are still coming in, of all connections; above it the oldest is cut.
    """

    body_bytes: int = 1 * MIB
    inflated_bytes: int = 10 * MIB
    head_bytes: int = 64 * KIB
    headers: int = 100
    head_seconds: float = 10.0
    body_seconds: float = 10.0
    idle_seconds: float = 30.0
    answer_seconds: float = 30.0
    ending_seconds: float = 0.5
    refusal_seconds: float = 0.2
    connections: int = 4096
    bodies_bytes: int = 64 * MIB
    waiting_of_a_key: int = 1024
