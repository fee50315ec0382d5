"""A process that writes is killed at any moment: what it acknowledged is there, once."""

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desirepath.warehouse.segment_log import SegmentLog, frames, scrub

WRITER = [sys.executable, str(Path(__file__).parent / "writer.py")]


def acknowledged_before_a_kill(folder: Path, prefix: str, seconds: float) -> dict[int, bytes]:
    with subprocess.Popen([*WRITER, str(folder), prefix, "1000000", "50000"], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        kill = threading.Timer(seconds, writer.kill)
        kill.start()
        lines = writer.stdout.read().split(b"\n")[:-1]
        kill.join()
    assert writer.returncode == -signal.SIGKILL
    parts = [line.split(b" ") for line in lines]
    assert all(error == b"" for _, _, error in parts)
    return {int(sequence): payload for sequence, payload, _ in parts}


@pytest.mark.parametrize("kills", [5, pytest.param(60, marks=pytest.mark.long)])
def test_what_was_acknowledged_before_a_kill_is_there_once(tmp_path: Path, kills: int) -> None:
    chance = random.Random(5)
    kept: dict[int, bytes] = {}
    for number in range(kills):
        new = acknowledged_before_a_kill(tmp_path, str(number), chance.uniform(0.05, 0.4))
        assert new
        assert not new.keys() & kept.keys()
        kept |= new
    read = list(frames(tmp_path))
    assert kept.items() <= dict(read).items()
    assert len({frame.sequence for frame in read}) == len({frame.payload for frame in read}) == len(read)
    log = SegmentLog.opened(tmp_path)
    assert log.append_and_wait(b"last") == read[-1].sequence + 1
    log.close()
    assert scrub(tmp_path).lost == 0
