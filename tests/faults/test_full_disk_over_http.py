"""The disk of a collector fills up: it says so at once, is looked at as before, and takes events again by itself."""

from __future__ import annotations

import http.client
import signal
import subprocess
import time
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from desirepath.warehouse.collected import decoded
from desirepath.warehouse.segment_log import frames
from tests.chromium import lacking
from tests.clients.collecting import ROLLOUT, free_port, told
from tests.faults.steady_senders import IN_A_BATCH, body_of, event_id
from tests.faults.test_killed_collectors import started

BALLAST = 1 << 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes, one of them taken."""
    folder = tmp_path / "lake"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], check=False).returncode:
        lacking("the right to mount a small disk")
    try:
        (folder / "ballast").write_bytes(bytes(BALLAST))
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _asked(
    port: int, method: str, path: str, key: str = "", body: bytes | None = None
) -> tuple[int, str | None, float]:
    """Status, Retry-After, and the milliseconds until the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.connect()
        headers = {"authorization": "Basic " + b64encode(f"{key}:".encode()).decode()} if key else {}
        begun = time.perf_counter()
        connection.request(method, path, body, headers | {"content-type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("retry-after"), (time.perf_counter() - begun) * 1000
    finally:
        connection.close()


def _until_it_answers(port: int) -> None:
    for _ in range(200):
        try:
            assert _asked(port, "GET", "/healthz")[0] == 200
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the collector does not answer")


def test_a_full_disk_is_told_at_once_and_taken_note_of_when_it_has_room_again(small_disk: Path) -> None:
    (small_disk.parent / "rollout.yaml").write_text(ROLLOUT, encoding="utf-8")
    key = told("keys", "create", "--warehouse", small_disk, "--application", "purchasing", "--events", "1e9").split()[
        -1
    ]
    port = free_port()
    process, taken = started(small_disk.parent, port, "--workers", "1"), 0
    try:
        _until_it_answers(port)
        status, again, batch = 200, None, 0
        while status == 200:
            status, again, _ = _asked(port, "POST", "/v1/batch", key, body_of(0, batch))
            batch += status == 200
        taken = batch
        assert (status, again) == (503, "5")
        refusals = [_asked(port, "POST", "/v1/batch", key, body_of(0, batch)) for _ in range(20)]
        assert {status for status, _, _ in refusals} == {503}
        assert sorted(milliseconds for _, _, milliseconds in refusals)[-2] <= 50
        assert _asked(port, "GET", "/healthz")[0] == 503
        assert _asked(port, "GET", "/metrics")[0] == 200
        (small_disk / "ballast").unlink()
        begun = time.monotonic()
        while _asked(port, "POST", "/v1/batch", key, body_of(0, taken))[0] != 200:
            assert time.monotonic() - begun < 5
            time.sleep(0.02)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    found = [
        one
        for log in sorted((small_disk / "log").iterdir())
        for frame in frames(log)
        for one in decoded(frame.payload).tables["events"]["event_id"]
    ]
    assert sorted(found) == sorted(
        event_id(0, number, place) for number in range(taken + 1) for place in range(IN_A_BATCH)
    )
