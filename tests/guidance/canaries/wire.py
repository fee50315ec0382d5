"""A page behind a proxy that writes down every byte that goes to guidance, with real delivery and a real collector."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import msgspec

from desirepath.vocabulary.guidance.published import Guides
from desirepath.warehouse.published_guides import publish, warehouse_folder
from desirepath.warehouse.signing import SigningKey
from desirepath.warehouse.write_keys import create_key, file_of_keys
from tests.guidance.faults.quiet_server import listening

PROGRAM = str(Path(sys.executable).with_name("desirepath"))
ROLLOUT = """\
rollout: purchasing
title: Purchasing
go_live: 2026-01-05
workflows: [{workflow: request, path: quote submit}]
collect:
  events: [{event: "Submitted", workflow: request, activity: submit, case: $case}]
"""


@dataclass
class Wire:
    """What is served by path, where guidance is asked, and everything that was sent to it, head and body."""

    home: Path
    key: str = ""
    address: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)
    sent: list[bytes] = field(default_factory=list)
    statuses: dict[str, set[int]] = field(default_factory=dict)

    @property
    def trust(self) -> str:
        return SigningKey.of_home(self.home).public

    def publish(self, document: dict[str, Any]) -> None:
        publish(self.home, msgspec.convert(document, Guides))


def _handler(wire: Wire) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            if self.path.startswith("/desirepath/"):
                wire.sent.append(f"{self.command} {self.path}\n{self.headers}".encode() + body)
                self._passed_on(self.path.removeprefix("/desirepath"), body)
            else:
                page = wire.pages["/frame" if self.path.startswith("/frame") else "/"]
                self._answer(200, page.encode(), "text/html; charset=utf-8")

        do_POST = do_GET  # noqa: N815 - the name that http.server looks for

        def _passed_on(self, path: str, body: bytes) -> None:
            plain = path.partition("?")[0]
            port = wire.ports["collect" if plain == "/v1/events" else "deliver"]
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            try:
                connection.request(self.command, path, body or None, dict(self.headers))
                answer = connection.getresponse()
                content = answer.read()
            except OSError:  # It ends before its proxy does.
                return self._answer(502, b"", "text/plain")
            wire.statuses.setdefault(plain, set()).add(answer.status)
            connection.close()
            kind, packed = answer.headers["content-type"] or "", answer.headers["content-encoding"]
            return self._answer(answer.status, content, kind, packed)

        def _answer(self, status: int, body: bytes, kind: str, packed: str | None = None) -> None:
            self.send_response(status)
            self.send_header("content-type", kind)
            if packed:
                self.send_header("content-encoding", packed)
            if status != http.HTTPStatus.NO_CONTENT:
                self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    return Handler


@contextmanager
def _process(folder: Path, name: str, *words: str) -> Iterator[int]:
    """A command that listens, until the block ends; what it writes is kept in the folder. Its port."""
    with (folder / f"{name}.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen([PROGRAM, *words, "--port", "0"], stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            assert process.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:(\d+)", process.stdout.readline())
            assert found, (folder / f"{name}.log").read_text(encoding="utf-8")
            yield int(found[1])
        finally:
            process.terminate()
            rest, _ = process.communicate(timeout=150)
            (folder / f"{name}.out").write_text(rest, encoding="utf-8")


@contextmanager
def wired(folder: Path) -> Iterator[Wire]:
    """Everything runs inside the block, on loopback; `folder` is all that it has on the disk."""
    wire = Wire(folder / "home")
    warehouse = warehouse_folder(wire.home, "works")
    warehouse.parent.mkdir(parents=True)
    (folder / "rollout.yaml").write_text(ROLLOUT, encoding="utf-8")
    with ExitStack() as stack:
        wire.address = stack.enter_context(listening(_handler(wire)))
        _, wire.key = create_key(file_of_keys(warehouse), "purchasing", (wire.address,))
        collect = ("collect", str(folder / "rollout.yaml"), "--warehouse", str(warehouse), "--workers", "1")
        wire.ports["collect"] = stack.enter_context(_process(folder, "collect", *collect))
        wire.ports["deliver"] = stack.enter_context(_process(folder, "deliver", "deliver", "--home", str(wire.home)))
        yield wire
