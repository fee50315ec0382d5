"""`desirepath serve` keeps a collector going for each workspace with a rollout that says what is collected."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desirepath.console.collector_ports import CollectorPorts, kept_ports, ports_with
from desirepath.console.home import Home
from desirepath.warehouse.lake.counts import counted
from desirepath.warehouse.write_keys import create_key, file_of_keys

PROGRAM = str(Path(sys.executable).with_name("desirepath"))
WITHIN = 40.0
FILL = """
import sys
from pathlib import Path
from desirepath.console.serve import made_ready
made_ready(Path(sys.argv[1]))
from desirepath.console.accounts.actions.make_person import person_of_email
from desirepath.console.rollouts.actions.make_rollout import make_rollout
from desirepath.console.workspaces.actions.make_workspace import make_workspace
for slug, collects in (("quiet", False), ("ours", True)):
    seat = make_workspace(slug, slug, person_of_email(f"administrator@{slug}.example"))
    text = Path(sys.argv[2]).read_text()
    make_rollout(seat, "claims", "Claims", text if collects else text.partition("collect:")[0])
"""
ROLLOUT = """\
rollout: claims
title: Claims
go_live: 2026-01-05
workflows: [{workflow: claim, path: submit approve}]
collect:
  events:
    - {event: "Request Submitted", workflow: claim, activity: submit, case: $request_id}
"""


def sent(port: int, key: str, number: int) -> int:
    """The status of a request with one event; 0 where nobody answers."""
    event = {"type": "track", "event": "Request Submitted", "userId": "p1", "messageId": f"m{number}"}
    body = {"batch": [{**event, "properties": {"request_id": f"R{number}"}}], "writeKey": key}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("POST", "/v1/batch", json.dumps(body), {"Content-Type": "application/json"})
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def until(holds, what: str) -> None:  # noqa: ANN001 - any question
    end = time.monotonic() + WITHIN
    while not holds():
        assert time.monotonic() < end, f"not within {WITHIN} s: {what}"
        time.sleep(0.1)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A console's folder with two workspaces: one of them with a rollout that collects."""
    (tmp_path / "rollout.yaml").write_text(ROLLOUT, encoding="utf-8")
    made = tmp_path / "home"
    named = {**os.environ, "DESIREPATH_HOME": str(made)}
    subprocess.run([sys.executable, "-c", FILL, str(made), str(tmp_path / "rollout.yaml")], env=named, check=True)
    return made


@pytest.fixture
def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@pytest.fixture
def served(home: Path, free_port: int, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [PROGRAM, "serve", "--home", str(home), "--port", "0", "--collect-port", str(free_port)]
    with (tmp_path / "out").open("wb") as out:
        running = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            yield running
        finally:
            running.terminate()
            running.wait(30)


def test_events_sent_with_a_key_arrive_in_the_lake_of_the_workspace(
    home: Path, served: subprocess.Popen[bytes], free_port: int, tmp_path: Path
) -> None:
    warehouse = Home(home).warehouse("ours")
    key, text = create_key(file_of_keys(warehouse), "claims")
    until(lambda: sent(free_port, text, 1) == 200, "the first event is taken")
    assert sent(free_port, text + "x", 2) == 401
    until(lambda: sum(tally.good for tally in counted(warehouse).values()) == 1, "the event is in the lake")
    assert {what.key for what in counted(warehouse)} == {key.id}
    assert not Home(home).warehouse("quiet").exists()
    served.terminate()
    assert served.wait(30) == 0
    assert sent(free_port, text, 3) == 0, "the collector ends with the console"
    assert "Traceback" not in (tmp_path / "out").read_text()


@pytest.mark.long
def test_another_text_of_the_file_is_collected_by_and_a_broken_one_changes_nothing(
    home: Path, served: subprocess.Popen[bytes], free_port: int
) -> None:
    assert served.poll() is None
    warehouse, file = Home(home).warehouse("ours"), Home(home).rollout("ours", "claims") / "rollout.yaml"
    _, text = create_key(file_of_keys(warehouse), "claims")
    until(lambda: sent(free_port, text, 1) == 200, "the first event is taken")
    file.write_text("rollout: [", encoding="utf-8")
    time.sleep(2.5)
    assert sent(free_port, text, 2) == 200
    file.write_text(ROLLOUT.replace("Request Submitted", "Claim Sent"), encoding="utf-8")
    end = time.monotonic() + WITHIN
    refused = 0
    for number in range(3, 1_000):
        sent(free_port, text, number)
        time.sleep(0.5)
        refused = sum(tally.bad for tally in counted(warehouse).values())
        if refused or time.monotonic() > end:
            break
    assert refused > 0, "what the new text does not name is refused"


def test_a_workspace_keeps_its_port_when_others_come(tmp_path: Path) -> None:
    assert kept_ports(tmp_path) is None
    ports_with(tmp_path, ("b",), host="127.0.0.1", first_port=8750)
    ports_with(tmp_path, ("a", "b"), host="127.0.0.1", first_port=8750)
    found = ports_with(tmp_path, ("a",), host="127.0.0.1", first_port=9000)
    assert found == kept_ports(tmp_path)
    assert (found.address("b"), found.address("a")) == ("http://127.0.0.1:9000", "http://127.0.0.1:9001")
    assert found.address("c") is None


def test_there_is_no_port_above_the_last() -> None:
    ports = CollectorPorts(host="::1", first_port=65_535, places={"a": 0, "b": 1})
    assert (ports.address("a"), ports.address("b")) == ("http://[::1]:65535", None)
    assert not ports.takes("b")


def test_serve_says_how_to_do_without(tmp_path: Path) -> None:
    told = subprocess.run([PROGRAM, "serve", "--help"], capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    assert re.search(r"--no-collect\s+Take no events", told)
