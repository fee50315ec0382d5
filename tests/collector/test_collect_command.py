"""The collector as its command starts it: with the real door and the real log, ended by a signal."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desirepath.cli.main import run
from desirepath.warehouse.collected import decoded
from desirepath.warehouse.segment_log import frames

PROGRAM = str(Path(sys.executable).with_name("desirepath"))
ROLLOUT = """\
rollout: claims
title: Claims
go_live: 2026-01-05
workflows: [{workflow: claim, path: submit approve}]
collect:
  keep: [country]
  events:
    - {event: "Request Submitted", workflow: claim, activity: submit, case: $request_id}
"""
EVENT = {
    "type": "track",
    "event": "Request Submitted",
    "userId": "maria.l",
    "messageId": "m1",
    "timestamp": "2026-03-02T09:15:27.125Z",
    "properties": {"request_id": "R1", "country": "DE", "secret": "s3cret"},
}


def ran(*words: str) -> tuple[int, str, str]:
    """The status of a command in this process, and what it wrote."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(list(words))
    return status, out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("collected")
    (found / "rollout.yaml").write_text(ROLLOUT, encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def key(folder: Path) -> str:
    status, told, _ = ran("keys", "create", "--warehouse", str(folder / "warehouse"), "--application", "claims")
    assert status == 0
    return told.split()[-1]


@contextmanager
def collecting(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    command = [
        PROGRAM,
        "collect",
        str(folder / "rollout.yaml"),
        "--warehouse",
        str(folder / "warehouse"),
        "--port",
        "0",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)", process.stdout.readline())
        assert found is not None
        yield process, int(found[1])
    finally:
        process.terminate()
        process.wait(150)


def sent(port: int, key: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    body = json.dumps({"batch": [EVENT], "writeKey": key})
    connection.request("POST", "/v1/batch", body, {"content-type": "application/json"})
    status = connection.getresponse().status
    connection.close()
    return status


def test_what_was_acknowledged_is_in_the_log_after_a_signal_ended_it(folder: Path, key: str) -> None:
    with collecting(folder) as (process, port):
        assert sent(port, key) == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(150) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""
    logs = sorted((folder / "warehouse" / "log").iterdir())
    kept = [decoded(frame.payload) for log in logs if log.is_dir() for frame in frames(log)]
    assert [one.received for one in kept] == [1]
    row = {name: values[0] for name, values in kept[0].tables["events"].items()}
    assert (row["case_id"], row["activity"], row["country"]) == ("R1", "submit", "DE")
    assert "maria.l" not in repr(kept)
    assert "s3cret" not in repr(kept)


def test_a_second_collector_of_the_same_name_is_refused(folder: Path) -> None:
    command = ("collect", str(folder / "rollout.yaml"), "--warehouse", str(folder / "warehouse"), "--port", "0")
    with collecting(folder):
        status, _, told = ran(*command)
    assert status == 2
    assert "--name" in told


def test_keys_are_listed_without_their_text_and_revoked_by_their_id(folder: Path) -> None:
    of_it = ("--warehouse", str(folder / "other"))
    _, made, _ = ran("keys", "create", *of_it, "--application", "claims", "--origin", "https://a.example")
    _, listed, _ = ran("keys", "list", *of_it)
    key_id = listed.split()[0]
    assert "https://a.example" in listed
    assert "in force" in listed
    assert made.split()[-1] not in listed
    assert ran("keys", "revoke", *of_it, key_id)[0] == 0
    assert "revoked 20" in ran("keys", "list", *of_it)[1]
    assert ran("keys", "revoke", *of_it, "key_0")[0] == 2


@pytest.mark.parametrize("words", [["--name", "../x"], ["--port", "99999"], ["--metrics-token", "no-such-file"]])
def test_an_option_that_cannot_be_is_told_and_nothing_starts(folder: Path, words: list[str]) -> None:
    command = ("collect", str(folder / "rollout.yaml"), "--warehouse", str(folder / "third"))
    status, _, told = ran(*command, *words)
    assert status == 2
    assert "fault" not in told
    assert not (folder / "third").exists()
    assert not (folder / "third.keys").exists()


def test_a_rollout_that_says_nothing_of_collecting_is_refused(folder: Path) -> None:
    silent = folder / "silent.yaml"
    silent.write_text(ROLLOUT.partition("collect:")[0] + "sources: [{table: events, file: e.csv}]\n", encoding="utf-8")
    status, _, told = ran("collect", str(silent), "--warehouse", str(folder / "third"))
    assert status == 2
    assert "`collect`" in told


def test_a_warehouse_that_cannot_be_a_folder_is_told(folder: Path) -> None:
    (folder / "a-file").write_text("", encoding="utf-8")
    status, _, told = ran(
        "collect", str(folder / "rollout.yaml"), "--warehouse", str(folder / "a-file" / "x"), "--port", "0"
    )
    assert status == 2
    assert "fault" not in told
