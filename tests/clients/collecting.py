"""A collector as users run it: a process of its own, a warehouse, a key; and the rollout whose events it takes."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desirepath.cli.main import run
from desirepath.warehouse.write_keys import create_key, file_of_keys

DESIREPATH = str(Path(sys.executable).with_name("desirepath"))
ROLLOUT = """\
rollout: purchasing
title: Purchase requests move to the portal
go_live: 2026-01-05
timezone: Europe/Berlin
cuts: [amount_band]
workflows:
  - workflow: request
    title: Purchase request
    case_ends_after: 14d
    path: submit check approve order
    steps:
      submit: {title: Submit}
      check: {title: Check}
      approve: {title: Approve, kind: approval}
      order: {title: Order}
collect:
  keep: [amount_band]
  events:
    - {event: Step Done, workflow: request, activity: $step, case: $request_id}
"""
STEPS = ("submit", "check", "approve", "order")


@dataclass(frozen=True)
class Collecting:
    """Where the collector listens, and its key."""

    folder: Path
    address: str
    key: str

    @property
    def host(self) -> str:
        return self.address.removeprefix("http://")


def told(*arguments: str | Path) -> str:
    """What a command prints. Raises CalledProcessError where it fails."""
    done = subprocess.run([DESIREPATH, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def collecting(folder: Path, origins: Sequence[str] = ()) -> Iterator[Collecting]:
    """A collector of the rollout above, until the block ends."""
    rollout, warehouse = folder / "rollout.yaml", folder / "lake"
    rollout.write_text(ROLLOUT, encoding="utf-8")
    _, key = create_key(file_of_keys(warehouse), "purchasing", origins)
    command = [DESIREPATH, "collect", str(rollout), "--warehouse", str(warehouse), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = next((word for word in line.split() if word.startswith("http://")), "")
        assert address, line + (process.stderr.read() if process.stderr and process.poll() is not None else "")
        yield Collecting(folder, address, key)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(150) == 0


def diagnosed(folder: Path) -> dict[str, Any]:
    """The diagnosis of what the lake holds, once all of the log is in it."""
    lake, told_in = ["--warehouse", str(folder / "lake")], folder / "diagnosis.json"
    assert run(["--quiet", "lake", "project", *lake]) == 0
    assert run(["--quiet", "diagnose", str(folder / "rollout.yaml"), *lake, "--json", str(told_in)]) == 0
    document: dict[str, Any] = json.loads(told_in.read_text(encoding="utf-8"))
    return document
