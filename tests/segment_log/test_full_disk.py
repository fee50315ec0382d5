"""A disk that is really full: refused at once, still read, accepting again when there is room, without a restart."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from desirepath.warehouse.segment_log import LogFull, SegmentLog, frames, scrub

PAYLOAD = b"x" * 5000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill(log: SegmentLog) -> dict[int, bytes]:
    kept: dict[int, bytes] = {}
    for _ in range(1000):
        try:
            kept[log.append_and_wait(PAYLOAD)] = PAYLOAD
        except LogFull:
            return kept
    raise AssertionError("the disk is never full")


def fill_with(ballast: BinaryIO) -> None:
    ballast.writelines(b"x" * 512 for _ in range(1 << 20))


def test_a_full_disk_refuses_at_once_and_accepts_again_when_there_is_room(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(512 << 10))
    log = SegmentLog.opened(small_disk / "log", segment_bytes=100_000)
    kept = fill(log)
    assert len(kept) > 50
    assert not log.state().accepts
    slowest = 0.0
    for _ in range(200):
        begun = time.perf_counter()
        with pytest.raises(LogFull):
            log.append_and_wait(PAYLOAD)
        slowest = max(slowest, time.perf_counter() - begun)
        time.sleep(0.003)
    assert slowest <= 0.05
    assert dict(frames(small_disk / "log")) == kept
    ballast.unlink()
    begun = time.perf_counter()
    while not log.state().accepts:
        assert time.perf_counter() - begun < 5
        time.sleep(0.01)
    kept |= fill(log)
    log.close()
    assert dict(frames(small_disk / "log")) == kept
    assert scrub(small_disk / "log").lost == 0


def test_a_log_opens_on_a_disk_that_is_full_already(small_disk: Path) -> None:
    folder = small_disk / "log"
    log = SegmentLog.opened(folder)
    kept = fill(log)
    log.close()
    ballast = small_disk / "ballast"
    with pytest.raises(OSError, match="No space"), ballast.open("wb", buffering=0) as opened:
        fill_with(opened)
    log = SegmentLog.opened(folder)
    kept |= fill(log)
    assert dict(frames(folder)) == kept
    log.close()
