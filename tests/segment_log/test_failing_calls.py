"""Each call to the file system fails in turn, once and from then on: nothing acknowledged is lost or doubled."""

import errno
import threading
import time
from pathlib import Path

import pytest

from desirepath.warehouse.segment_log import (
    Appended,
    LogBusy,
    LogFull,
    LogUnwritable,
    OsFiles,
    SegmentLog,
    commit,
    frames,
    scrub,
)
from desirepath.warehouse.segment_log import waiting as queue
from tests.segment_log.failing_files import FailingFiles

PAYLOADS = [b"payload %d " % place * (place % 5) for place in range(12)]
SEGMENT_BYTES = 150


@pytest.fixture(autouse=True)
def probes_are_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commit, "PROBE_SECONDS", 0.002)


def until_it_accepts(log: SegmentLog) -> None:
    end = time.monotonic() + 5
    while not log.state().accepts and time.monotonic() < end:
        time.sleep(0.001)
    assert log.state().accepts


def appended(log: SegmentLog, payloads: list[bytes], kept: dict[int, bytes]) -> int:
    refused = 0
    for payload in payloads:
        try:
            sequence = log.append_and_wait(payload)
        except (LogFull, LogUnwritable):
            refused += 1
        else:
            assert sequence not in kept
            kept[sequence] = payload
    return refused


def run(folder: Path, files: FailingFiles) -> bool:
    """Two openings with faults, then without: whether a fault happened."""
    kept: dict[int, bytes] = {}
    for _ in range(2):
        try:
            log = SegmentLog.opened(folder, segment_bytes=SEGMENT_BYTES, files=files)
        except LogUnwritable:
            continue
        appended(log, PAYLOADS, kept)
        check(folder, kept)
        happened, fails = files.failed, files.fails
        files.fails = lambda _: False
        until_it_accepts(log)
        assert appended(log, [b"once more"], kept) == 0
        files.fails = fails
        log.close()
        check(folder, kept)
        assert files.failed >= happened
    files.fails = lambda _: False
    log = SegmentLog.opened(folder, files=files)
    assert appended(log, PAYLOADS[:3], kept) == 0
    log.close()
    check(folder, kept)
    assert scrub(folder).lost == 0
    return files.failed > 0


def check(folder: Path, kept: dict[int, bytes]) -> None:
    read = list(frames(folder))
    assert len({frame.sequence for frame in read}) == len(read)
    assert kept.items() <= dict(read).items()
    assert {frame.payload for frame in read} <= {*PAYLOADS, b"once more"}


ERRORS = [errno.EIO, errno.ENOSPC]


@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
def test_whatever_call_fails_all_that_was_acknowledged_is_read_back_once(
    in_memory: Path, error: int, for_ever: bool
) -> None:
    for nth in range(1, 1000):
        calls = range(nth, 1 << 30) if for_ever else range(nth, nth + 1)
        if not run(in_memory / str(nth), FailingFiles(calls.__contains__, lambda: OSError(error, "it fails"))):
            break
    assert 40 < nth < 999


def test_a_failed_sync_is_never_believed_a_second_time(tmp_path: Path) -> None:
    class FailingSync(OsFiles):
        def __init__(self) -> None:
            self.fail_next = False
            self.synced_files: list[int] = []

        def fdatasync(self, opened: int) -> None:
            self.synced_files.append(opened)
            if self.fail_next:
                self.fail_next = False
                raise OSError(errno.EIO, "Input/output error")
            super().fdatasync(opened)

    files = FailingSync()
    log = SegmentLog.opened(tmp_path, files=files)
    assert log.append_and_wait(b"before") == 1
    files.fail_next = True
    assert log.append_and_wait(b"rewritten") == 2
    log.close()
    assert [file.name[-6:] for file in sorted(tmp_path.glob("*.log"))] == ["01.log", "02.log"]
    assert (tmp_path / f"{1:020d}.log").stat().st_size == 24 + len(b"before")
    assert [frame.payload for frame in frames(tmp_path)] == [b"before", b"rewritten"]


