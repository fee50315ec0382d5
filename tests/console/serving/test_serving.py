"""`desirepath serve` as people start it: a link for the first administrator, and nothing left running at its end."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from desirepath.console.supervised import Beside, kept_going

SERVE = [sys.executable, "-m", "desirepath.cli.main", "serve", "--no-collect"]


def children_of(process: int) -> list[int]:
    """Each thread has its own."""
    return [int(one) for file in Path(f"/proc/{process}/task").glob("*/children") for one in file.read_text().split()]


def until(condition: object, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


@contextmanager
def started(home: Path) -> Iterator[subprocess.Popen[str]]:
    """A console in the home, ended whatever happens."""
    server = subprocess.Popen([*SERVE, "--home", str(home), "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        yield server
    finally:
        if server.poll() is None:
            server.terminate()
            server.wait(30)


def looked_at(server: subprocess.Popen[str]) -> list[int]:
    """Follow the first link of a console that was just started; the processes beside it."""
    assert server.stdout is not None
    first, address = server.stdout.readline(), server.stdout.readline()
    link = urlsplit(re.search(r"http://\S+/first/\S+/", first)[0])  # type: ignore[index]
    assert f"{link.scheme}://{link.netloc}/" in address
    connection = http.client.HTTPConnection(link.hostname, link.port, timeout=30)
    connection.request("GET", link.path)
    assert "The first administrator" in connection.getresponse().read().decode()
    assert until(lambda: children_of(server.pid))
    return children_of(server.pid)


def test_the_first_start_prints_a_link_and_the_end_leaves_nothing_running(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with started(home) as server:
        workers = looked_at(server)
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 0
    assert until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    assert (home.stat().st_mode & 0o777, (home / "console.secret").stat().st_mode & 0o777) == (0o700, 0o600)
    whole = subprocess.run(
        [sys.executable, "-m", "desirepath.cli.main", "audit", "verify", "--home", str(home)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "The audit log is whole: 0 lines." in whole.stdout


def test_a_port_in_use_is_told_with_how_to_mend_it(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [*SERVE, "--home", str(tmp_path / "home"), "--port", str(taken.getsockname()[1])]
        ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 2
    assert "cannot be used" in ended.stderr
    assert "0 takes a free one" in ended.stderr


def test_a_process_that_dies_is_started_again_and_ends_with_the_block(tmp_path: Path) -> None:
    said = tmp_path / "said"
    program = f"import os, time; open({str(said)!r}, 'a').write(f'{{os.getpid()}}\\n'); time.sleep(60)"

    def started() -> list[int]:
        return [int(line) for line in said.read_text().split()] if said.exists() else []

    with kept_going([Beside("sleeper", (sys.executable, "-c", program))]):
        assert until(lambda: len(started()) == 1)
        os.kill(started()[0], signal.SIGKILL)
        assert until(lambda: len(started()) == 2)
        assert Path(f"/proc/{started()[1]}").exists()
    assert not Path(f"/proc/{started()[1]}").exists()
