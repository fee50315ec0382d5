"""A collector of several processes: starts them, starts them again, ends them, keeps their lake."""

from __future__ import annotations

import dataclasses
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EADDRINUSE
from pathlib import Path
from socket import socket
from types import FrameType

import msgspec

from desirepath.collector import laid_down
from desirepath.collector.collection import (
    Collection,
    folder_of_log,
    name_of_worker,
    nothing_can_be_kept,
    nothing_can_listen,
    once_free,
    persons_of,
    read_rollouts,
)
from desirepath.collector.keeper import LakeKeeper
from desirepath.collector.orders import Orders, Told
from desirepath.doors.keys import KeyRing
from desirepath.doors.listening import address_of, reserved
from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.segment_log import LogInUse
from desirepath.warehouse.segment_log.lock import WriterLock
from desirepath.warehouse.write_keys import file_of_keys

COMMAND = (sys.executable, "-m", "desirepath.collector.worker")
END_SECONDS = 30.0
"""How long a clean end waits for a worker, before it ends at once."""
_FIRST_PAUSE, _LONGEST_PAUSE, _STEADY_SECONDS = 0.25, 30.0, 60.0
_LOOK_SECONDS = 0.1


class Worker:
    """A process that takes events. Where it dies it is started again, after a pause that grows.

    `tell` is told of the first one only: what it said, or None where it died before it said anything.
    """

    def __init__(self, orders: Orders, tell: Callable[[Told | None], None]) -> None:
        self._orders = orders.line()
        self._tell = tell
        self._stopping = threading.Event()
        self._saying = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name=f"worker {orders.number}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """Let it answer what was begun and close its log; `join` waits for it."""
        with self._saying:
            self._stopping.set()
            self._say(b"\n")

    def end_at_once(self) -> None:
        """Let it go without a word, as where this process is killed."""
        self._stopping.set()
        process = self._process
        if process is not None and process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()

    def join(self) -> None:
        self._thread.join(END_SECONDS)
        if self._thread.is_alive():
            self.end_at_once()
            self._thread.join()

    def _run(self) -> None:
        pause, said = _FIRST_PAUSE, False
        while not self._stopping.is_set():
            began = time.monotonic()
            process = self._started()
            line = process.stdout.readline() if process.stdout is not None else b""
            if not said:
                said = True
                self._tell(msgspec.json.decode(line, type=Told) if line else None)
            process.wait()
            if time.monotonic() - began > _STEADY_SECONDS:
                pause = _FIRST_PAUSE
            if not self._stopping.wait(pause):
                pause = min(2 * pause, _LONGEST_PAUSE)

    def _started(self) -> subprocess.Popen[bytes]:
        with self._saying:
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, bufsize=0)  # noqa: S603 - a module of ours
            self._say(self._orders)
            if self._stopping.is_set():
                self._say(b"\n")
            return self._process

    def _say(self, line: bytes) -> None:
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError, ValueError):
                self._process.stdin.write(line)


def collect_with_workers(collection: Collection, started: Callable[[str], None]) -> None:
    """Take events by several processes until SIGTERM or SIGINT; `started` is told the address once all listen.

    Raises BadInput as a collector of one process does.
    """
    _check(collection)
    with _port(collection) as port:
        here = dataclasses.replace(collection, port=port.getsockname()[1])
        said: queue.SimpleQueue[Told | None] = queue.SimpleQueue()
        workers = [Worker(Orders(here, number), said.put) for number in range(1, collection.workers + 1)]
        keeper = LakeKeeper(collection.warehouse)

        def hurry() -> None:
            for one in workers:
                one.end_at_once()

        with _ending_signals(hurry) as ended:
            try:
                for one in workers:
                    one.start()
                if _all_listen(said, len(workers), ended):
                    keeper.start()
                    started(address_of(port))
                ended.wait()
            finally:
                _end(workers)
                keeper.stop()


def _end(workers: list[Worker]) -> None:
    for one in workers:
        one.end()
    for one in workers:
        one.join()


def _check(collection: Collection) -> None:
    """All that a worker could stumble over, before any is started. Raises BadInput."""
    log = folder_of_log(collection)
    read_rollouts(collection)
    persons_of(collection)
    KeyRing(file_of_keys(collection.warehouse))
    for number in range(1, collection.workers + 1):
        folder = log.with_name(name_of_worker(collection.name, number))
        if folder.is_dir():
            _free(folder)
    try:
        laid_down.forget(collection.warehouse, collection.name)
    except OSError as error:
        folder = laid_down.folder_of_standings(collection.warehouse)
        raise nothing_can_be_kept(folder, error) from error


def _free(folder: Path) -> None:
    def take() -> WriterLock:
        try:
            return WriterLock(folder)
        except OSError as error:
            raise nothing_can_be_kept(folder, error) from error

    once_free(take, lambda error: isinstance(error, LogInUse)).release()


def _port(collection: Collection) -> socket:
    def held(error: Exception) -> bool:
        return isinstance(error, OSError) and error.errno == EADDRINUSE

    try:
        return once_free(lambda: reserved(collection.host, collection.port), held)
    except OSError as error:
        raise nothing_can_listen(collection, error) from error


@contextmanager
def _ending_signals(hurry: Callable[[], None]) -> Iterator[threading.Event]:
    """An event that SIGTERM and SIGINT set; `hurry` is called where either comes again."""
    ended = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        if ended.is_set():
            hurry()
        ended.set()

    before = {one: signal.signal(one, end) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield ended
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _all_listen(said: queue.SimpleQueue[Told | None], wanted: int, ended: threading.Event) -> bool:
    """Wait until all listen; False where the end comes first. Raises BadInput for what a worker found wrong."""
    while wanted and not ended.is_set():
        try:
            told = said.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            continue
        if told is None:
            raise RuntimeError("a worker ended before it listened")
        if told.mistakes:
            raise BadInput(*told.mistakes)
        wanted -= 1
    return not wanted
