"""A request is taken, in whichever form real clients send it, and acknowledged once it is durable."""

from __future__ import annotations

import functools
import gzip
import json
import socket
import threading
import time
import zlib
from collections.abc import Callable

import pytest

from desirepath.collector.routes import SEGMENT, TAKES
from desirepath.warehouse.collected import decoded
from tests.collector.conftest import Served, until_closed

packed = functools.partial(gzip.compress, mtime=0)
"""Without the time, as these bytes name tests, which all workers have to call the same."""
EVENT = b'{"type":"track","event":"Order sent","userId":"u1"}'
BATCH = b'{"batch":[' + EVENT + b"," + EVENT + b"]}"
OWN = b'{"events":[{"activity":"a"},{"bad":true},{"activity":"b"}]}'


def last(collector: Served) -> tuple[str, int, int]:
    batch = decoded(collector.log.payloads[-1])
    return batch.key, batch.received, len(batch.bad)


def test_our_own_interface_says_what_it_took_and_what_it_refused_by_place(collector: Served) -> None:
    answer = collector.post("/v1/events", OWN, content_type="application/json")
    told = json.loads(answer.body)
    assert answer.status == 202
    assert told.pop("request_id")
    assert told == {"accepted": 2, "rejected": [{"index": 1, "reason": "bad", "detail": "It says so."}]}
    assert last(collector) == (collector.key_id, 3, 1)


@pytest.mark.parametrize("path", sorted(path for path, kind in TAKES.items() if kind != "own"))
def test_each_address_of_segment_is_answered_as_segment_does(collector: Served, path: str) -> None:
    answer = collector.post(path, BATCH if TAKES[path] == "batch" else EVENT)
    assert (answer.status, answer.body) == (200, b'{"success":true}')
    assert last(collector) == (collector.key_id, 2 if TAKES[path] == "batch" else 1, 0)


def test_every_short_address_of_segment_is_there() -> None:
    assert {f"/v1/{name}" for name in ("batch", *"btipgsa")} <= set(TAKES)
    assert set(SEGMENT.values()) == {"batch", "track", "identify", "page", "group", "screen", "alias"}


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (BATCH, {"content-type": "application/json"}),
        (BATCH, {"content-type": "application/json; charset=utf-8"}),
        (BATCH, {"content-type": "text/plain"}),
        (BATCH, {}),
        (packed(BATCH), {"content-type": "application/json", "content-encoding": "gzip"}),
        (packed(BATCH), {"content-type": "application/x-www-form-urlencoded"}),
        (packed(BATCH), {"content-type": "text/plain"}),
        (packed(BATCH[:9]) + packed(BATCH[9:]), {"content-encoding": "x-gzip"}),
        (zlib.compress(BATCH), {"content-encoding": "deflate"}),
        (zlib.compress(BATCH, wbits=-15), {"content-encoding": "deflate"}),
        (BATCH, {"content-encoding": "identity"}),
    ],
)
def test_a_body_is_read_however_clients_pack_it(collector: Served, body: bytes, headers: dict[str, str]) -> None:
    answer = collector.post("/v1/batch", body, **{name.replace("-", "_"): value for name, value in headers.items()})
    assert answer.status == 200
    assert last(collector) == (collector.key_id, 2, 0)


