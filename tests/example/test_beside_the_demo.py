"""What `desirepath demo` starts beside its console."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path

from desirepath.connectors.rollout_file import rollout_from_text
from desirepath.console.demo import COLLECTS
from desirepath.console.example import FILE, ExamplePorts, example_beside, free_port
from desirepath.runs.simulate import simulate
from desirepath.simulate.plan import SimulationPlan
from desirepath.warehouse.published_guides import warehouse_folder
from desirepath.warehouse.signing import SigningKey
from desirepath.warehouse.write_keys import file_of_keys, read_keys


def ports() -> ExamplePorts:
    return ExamplePorts(application=free_port(0), deliver=free_port(0), collect=free_port(0))


def test_the_application_gets_a_key_of_its_own_that_is_bound_to_its_pages(tmp_path: Path) -> None:
    places = ports()
    example_beside(tmp_path, "demo", places)
    told = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    (key,) = read_keys(file_of_keys(warehouse_folder(tmp_path, "demo")))
    assert key.application == "purchasing"
    assert set(key.origins) == {places.address, f"http://localhost:{places.application}"}
    assert told["trust"] == SigningKey.of_home(tmp_path).public
    assert told["collect"] == f"http://127.0.0.1:{places.collect}"


def test_the_application_runs_from_any_folder_and_has_the_tag_in_its_pages(tmp_path: Path) -> None:
    places = ports()
    beside = example_beside(tmp_path, "demo", places)
    assert beside is not None
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    process = subprocess.Popen(beside.command, cwd=tmp_path, env=environment)
    try:
        text = asked_until_it_answers(places.application)
    finally:
        process.terminate()
        assert process.wait(10) == 0
    assert 'data-workspace="demo"' in text


def asked_until_it_answers(port: int) -> str:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/requests/new", headers={"Cookie": "seat=4711.buyer.EMEA"})
            return connection.getresponse().read().decode()
        except ConnectionRefusedError:
            time.sleep(0.05)
        finally:
            connection.close()
    return ""


def test_a_port_that_is_taken_is_left_to_whom_it_belongs() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        taken = int(held.getsockname()[1])
        assert free_port(taken) != taken
    assert free_port(0) > 0


def test_the_demo_s_rollout_file_takes_what_the_application_sends(tmp_path: Path) -> None:
    plan = SimulationPlan(seed=7, events=2_000)
    text = simulate(plan, tmp_path / "out", lambda _: None).read_text(encoding="utf-8")
    assert rollout_from_text(text, "rollout.yaml").collect is None
    collects = rollout_from_text(text + COLLECTS, "rollout.yaml").collect
    assert collects is not None
