"""Which applications may send, with which keys, and what came in by each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from pyarrow import ArrowInvalid

from desirepath.console.applications.snippets import TRUST_STAND_IN
from desirepath.console.collector_ports import kept_ports
from desirepath.console.rollouts.reads import RolloutSeen, read_file, rollouts_of
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.lake.counts import HOUR, Tally, counted
from desirepath.warehouse.lake.layout import is_lake
from desirepath.warehouse.signing import SigningKey
from desirepath.warehouse.write_keys import WriteKey, file_of_keys, read_keys

HOURS_SHOWN = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySeen:
    """A write key in the list, with the events that came by it. `hours` are those of the last day, the oldest first."""

    id: str
    application: str
    origins: tuple[str, ...]
    events_a_second: float
    made_at: datetime | None
    revoked_at: datetime | None
    received: int
    taken: int
    refused: int
    duplicate: int
    last_hour: datetime | None
    hours: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HourOfKey:
    """What came by one key in the hour that began then."""

    key: str
    application: str
    hour: datetime
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectorSeen:
    """The collector of a workspace: where it listens, whether it does, and the rollouts that say what is collected."""

    address: str | None
    takes: bool
    collecting: tuple[RolloutSeen, ...]


def keys_of(seat: Seat, now: datetime) -> tuple[KeySeen, ...]:
    """The keys of a workspace, those in force first, the newest of them first. Raises BadInput."""
    by_key: dict[str, dict[int, Tally]] = defaultdict(dict)
    for (key, hour), tally in _tallies(settings.HOME.warehouse(seat.slug)).items():
        by_key[key][hour] = tally
    found = sorted(_kept(seat), key=lambda one: one.created_at, reverse=True)
    return tuple(_seen(one, by_key[one.id], now) for one in sorted(found, key=lambda one: one.revoked_at is not None))


def hours_of(seat: Seat) -> tuple[HourOfKey, ...]:
    """Every hour in which something came, by key, the oldest first. Raises BadInput."""
    named = {one.id: one.application for one in _kept(seat)}
    tallies = sorted(_tallies(settings.HOME.warehouse(seat.slug)).items(), key=lambda item: (item[0][1], item[0][0]))
    return tuple(
        HourOfKey(key=key, application=named.get(key, ""), hour=_moment(hour), tally=tally)
        for (key, hour), tally in tallies
    )


def has_key(seat: Seat, key: str) -> bool:
    """Whether the workspace has a key of this id. Raises BadInput."""
    return any(one.id == key for one in _kept(seat))


def collector_of(seat: Seat) -> CollectorSeen:
    """The collector of a workspace."""
    ports = kept_ports(settings.HOME.folder)
    read = ((one, read_file(one)) for one in rollouts_of(seat.workspace))
    return CollectorSeen(
        address=None if ports is None else ports.address(seat.slug),
        takes=ports is not None and ports.takes(seat.slug),
        collecting=tuple(one for one, said in read if said is not None and said.collect is not None),
    )


def trust_of_pages() -> str:
    """The public key that pages are told to trust, in base64; a stand-in where it cannot be had."""
    try:
        return SigningKey.of_home(settings.HOME.folder).public
    except BadInput:
        return TRUST_STAND_IN


def _kept(seat: Seat) -> tuple[WriteKey, ...]:
    return read_keys(file_of_keys(settings.HOME.warehouse(seat.slug)))


def _tallies(warehouse: Path) -> Mapping[tuple[str, int], Tally]:
    """The counts of a lake by key and hour, of all collectors together; none where they cannot be read just now."""
    sums: dict[tuple[str, int], Tally] = defaultdict(Tally)
    if not is_lake(warehouse):
        return sums
    try:
        for what, tally in counted(warehouse).items():
            sums[what.key, what.hour].add(tally)
    except (OSError, ArrowInvalid, BadInput):  # tables may be made anew while they are read
        return {}
    return sums


def _seen(key: WriteKey, hours: Mapping[int, Tally], now: datetime) -> KeySeen:
    total = Tally()
    for tally in hours.values():
        total.add(tally)
    this_hour = int(now.timestamp() * 1_000_000) // HOUR * HOUR
    shown = (this_hour - back * HOUR for back in reversed(range(HOURS_SHOWN)))
    return KeySeen(
        id=key.id,
        application=key.application,
        origins=key.origins,
        events_a_second=key.rate.events,
        made_at=_written(key.created_at),
        revoked_at=_written(key.revoked_at),
        received=total.received,
        taken=total.good,
        refused=total.bad,
        duplicate=total.duplicate,
        last_hour=_moment(max(hours)) if hours else None,
        hours=tuple(hours[hour].received if hour in hours else 0 for hour in shown),
    )


def _written(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _moment(hour: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=hour)
