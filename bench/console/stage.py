"""A console in processes of its own, with a made-up rollout of so many events in it, and somebody signed in."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

SERVES = """
import sys
from pathlib import Path
from desirepath.console.demo import demo_link
from desirepath.console.serve import Serving, serve
serve(Serving(home=Path(sys.argv[1]), port=0, collect_port=None), lambda address: print(demo_link(address), flush=True))
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, headers, body, and how long it took in milliseconds."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    took: float


class Visitor:
    """Somebody signed in, over one connection that is kept."""

    def __init__(self, link: str) -> None:
        parts = urlsplit(link)
        self._host, self._port = parts.hostname or "", parts.port
        self._connection = http.client.HTTPConnection(self._host, self._port, timeout=60)
        self._cookies: dict[str, str] = {}
        self.get(parts.path)

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: str = "") -> Answer:
        """Send a form."""
        token = self._cookies.get("desirepath_csrf", "")
        return self._ask("POST", path, f"csrfmiddlewaretoken={token}&{fields}")

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "Accept-Encoding": "gzip",
            "Accept-Language": "en",
            "Referer": f"http://{self._host}:{self._port}/",
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        read = answer.read()
        took = (time.perf_counter() - begun) * 1000
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self._cookies[name] = value
        return Answer(answer.status, answer.headers, read, took)


def set_up(folder: Path, events: int) -> None:
    """Draw the rollout, bring it into a lake and diagnose it as the demo does, unless it is there already."""
    if not (folder / "home").exists():
        subprocess.run([sys.executable, "-m", "bench.console.lake_stage", str(folder), str(events)], check=True)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The link that signs in, while the console serves."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVES, str(folder / "home")], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    try:
        assert server.stdout is not None
        link = re.search(r"http://\S+/in/\S+/", server.stdout.readline())
        assert link is not None
        yield link.group(0)
    finally:
        server.terminate()
        server.wait(30)
