"""What people said to guidance, kept for others to read: who is blocked, who confirmed what, which content pages refused."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from desirepath.vocabulary.guidance.contents import Routed
from desirepath.warehouse.guidance_store import FILE, WAITS_SECONDS, GuidanceStore
from desirepath.warehouse.published_guides import delivery_folder
from desirepath.warehouse.signing import Because

FIRST_SEAL = "0" * 64
_ESCALATED = "SELECT number, at, person, guide, workflow, step, routed, text FROM escalations"
_CONFIRMED = "SELECT number, at, person, salt, person_seal, guide, version, wording, seal FROM acknowledgements"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """A word of somebody who is blocked, as it came in. `text` is without addresses and numbers of accounts."""

    person: str
    guide: str
    workflow: str
    step: str
    to: Routed
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated(Blocked):
    """One that is kept: its reference, which the person was told, and when it came."""

    reference: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A wording that somebody confirmed, as they saw it."""

    person: str
    guide: str
    version: int
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """One line of the record. `person` is None once they were erased."""

    number: int
    at: datetime
    person: str | None
    guide: str
    version: int
    wording: str
    seal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedContent:
    """How often pages refused content on a day (ISO 8601, UTC), and why; `guide` is empty where it was the whole document."""

    day: str
    because: Because
    guide: str
    times: int


def keep_escalation(store: GuidanceStore, blocked: Blocked, at: int) -> str:
    """Keep it on the disk; the reference that the person is told."""
    row = (at, blocked.person, blocked.guide, blocked.workflow, blocked.step, blocked.to, blocked.text)
    columns = "(at, person, guide, workflow, step, routed, text)"
    with store.changing(lasting=True) as held:
        number = held.execute(f"INSERT INTO escalations {columns} VALUES (?, ?, ?, ?, ?, ?, ?)", row).lastrowid
    return _reference(number or 0)


def keep_acknowledgement(store: GuidanceStore, confirmed: Confirmed, at: int) -> None:
    """Add it to the record, on the disk; the same wording of the same version is recorded once for a person."""
    salt = secrets.token_hex(16)
    person_seal = _hashed([salt, confirmed.person])
    wanted = (confirmed.guide, confirmed.version, confirmed.wording)
    with store.changing(lasting=True) as held:
        there = "SELECT 1 FROM acknowledgements WHERE person = ? AND guide = ? AND version = ? AND wording = ?"
        if held.execute(there, (confirmed.person, *wanted)).fetchone():
            return
        number, before = _end_of_chain(held)
        seal = _sealed(before, [number + 1, at, person_seal, *wanted])
        row = (number + 1, at, confirmed.person, salt, person_seal, *wanted, seal)
        held.execute("INSERT INTO acknowledgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def count_refusal(store: GuidanceStore, because: Because, guide: str, at: int) -> None:
    """Count that a page refused content."""
    row = (_moment(at).date().isoformat(), because, guide)
    again = "ON CONFLICT (day, because, guide) DO UPDATE SET times = times + 1"
    with store.changing() as held:
        held.execute(f"INSERT INTO refusals VALUES (?, ?, ?, 1) {again}", row)


def escalations(home: Path, workspace: str) -> tuple[Escalated, ...]:
    """Who was blocked, the latest first. Raises sqlite3.Error where the store cannot be read."""
    with _reading(home, workspace) as rows:
        return tuple(
            Escalated(
                reference=_reference(number),
                at=_moment(at),
                person=person,
                guide=guide,
                workflow=workflow,
                step=step,
                to=routed,
                text=text,
            )
            for number, at, person, guide, workflow, step, routed, text in rows(f"{_ESCALATED} ORDER BY number DESC")
        )


def acknowledgements(home: Path, workspace: str) -> tuple[Acknowledged, ...]:
    """The record of who confirmed what, the latest first. Raises sqlite3.Error where the store cannot be read."""
    with _reading(home, workspace) as rows:
        return tuple(
            Acknowledged(
                number=number, at=_moment(at), person=person, guide=guide, version=version, wording=wording, seal=seal
            )
            for number, at, person, _, _, guide, version, wording, seal in rows(f"{_CONFIRMED} ORDER BY number DESC")
        )


def broken_line(home: Path, workspace: str) -> int | None:
    """The number of the first line of the record that was changed, put in or taken out; None where it is whole.

    A record that was cut off at its end is whole as far as it goes: compare its last seal with one written down before.
    """
    before, wanted = FIRST_SEAL, 1
    with _reading(home, workspace) as rows:
        for number, at, person, salt, person_seal, *said, seal in rows(f"{_CONFIRMED} ORDER BY number"):
            is_them = person is None or person_seal == _hashed([salt, person])
            if number != wanted or not is_them or seal != _sealed(before, [number, at, person_seal, *said]):
                return wanted
            before, wanted = seal, wanted + 1
    return None


def refusals(home: Path, workspace: str) -> tuple[RefusedContent, ...]:
    """What pages refused, the latest day first. Raises sqlite3.Error where the store cannot be read."""
    with _reading(home, workspace) as rows:
        found = rows("SELECT day, because, guide, times FROM refusals ORDER BY day DESC, because, guide")
        return tuple(RefusedContent(day=day, because=why, guide=guide, times=times) for day, why, guide, times in found)


@contextmanager
def _reading(home: Path, workspace: str) -> Iterator[Callable[[str], Iterable[tuple]]]:
    """What answers questions to a store; to one that is not there yet, with nothing."""
    file = delivery_folder(home, workspace) / FILE
    if not file.exists():
        yield lambda _: ()
        return
    with closing(sqlite3.connect(file, timeout=WAITS_SECONDS)) as held:
        yield held.execute


def _end_of_chain(held: sqlite3.Connection) -> tuple[int, str]:
    last = held.execute("SELECT number, seal FROM acknowledgements ORDER BY number DESC LIMIT 1").fetchone()
    return (0, FIRST_SEAL) if last is None else last


def _sealed(before: str, line: list[object]) -> str:
    return _hashed([before, *line])


def _hashed(values: list[object]) -> str:
    return hashlib.sha256(msgspec.json.encode(values)).hexdigest()


def _reference(number: int) -> str:
    return f"E-{number}"


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
