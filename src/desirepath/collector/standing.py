"""How a collector stands: what its processes counted, summed up, and told as Prometheus reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from desirepath.collector.parts import StateOfLog

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the latencies, in seconds."""
_TOLD = {
    "received": "Events that came with a key, since the collector began.",
    "good": "Events that were taken.",
    "bad": "Events that were refused and kept with their reason.",
}


class Counted(msgspec.Struct, kw_only=True):
    """What only grows: events received, good and bad by id of the key, refused requests by reason, latencies."""

    by_key: dict[str, list[int]] = {}
    scrubbed: int = 0
    skewed: int = 0
    refused: dict[str, int] = {}
    latencies: list[int] = msgspec.field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    """Requests by latency: within each bound but not within the one before, and above all."""
    seconds: float = 0.0


class Open(msgspec.Struct, kw_only=True):
    """What goes up and down: open connections, and the state of logs; `workers` processes are at it."""

    workers: int = 0
    connections: int = 0
    accepts: bool = True
    why: str = ""
    last_sequence: int = 0
    segments: int = 0
    bytes: int = 0
    waiting: int = 0

    @classmethod
    def of(cls, log: StateOfLog, connections: int) -> Open:
        """How one process stands."""
        return cls(
            workers=1,
            connections=connections,
            accepts=log.accepts,
            why=log.why,
            last_sequence=log.last_sequence,
            segments=log.segments,
            bytes=log.bytes,
            waiting=log.waiting,
        )

    def ended(self) -> Open:
        """How it stands once the process has ended: its log is still there."""
        return Open(last_sequence=self.last_sequence, segments=self.segments, bytes=self.bytes)


class Standing(msgspec.Struct):
    """How one process stood `at` seconds since 1970, or several did at the latest."""

    at: float
    counted: Counted
    open: Open


def counted_together(parts: Iterable[Counted]) -> Counted:
    """The sums of several."""
    found = list(parts)
    by_key: dict[str, list[int]] = {}
    for one in found:
        for key, counts in one.by_key.items():
            by_key[key] = [a + b for a, b in zip(by_key.get(key, [0, 0, 0]), counts, strict=True)]
    refused: dict[str, int] = {}
    for one in found:
        for reason, number in one.refused.items():
            refused[reason] = refused.get(reason, 0) + number
    return Counted(
        by_key=by_key,
        scrubbed=sum(one.scrubbed for one in found),
        skewed=sum(one.skewed for one in found),
        refused=refused,
        latencies=[sum(numbers) for numbers in zip(*(one.latencies for one in found), strict=True)],
        seconds=sum(one.seconds for one in found),
    )


def together(parts: Iterable[Standing]) -> Standing:
    """How several stand together; they accept where each does. Raises ValueError for none."""
    found = list(parts)
    refusing = [one.open for one in found if not one.open.accepts]
    sums = {
        name: sum(getattr(one.open, name) for one in found)
        for name in ("workers", "connections", "last_sequence", "segments", "bytes", "waiting")
    }
    stands = Open(accepts=not refusing, why=refusing[0].why if refusing else "", **sums)
    return Standing(max(one.at for one in found), counted_together(one.counted for one in found), stands)


def as_text(standing: Standing) -> str:
    """All of it in the text format of Prometheus."""
    counted, stands = standing.counted, standing.open
    lines = [*_of_events(counted), *_of_requests(counted.refused), *_of_latencies(counted)]
    lines += _one("workers", "gauge", "Processes that take events.", stands.workers)
    lines += _one("connections", "gauge", "Open connections.", stands.connections)
    return "\n".join([*lines, *_of_logs(stands)]) + "\n"


def _of_events(counted: Counted) -> Iterator[str]:
    for place, (name, told) in enumerate(_TOLD.items()):
        yield from _head(f"events_{name}_total", "counter", told)
        for key, counts in counted.by_key.items():
            yield f'desirepath_events_{name}_total{{key="{key}"}} {counts[place]}'
    yield from _one("properties_scrubbed_total", "counter", "Properties dropped as personal.", counted.scrubbed)
    yield from _one("events_skewed_total", "counter", "Events whose clock was wrong.", counted.skewed)


def _of_requests(refused: Mapping[str, int]) -> Iterator[str]:
    yield from _head("requests_refused_total", "counter", "Requests that were not taken, by reason.")
    for error, number in sorted(refused.items()):
        yield f'desirepath_requests_refused_total{{reason="{error}"}} {number}'


def _of_latencies(counted: Counted) -> Iterator[str]:
    name = "acknowledgement_seconds"
    yield from _head(name, "histogram", "From the arrival of a request to its being durable.")
    total = 0
    for bound, number in zip((*map(str, BOUNDS), "+Inf"), counted.latencies, strict=True):
        total += number
        yield f'desirepath_{name}_bucket{{le="{bound}"}} {total}'
    yield f"desirepath_{name}_sum {counted.seconds:.6f}"
    yield f"desirepath_{name}_count {total}"


def _of_logs(stands: Open) -> Iterator[str]:
    yield from _one("log_accepts", "gauge", "1 while the log accepts.", int(stands.accepts))
    yield from _one("log_last_sequence", "counter", "Number of the last frame.", stands.last_sequence)
    yield from _one("log_segments", "gauge", "Segments of the log.", stands.segments)
    yield from _one("log_bytes", "gauge", "Bytes of the log.", stands.bytes)
    yield from _one("log_waiting", "gauge", "Requests that wait for the disk.", stands.waiting)


def _head(name: str, kind: str, told: str) -> Iterator[str]:
    yield f"# HELP desirepath_{name} {told}"
    yield f"# TYPE desirepath_{name} {kind}"


def _one(name: str, kind: str, told: str, number: int) -> Iterator[str]:
    yield from _head(name, kind, told)
    yield f"desirepath_{name} {number}"