def test_a_chunked_body_is_read(collector: Served) -> None:
    pieces = b"".join(b"%x\r\n%b\r\n" % (len(one), one) for one in (BATCH[:5], BATCH[5:]))
    head = f"POST /v1/batch HTTP/1.1\r\nhost: a\r\nauthorization: {collector.basic()}\r\nconnection: close\r\n"
    said = collector.raw(head.encode() + b"transfer-encoding: chunked\r\n\r\n" + pieces + b"0\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("way", ["basic", "bearer", "query", "body", "packed body"])
def test_the_key_is_found_wherever_clients_put_it(collector: Served, way: str) -> None:
    body = b'{"batch":[],"writeKey":"' + collector.key.encode() + b'"}'
    answer = {
        "basic": lambda: collector.ask("POST", "/v1/batch", BATCH, authorization=collector.basic()),
        "bearer": lambda: collector.ask("POST", "/v1/batch", BATCH, authorization=f"Bearer {collector.key}"),
        "query": lambda: collector.ask("POST", f"/v1/b?x=1&writeKey={collector.key}", BATCH),
        "body": lambda: collector.ask("POST", "/v1/batch", body),
        "packed body": lambda: collector.ask("POST", "/v1/batch", packed(body)),
    }[way]()
    assert answer.status == 200


def test_nothing_is_acknowledged_before_it_is_durable(collector_with: Callable[..., Served]) -> None:
    collector = collector_with()
    collector.log.held = []
    answers: list[int] = []
    asking = threading.Thread(target=lambda: answers.append(collector.post("/v1/events", OWN).status))
    asking.start()
    while not collector.log.held:
        time.sleep(0.01)
    time.sleep(0.1)
    assert answers == []
    collector.log.held[0]()
    asking.join(5)
    assert answers == [202]


def test_one_commit_answers_all_that_waited_for_it(collector_with: Callable[..., Served]) -> None:
    collector = collector_with()
    collector.log.held = []
    answers: list[int] = []
    asking = [
        threading.Thread(target=lambda: answers.append(collector.post("/v1/events", OWN).status)) for _ in range(8)
    ]
    for one in asking:
        one.start()
    while len(collector.log.held) < 8:
        time.sleep(0.01)
    for commit in collector.log.held:
        commit()
    for one in asking:
        one.join(5)
    assert answers == [202] * 8


def test_a_request_whose_client_has_gone_is_kept_all_the_same(collector: Served) -> None:
    before = len(collector.log.payloads)
    head = f"POST /v1/batch HTTP/1.1\r\nhost: a\r\nauthorization: {collector.basic()}\r\n"
    with socket.create_connection(("127.0.0.1", collector.port)) as client:
        client.sendall(head.encode() + b"content-length: %d\r\n\r\n" % len(BATCH) + BATCH)
    end = time.monotonic() + 5
    while len(collector.log.payloads) == before and time.monotonic() < end:
        time.sleep(0.01)
    assert last(collector) == (collector.key_id, 2, 0)


def test_a_client_that_has_said_all_and_listens_gets_its_answer(collector: Served) -> None:
    head = f"POST /v1/batch HTTP/1.1\r\nhost: a\r\nauthorization: {collector.basic()}\r\n"
    with socket.create_connection(("127.0.0.1", collector.port), timeout=5) as client:
        client.sendall(head.encode() + b"content-length: %d\r\n\r\n" % len(BATCH) + BATCH)
        client.shutdown(socket.SHUT_WR)
        assert until_closed(client).startswith(b"HTTP/1.1 200 ")


def test_requests_sent_in_one_go_are_answered_in_their_order(collector: Served) -> None:
    head = f"POST %s HTTP/1.1\r\nhost: a\r\nauthorization: {collector.basic()}\r\ncontent-length: %d\r\n"
    first = (head % ("/v1/batch", len(BATCH)) + "\r\n").encode() + BATCH
    second = (head % ("/v1/events", len(OWN)) + "connection: close\r\n\r\n").encode() + OWN
    said = collector.raw(first + second)
    assert said.index(b"HTTP/1.1 200 ") < said.index(b"HTTP/1.1 202 ")
    assert said.count(b"HTTP/1.1 ") == 2


def test_a_client_that_waits_for_a_sign_to_go_on_is_given_it(collector: Served) -> None:
    head = f"POST /v1/batch HTTP/1.1\r\nhost: a\r\nauthorization: {collector.basic()}\r\nexpect: 100-continue\r\n"
    with socket.create_connection(("127.0.0.1", collector.port), timeout=5) as client:
        client.sendall(head.encode() + b"connection: close\r\ncontent-length: %d\r\n\r\n" % len(BATCH))
        assert client.recv(100).startswith(b"HTTP/1.1 100 ")
        client.sendall(BATCH)
        assert until_closed(client).startswith(b"HTTP/1.1 200 ")


def test_a_body_that_cannot_be_read_is_told_and_kept_with_its_reason(collector: Served) -> None:
    answer = collector.post("/v1/events", b'{"events": [')
    told = json.loads(answer.body)
    batch = decoded(collector.log.payloads[-1])
    assert (answer.status, told["error"]) == (400, "not_json")
    assert (batch.received, batch.bad[0].reason, batch.bad[0].raw) == (1, "not_json", b'{"events": [')
