"""Runs a collector of one process: from rollout files and a folder to a log that is closed in order."""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from desirepath.collector.accept import Door
from desirepath.collector.app import Parts
from desirepath.collector.collection import (
    Collection,
    folder_of_log,
    nothing_can_be_kept,
    nothing_can_listen,
    persons_of,
    read_rollouts,
)
from desirepath.collector.keeper import LakeKeeper
from desirepath.collector.running import RunningCollector
from desirepath.doors.keys import KeyRing
from desirepath.doors.listening import listening
from desirepath.warehouse.segment_log import LogUnwritable, SegmentLog
from desirepath.warehouse.write_keys import file_of_keys

SWITCH_SECONDS = 0.001
"""How long the loop may keep the committing thread from telling what is durable."""


def collect_into(collection: Collection, started: Callable[[str], None]) -> None:
    """Take events until SIGTERM or SIGINT; `started` is told the address.

    Then no connection is taken any more, what was begun is answered, the log is closed and brought into the lake. Raises
    BadInput for a rollout file without `collect`, an address or a folder that is taken.
    """
    folder = folder_of_log(collection)
    door = door_of(collection)
    keys = KeyRing(file_of_keys(collection.warehouse))
    listener = _listener(collection)
    keeper = LakeKeeper(collection.warehouse)
    try:
        log = opened_log(folder)
        try:
            parts = Parts(door=door, log=log, keys=keys, limits=collection.limits)
            be_quick()
            keeper.start()
            RunningCollector(parts, listener, collection.token).run(started)
        finally:
            log.close()
            keeper.stop()
    finally:
        listener.close()


def door_of(collection: Collection) -> Door:
    """The door of a collection. Raises BadInput."""
    return Door(read_rollouts(collection), persons_of(collection))


def opened_log(folder: Path) -> SegmentLog:
    """The log in a folder. Raises BadInput where it cannot be written to, LogInUse where another process does."""
    try:
        return SegmentLog.opened(folder)
    except LogUnwritable as error:
        raise nothing_can_be_kept(folder, error) from error


def be_quick() -> None:
    """Have the threads of this process take turns often, and what was loaded stay.

    The collector of garbage need not look through it under load.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.freeze()


def _listener(collection: Collection) -> socket.socket:
    try:
        return listening(collection.host, collection.port)
    except OSError as error:
        raise nothing_can_listen(collection, error) from error
