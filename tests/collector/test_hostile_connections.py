"""Connections that break the rules of HTTP, or take their time, end by themselves and hurt only themselves."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

import pytest

from desirepath.doors.limits import Limits
from tests.collector.conftest import Served, until_closed

BODY = b'{"events":[]}'
START = b"POST /v1/events HTTP/1.1\r\nhost: a\r\n"
MIB = 1024 * 1024
HOSTILE = {
    "two lengths": (b"content-length: 13\r\ncontent-length: 13\r\n\r\n" + BODY, b"400", b"not_http"),
    "two lengths that differ": (b"content-length: 13\r\ncontent-length: 1\r\n\r\n" + BODY, b"400", b"not_http"),
    "lengths in one header": (b"content-length: 13, 13\r\n\r\n" + BODY, b"400", b"not_http"),
    "a signed length": (b"content-length: +13\r\n\r\n" + BODY, b"400", b"not_http"),
    "a negative length": (b"content-length: -1\r\n\r\n" + BODY, b"400", b"not_http"),
    "an endless length": (b"content-length: " + b"9" * 40 + b"\r\n\r\n", b"400", b"not_http"),
    "length and chunks": (b"content-length: 13\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n", b"400", b"not_http"),
    "chunks and length": (b"transfer-encoding: chunked\r\ncontent-length: 13\r\n\r\n0\r\n\r\n", b"400", b"not_http"),
    "chunks disguised": (b"transfer-encoding: xchunked\r\n\r\n0\r\n\r\n", b"400", b"not_http"),
    "a chunk size that is none": (b"transfer-encoding: chunked\r\n\r\nzz\r\n", b"400", b"not_http"),
    "a chunk size too large for numbers": (
        b"transfer-encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\n",
        b"400",
        b"not_http",
    ),
    "bare line feeds": (b"x: y\ncontent-length: 13\n\n" + BODY, b"400", b"not_http"),
    "a header continued on the next line": (b"x: y\r\n z\r\n\r\n", b"400", b"not_http"),
    "a blank before the colon": (b"content-length : 13\r\n\r\n" + BODY, b"400", b"not_http"),
    "a null byte in a header": (b"x: \x00\r\n\r\n", b"400", b"not_http"),
    "a header of 64 KiB": (b"x: " + b"y" * 65536 + b"\r\n\r\n", b"431", b"head_limit"),
    "a header that never ends": (b"x: " + b"y" * 300_000, b"431", b"head_limit"),
    "two hundred headers": (b"x: y\r\n" * 200 + b"\r\n", b"431", b"header_count"),
    "two hundred headers after the body": (
        b"transfer-encoding: chunked\r\n\r\n0\r\n" + b"x: y\r\n" * 200 + b"\r\n",
        b"431",
        b"header_count",
    ),
    "a length above the limit": (b"content-length: %d\r\n\r\n" % (MIB + 1), b"413", b"body_limit"),
    "chunks above the limit": (
        b"transfer-encoding: chunked\r\n\r\n" + (b"10000\r\n" + b" " * 65536 + b"\r\n") * 17,
        b"413",
        b"body_limit",
    ),
}
WHOLE = {
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n", b"400", b"not_http"),
    "the beginning of HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"400", b"not_http"),
    "an address of 64 KiB": (b"GET /" + b"a" * 65536 + b" HTTP/1.1\r\n\r\n", b"431", b"head_limit"),
    "a tunnel": (b"CONNECT a:1 HTTP/1.1\r\n\r\n", b"400", b"not_http"),
    "an address that is no text": (b"GET /\xff\xfe HTTP/1.1\r\nhost: a\r\n\r\n", b"400", b"not_http"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_request_that_breaks_the_rules_is_told_so_and_cut_off(collector: Served, name: str) -> None:
    sent, status, error = HOSTILE[name]
    said = collector.raw(START + sent)
    assert said.startswith(b"HTTP/1.1 " + status)
    assert said.count(b"HTTP/1.1 ") == 1
    assert b"connection: close" in said
    assert b'"error":"' + error + b'"' in said


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_no_request_is_told_so_and_cut_off(collector: Served, name: str) -> None:
    sent, status, error = WHOLE[name]
    said = collector.raw(sent)
    assert said.startswith(b"HTTP/1.1 " + status)
    assert b'"error":"' + error + b'"' in said


def poured_into(client: socket.socket) -> int:
    """Bytes that can be sent until the connection is cut."""
    sent = 0
    try:
        while sent < 100 * MIB:
            sent += client.send(b" " * MIB)
    except (BrokenPipeError, ConnectionResetError):
        pass
    return sent


def test_the_rest_of_a_body_that_is_too_long_is_not_read(collector: Served) -> None:
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", collector.port), timeout=5) as client:
        client.sendall(START + b"content-length: 10000000000\r\n\r\n")
        sent = poured_into(client)
    assert sent < 16 * MIB
    assert time.monotonic() - began < 3


def test_what_was_asked_before_a_broken_request_is_still_answered(collector: Served) -> None:
    head = f"POST /v1/events HTTP/1.1\r\nhost: a\r\nauthorization: {collector.basic()}\r\ncontent-length: 13\r\n\r\n"
    said = collector.raw(head.encode() + BODY + b"no request\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 202 ")
    assert said.count(b"HTTP/1.1 ") == 1


@pytest.fixture
def hasty(collector_with: Callable[..., Served]) -> Served:
    """A collector with deadlines of half a second, and room for few bodies and connections."""
    return collector_with(
        limits=Limits(
            head_seconds=0.5,
            body_seconds=0.5,
            idle_seconds=0.5,
            ending_seconds=0.2,
            connections=8,
            body_bytes=100_000,
            bodies_bytes=250_000,
        )
    )


def timed(client: socket.socket) -> tuple[bytes, float]:
    began = time.monotonic()
    return until_closed(client), time.monotonic() - began


def trickled(client: socket.socket, piece: bytes) -> float:
    """Send a little every tenth of a second until the collector has enough; the seconds it took."""
    began = time.monotonic()
    client.settimeout(0.05)
    while time.monotonic() - began < 5:
        try:
            client.sendall(piece)
            if client.recv(1000) == b"":
                break
        except TimeoutError:
            time.sleep(0.05)
        except OSError:
            break
    return time.monotonic() - began


def test_slow_headers_are_cut_off_at_an_absolute_deadline(hasty: Served) -> None:
    with socket.create_connection(("127.0.0.1", hasty.port), timeout=5) as client:
        client.sendall(START)
        assert 0.3 < trickled(client, b"x: y\r\n") < 2


def test_a_slow_body_is_cut_off_at_an_absolute_deadline(hasty: Served) -> None:
    with socket.create_connection(("127.0.0.1", hasty.port), timeout=5) as client:
        client.sendall(START + b"content-length: 90000\r\n\r\n")
        assert 0.3 < trickled(client, b" ") < 2


@pytest.mark.parametrize("sent", [START, START + b"content-length: 13\r\n\r\n{"])
def test_a_client_that_stops_in_the_middle_is_told_that_it_was_too_slow(hasty: Served, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", hasty.port), timeout=5) as client:
        client.sendall(sent)
        said, seconds = timed(client)
    assert said.startswith(b"HTTP/1.1 408 ")
    assert b'"too_slow"' in said
    assert 0.3 < seconds < 2


@pytest.mark.parametrize("sent", [b"", b"\r\n\r\n", b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n"])
def test_a_client_that_says_nothing_is_let_go_silently(hasty: Served, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", hasty.port), timeout=5) as client:
        client.sendall(sent)
        said, seconds = timed(client)
    assert said.count(b"HTTP/1.1 ") == (1 if sent.startswith(b"GET") else 0)
    assert b"408" not in said
    assert 0.3 < seconds < 2


def test_a_connection_too_many_is_told_so_and_those_before_it_go_on(hasty: Served) -> None:
    before = [socket.create_connection(("127.0.0.1", hasty.port), timeout=5) for _ in range(8)]
    try:
        with socket.create_connection(("127.0.0.1", hasty.port), timeout=5) as client:
            said = until_closed(client)
        assert said.startswith(b"HTTP/1.1 503 ")
        assert b"retry-after: 1" in said
        before[0].sendall(b"GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        assert until_closed(before[0]).startswith(b"HTTP/1.1 200 ")
    finally:
        for one in before:
            one.close()


def test_where_slow_bodies_fill_the_room_the_oldest_goes_and_a_healthy_one_is_taken(hasty: Served) -> None:
    slow = []
    for _ in range(3):
        slow.append(socket.create_connection(("127.0.0.1", hasty.port), timeout=5))
        slow[-1].sendall(START + b"content-length: 99999\r\n\r\n" + b" " * 90_000)
        time.sleep(0.05)
    try:
        assert hasty.post("/v1/events", BODY + b" " * 60_000).status == 202
        assert until_closed(slow[0]).startswith(b"HTTP/1.1 503 ")
    finally:
        for one in slow:
            one.close()


def test_a_log_that_never_answers_does_not_hold_a_connection_for_ever(collector_with: Callable[..., Served]) -> None:
    collector = collector_with(limits=Limits(answer_seconds=0.4))
    collector.log.held = []
    head = f"POST /v1/events HTTP/1.1\r\nhost: a\r\nauthorization: {collector.basic()}\r\ncontent-length: 13\r\n\r\n"
    with socket.create_connection(("127.0.0.1", collector.port), timeout=5) as client:
        client.sendall(head.encode() + BODY)
        said, seconds = timed(client)
    assert said == b""
    assert 0.2 < seconds < 2
    for commit in collector.log.held:
        commit()