def test_a_sequence_that_was_refused_is_never_given_again(tmp_path: Path) -> None:
    files = FailingFiles(lambda _: False, lambda: OSError(errno.ENOSPC, "No space left on device"))
    log = SegmentLog.opened(tmp_path, files=files)
    assert log.append_and_wait(b"kept") == 1
    files.fails = lambda _: True
    with pytest.raises(LogFull):
        log.append_and_wait(b"refused")
    files.fails = lambda _: False
    until_it_accepts(log)
    assert log.append_and_wait(b"kept too") == 3
    log.close()
    assert list(frames(tmp_path)) == [(1, b"kept"), (3, b"kept too")]
    health = scrub(tmp_path)
    assert (health.intact, health.removed, health.lost) == (2, 1, 0)


def test_all_who_wait_are_told_when_the_disk_is_full(tmp_path: Path) -> None:
    held = threading.Event()

    class Full(OsFiles):
        full = False

        def write(self, opened: int, content: memoryview) -> int:
            if self.full:
                held.wait(5)
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(opened, content)

    files = Full()
    log = SegmentLog.opened(tmp_path, files=files)
    files.full = True
    told: list[Exception | None] = []
    for _ in range(100):
        log.append(b"x", lambda _, error: told.append(error))
    held.set()
    end = time.monotonic() + 5
    while len(told) < 100 and time.monotonic() < end:
        time.sleep(0.001)
    assert [type(error) for error in told] == [LogFull] * 100
    assert log.state().why == "No space left on device"
    files.full = False
    until_it_accepts(log)
    log.close()


def test_too_much_that_waits_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "MOST_PAYLOADS", 10)
    going_on = threading.Event()

    class Slow(OsFiles):
        def fdatasync(self, opened: int) -> None:
            going_on.wait(5)
            super().fdatasync(opened)

    going_on.set()
    log = SegmentLog.opened(tmp_path, files=Slow())
    going_on.clear()
    told: list[tuple[int | None, Exception | None]] = []
    for _ in range(40):
        log.append(b"x", lambda *of_it: told.append(of_it))
    busy = [error for _, error in told if isinstance(error, LogBusy)]
    assert 20 <= len(busy) <= 30
    going_on.set()
    log.close()
    assert len(told) == 40
    assert len(list(frames(tmp_path))) == 40 - len(busy)


def test_of_payloads_that_come_together_those_are_kept_for_which_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "MOST_BYTES", 10)
    log = SegmentLog.opened(tmp_path)
    told: dict[bytes, tuple[int | None, Exception | None]] = {}
    payloads = [b"first", b"next", b"too much", b"x"]
    log.append_all([Appended(one, lambda *of_it, one=one: told.update({one: of_it})) for one in payloads])
    assert isinstance(told[b"too much"][1], LogBusy)
    assert isinstance(told[b"x"][1], LogBusy)
    log.close()
    assert (told[b"first"], told[b"next"]) == ((1, None), (2, None))
    assert [one.payload for one in frames(tmp_path)] == payloads[:2]


def test_of_payloads_that_come_together_one_that_is_too_long_keeps_no_other_out(tmp_path: Path) -> None:
    log = SegmentLog.opened(tmp_path)
    told: list[Exception | None] = []
    log.append_all([Appended(one, lambda _, error: told.append(error)) for one in (bytes((32 << 20) + 1), b"x")])
    log.close()
    assert [type(one) for one in told if one is not None] == [ValueError]
    assert [one.payload for one in frames(tmp_path)] == [b"x"]


def test_a_callback_that_raises_does_not_stop_the_log(tmp_path: Path) -> None:
    def raising(_: int | None, __: Exception | None) -> None:
        raise RuntimeError

    log = SegmentLog.opened(tmp_path)
    log.append(b"first", raising)
    assert log.append_and_wait(b"second") == 2
    log.close()
