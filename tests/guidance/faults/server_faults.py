"""How a server can fail a page: what it does to the one request that it fails."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import TypeAlias

Fault: TypeAlias = Callable[[BaseHTTPRequestHandler, bytes, str], None]
"""Is given the request, the body that would be right, and its type."""
HTML = b"<!doctype html><html><body><script>window.executed = true</script><h1>Sign in</h1></body></html>"
JS, JSON = "text/javascript; charset=utf-8", "application/json"


def sent(asked: BaseHTTPRequestHandler, status: int, body: bytes, kind: str, **headers: str) -> None:
    """An answer with its length; names of headers with _ for -."""
    asked.send_response(status)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in {"content-type": kind, "content-length": str(len(body)), **named}.items():
        asked.send_header(name, value)
    asked.end_headers()
    asked.wfile.write(body)


def broken_off(asked: BaseHTTPRequestHandler) -> None:
    """End the connection with a reset, as a server does that died."""
    asked.close_connection = True
    asked.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    asked.connection.close()
    asked.wfile = asked.rfile


def _refused(asked: BaseHTTPRequestHandler, _body: bytes, _kind: str) -> None:
    broken_off(asked)


def _reset_half_way(asked: BaseHTTPRequestHandler, body: bytes, kind: str) -> None:
    asked.send_response(200)
    asked.send_header("content-type", kind)
    asked.send_header("content-length", str(len(body)))
    asked.end_headers()
    asked.wfile.write(body[: len(body) // 2])
    asked.wfile.flush()
    time.sleep(0.02)
    broken_off(asked)


def _truncated(asked: BaseHTTPRequestHandler, body: bytes, kind: str) -> None:
    sent(asked, 200, body[: len(body) // 2], kind, content_length=str(len(body)))
    asked.close_connection = True


def _slow(asked: BaseHTTPRequestHandler, body: bytes, kind: str) -> None:
    time.sleep(0.4)
    sent(asked, 200, body, kind)


def _drop_by_drop(asked: BaseHTTPRequestHandler, body: bytes, kind: str) -> None:
    asked.send_response(200)
    asked.send_header("content-type", kind)
    asked.send_header("content-length", str(len(body)))
    asked.end_headers()
    for at in range(0, len(body), max(1, len(body) // 10)):
        asked.wfile.write(body[at : at + max(1, len(body) // 10)])
        asked.wfile.flush()
        time.sleep(0.03)


def _not_http(asked: BaseHTTPRequestHandler, _body: bytes, _kind: str) -> None:
    asked.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
    asked.close_connection = True


def _round_in_circles(asked: BaseHTTPRequestHandler, _body: bytes, kind: str) -> None:
    sent(asked, 302, b"", kind, location=asked.path)


def _to_a_sign_in(asked: BaseHTTPRequestHandler, _body: bytes, kind: str) -> None:
    sent(asked, 307, b"", kind, location="/sign-in")


def _says(body: bytes, as_kind: str | None = None, **headers: str) -> Fault:
    return lambda asked, _, kind: sent(asked, 200, body, as_kind or kind, **headers)


def _status(status: int, body: bytes = HTML, **headers: str) -> Fault:
    return lambda asked, _, __: sent(asked, status, body, "text/html", **headers)


ANYWHERE: dict[str, Fault] = {
    "refused": _refused,
    "reset half-way": _reset_half_way,
    "truncated": _truncated,
    "slow": _slow,
    "drop by drop": _drop_by_drop,
    "not HTTP": _not_http,
    "round in circles": _round_in_circles,
    "to a sign-in": _to_a_sign_in,
    "404": _status(404),
    "403": _status(403),
    "429": _status(429, retry_after="3600"),
    "500": _status(500),
    "502": _status(502, b""),
    "503": _status(503, retry_after="0"),
    "nothing": lambda asked, _, kind: sent(asked, 200, b"", kind),
    "bad gzip": lambda asked, body, kind: sent(asked, 200, body, kind, content_encoding="gzip"),
}
"""What the browser itself knows as a failure, or what is no answer at all."""
INSTEAD: dict[str, Fault] = {
    "HTML": _says(HTML, "text/html"),
    "HTML that says it is right": _says(HTML),
    "10 MB": _says(b'{"a":"' + b"x" * 10_000_000 + b'"}'),
    "10 MB of nothing": _says(b" " * 10_000_000),
    "another type": lambda asked, body, _: sent(asked, 200, body, "application/octet-stream"),
    "null": _says(b"null"),
    "a list": _says(b"[[]]"),
    "a number": _says(b"1e999"),
    "very deep": _says(b"[" * 100_000),
    "no UTF-8": _says(b'{"schema":"\xff\xfe"}'),
    "a prototype": _says(b'{"__proto__":{"show":true},"constructor":{"prototype":{}},"schema":"desirepath/signed/1"}'),
    "half a character": _says(b'{"show":"\\ud800","objects":"\\udfff","document":"\\ud800"}'),
    "other types": _says(b'{"schema":[],"key":{},"signature":1,"document":null,"show":"yes","objects":1,"answers":{}}'),
    "204": lambda asked, _, __: sent(asked, 204, b"", JSON),
}
"""What comes with 200 and is not what was asked for. A page that runs another script in place of the loader has asked
for that: these reach every address but the loader's, which a page may pin by its hash."""
PLACES = ("loader", "core", "parts", "guides", "arrivals", "claims", "events")
KINDS = {**ANYWHERE, **INSTEAD}
