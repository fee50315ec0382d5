"""One of several processes that take events for one collector: `python -m desirepath.collector.worker`.

It reads its orders, a line of JSON, from standard input, and answers with a line once it listens, or cannot. It ends in
order at a further line, or at SIGTERM; where standard input ends, whoever started it was killed, and it ends at once.
"""

from __future__ import annotations

import dataclasses
import os
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from desirepath.collector.app import Parts
from desirepath.collector.collect import be_quick, door_of, opened_log
from desirepath.collector.collection import (
    Collection,
    folder_of_log,
    name_of_worker,
    nothing_can_listen,
    once_free,
)
from desirepath.collector.laid_down import LaidDown
from desirepath.collector.orders import Orders, Told
from desirepath.collector.running import RunningCollector
from desirepath.doors.keys import KeyRing
from desirepath.doors.limits import Limits
from desirepath.doors.listening import listening
from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.segment_log import LogInUse
from desirepath.warehouse.write_keys import file_of_keys

_INPUT, _OUTPUT = 0, 1


def work(orders: Orders, listens: Callable[[], None]) -> None:
    """Take events until the end; `listens` is called once the first can come. Raises BadInput."""
    collection = orders.collection
    names = [name_of_worker(collection.name, number) for number in range(1, collection.workers + 1)]
    own = names.pop(orders.number - 1)
    door, keys = door_of(collection), KeyRing(file_of_keys(collection.warehouse))
    folder = folder_of_log(collection).with_name(own)
    log = once_free(lambda: opened_log(folder), lambda error: isinstance(error, LogInUse))
    try:
        limits, share = _part_of(collection.limits, collection.workers), 1 / collection.workers
        parts = Parts(door=door, log=log, keys=keys, limits=limits, share=share)
        laid_down = LaidDown(collection.warehouse, own, tuple(names))
        with _listener(collection) as listener:
            running = RunningCollector(parts, listener, collection.token, laid_down)
            threading.Thread(target=_end_when_told, args=(running,), name="end", daemon=True).start()
            be_quick()
            running.run(lambda _address: listens())
    finally:
        log.close()


def _part_of(limits: Limits, workers: int) -> Limits:
    """What bounds the memory and the waiting of all is divided; connections are not, as they spread by chance."""
    return dataclasses.replace(
        limits,
        bodies_bytes=max(limits.bodies_bytes // workers, limits.body_bytes),
        waiting_of_a_key=max(limits.waiting_of_a_key // workers, 1),
    )


def _listener(collection: Collection) -> socket.socket:
    try:
        return listening(collection.host, collection.port, shared=True)
    except OSError as error:
        raise nothing_can_listen(collection, error) from error


def _end_when_told(running: RunningCollector) -> None:
    """In a thread, beside Python's own buffers: these could not be let go of while it waits."""
    if os.read(_INPUT, 1):
        running.stop()
        os.read(_INPUT, 1)
    os._exit(1)


def _orders() -> Orders | None:
    line = bytearray()
    while not line.endswith(b"\n"):
        came = os.read(_INPUT, 65536)
        if not came:
            return None
        line += came
    return msgspec.json.decode(line, type=Orders, dec_hook=_as_path)


def _as_path(kind: type, given: Any) -> Path:  # noqa: ANN401 - a hook of msgspec
    if kind is not Path:
        raise TypeError(kind)
    return Path(given)


def _tell(told: Told) -> None:
    os.write(_OUTPUT, msgspec.json.encode(told) + b"\n")


def main() -> int:
    """Work by the orders of standard input. Exit status: 0 ended in order, 2 bad input."""
    orders = _orders()
    if orders is None:
        return 0
    try:
        work(orders, lambda: _tell(Told()))
    except BadInput as error:
        _tell(Told(error.mistakes))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
