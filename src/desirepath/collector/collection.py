"""What is collected and where, and what must be right before anything is taken."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from desirepath.connectors.person_ids import PersonHash
from desirepath.connectors.rollout_file import read_rollout
from desirepath.doors.limits import Limits
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.rollout import Rollout
from desirepath.warehouse.lake.layout import person_key_of
from desirepath.warehouse.write_keys import NAME

MOST_WORKERS = 4
PATIENCE_SECONDS = 2.0
"""How long a port or a log may still be held by a collector that was killed just now."""
_PAUSE_SECONDS = 0.02
Got = TypeVar("Got")


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What is collected, and where. `name` tells several collectors of one warehouse apart.

    With more than one of `workers`, as many processes take events, each with a log of its own.
    """

    rollouts: tuple[Path, ...]
    warehouse: Path
    host: str = "127.0.0.1"
    port: int = 8750
    name: str = "collector"
    token: str | None = None
    limits: Limits = field(default_factory=Limits)
    workers: int = 1


def usable_cores() -> int:
    """How many processes can work at a time, at most four; one where the system does not say."""
    if not hasattr(os, "sched_getaffinity"):
        return 1
    return min(len(os.sched_getaffinity(0)), MOST_WORKERS)


def name_of_worker(name: str, number: int) -> str:
    """The name of a worker of a collector, counted from 1."""
    return f"{name}-{number}"


def folder_of_log(collection: Collection) -> Path:
    """The folder of its log. Raises BadInput for a name that cannot be one."""
    longest = collection.name if collection.workers == 1 else name_of_worker(collection.name, collection.workers)
    if NAME.fullmatch(longest) is None:
        what = "the name of a collector may hold a-z, 0-9, _ and - only, up to 64 of them"
        raise BadInput(Mistake(code="wrong_name", what=what, mend="Write for example `--name collector`."))
    return collection.warehouse / "log" / collection.name


def read_rollouts(collection: Collection) -> list[Rollout]:
    """The rollouts. Raises BadInput for a file that is none, or has no section `collect`."""
    rollouts = [read_rollout(file) for file in collection.rollouts]
    for rollout, file in zip(rollouts, collection.rollouts, strict=True):
        if rollout.collect is None:
            what, mend = "the rollout says nothing of what is collected", "Add the section `collect`."
            raise BadInput(Mistake(code="no_collect", what=what, mend=mend, file=str(file)))
    return rollouts


def persons_of(collection: Collection) -> PersonHash:
    """The names of persons in this warehouse; the key of a new one is made. Raises BadInput."""
    return PersonHash.kept_in(person_key_of(collection.warehouse), create=True)


def nothing_can_listen(collection: Collection, error: OSError) -> BadInput:
    what = f"nothing can listen on {collection.host}, port {collection.port}: {error.strerror or error}"
    return BadInput(Mistake(code="cannot_listen", what=what, mend="Name another with `--port`."))


def nothing_can_be_kept(folder: Path, error: Exception) -> BadInput:
    what = f"nothing can be kept here: {error}"
    return BadInput(Mistake(code="cannot_write", what=what, mend="Name another `--warehouse`.", file=str(folder)))


def once_free(take: Callable[[], Got], held: Callable[[Exception], bool]) -> Got:
    """Take what another process may be about to let go of. Raises what `take` does, once patience is at an end."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return take()
        except Exception as error:
            if not held(error) or time.monotonic() > until:
                raise
        time.sleep(_PAUSE_SECONDS)
