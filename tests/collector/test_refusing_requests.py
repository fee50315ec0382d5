"""What is refused: with which status, which word, and nothing of what was sent."""

from __future__ import annotations

import functools
import gzip
import json
import time
import zlib
from collections.abc import Callable, Iterator

import pytest

from desirepath.doors.limits import Limits
from desirepath.warehouse.segment_log import LogBusy, LogFull, LogUnwritable
from desirepath.warehouse.write_keys import Rate, create_key, revoke_key
from tests.collector.conftest import PAGE, Answered, Served

packed = functools.partial(gzip.compress, mtime=0)
"""Without the time, as these bytes name tests, which all workers have to call the same."""
BATCH = b'{"batch":[{"type":"track","event":"Order sent","userId":"secret-person"}]}'
MIB = 1024 * 1024


def refused(answer: Answered) -> tuple[int, str]:
    told = json.loads(answer.body)
    assert set(told) in ({"error", "detail", "request_id"}, {"error", "detail", "limit", "request_id"})
    assert b"secret" not in answer.body
    assert b"Traceback" not in answer.body
    return answer.status, told["error"]


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({"content-type": "application/xml"}, (415, "content_type")),
        ({"content-type": "multipart/form-data; boundary=x"}, (415, "content_type")),
        ({"content-type": "application/json; charset=latin-1"}, (415, "charset")),
        ({"content-encoding": "br"}, (415, "content_encoding")),
        ({"content-encoding": "zstd"}, (415, "content_encoding")),
        ({"content-encoding": "gzip, gzip"}, (415, "content_encoding")),
        ({"content-encoding": "gzip"}, (400, "broken_gzip")),
        ({"content-encoding": "deflate"}, (400, "broken_gzip")),
    ],
)
def test_a_form_that_cannot_be_read_is_refused(
    collector: Served, headers: dict[str, str], told: tuple[int, str]
) -> None:
    named = {name.replace("-", "_"): value for name, value in headers.items()}
    assert refused(collector.post("/v1/batch", BATCH, **named)) == told


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (packed(BATCH)[:-9], (400, "broken_gzip")),
        (packed(BATCH)[:-8] + bytes(8), (400, "broken_gzip")),
        (packed(BATCH) + b"more", (400, "broken_gzip")),
        (packed(BATCH) + packed(b" ") * 16, (400, "broken_gzip")),
        (b"\x1f\x8b", (400, "broken_gzip")),
        (packed(packed(BATCH)), (400, "packed_twice")),
        (packed(bytes(100 * MIB)), (413, "inflated_limit")),
        (packed(b" " * (10 * MIB) + b"x"), (413, "inflated_limit")),
    ],
)
def test_a_packed_body_that_is_broken_nested_or_a_bomb_is_refused(
    collector: Served, body: bytes, told: tuple[int, str]
) -> None:
    assert refused(collector.post("/v1/batch", body)) == told
    assert refused(collector.ask("POST", "/v1/batch", body)) == told


def test_a_deflated_bomb_is_refused_like_a_gzipped_one(collector: Served) -> None:
    bomb = zlib.compress(bytes(100 * MIB))
    assert refused(collector.post("/v1/batch", bomb, content_encoding="deflate")) == (413, "inflated_limit")


def test_a_key_in_the_head_is_checked_before_the_body_is_unpacked(collector: Served) -> None:
    answer = collector.ask("POST", "/v1/batch", b"\x1f\x8bno gzip", authorization=collector.basic("dp_unknown"))
    assert refused(answer) == (401, "unknown_key")


def test_missing_unknown_revoked_and_foreign_keys_are_told_the_same(
    collector_with: Callable[..., Served],
) -> None:
    collector = collector_with()
    _, revoked_text = create_key(collector.key_file, "purchasing")
    other, _ = create_key(collector.key_file, "purchasing")
    made = json.loads(collector.key_file.read_text())["keys"]
    revoke_key(collector.key_file, next(one["id"] for one in made if one["id"] not in {collector.key_id, other.id}))
    collector.parts.keys.refresh()
    asked: list[dict[str, str]] = [
        {},
        {"authorization": collector.basic("dp_" + "x" * 32)},
        {"authorization": collector.basic(revoked_text)},
        {"authorization": f"Bearer {'x' * 1000}"},
        {"authorization": "Basic ???"},
        {"authorization": "Digest x"},
        {"authorization": "Bearer " + other.sha256},
    ]
    answers = [collector.ask("POST", "/v1/batch", BATCH, **one) for one in asked]
    answers.append(collector.ask("POST", "/v1/batch", b"no json"))
    answers.append(collector.ask("POST", "/v1/batch", b'{"writeKey": 7}'))
    answers.append(collector.ask("POST", "/v1/batch", b"[" * 100_000))
    told = [{**json.loads(one.body), "request_id": ""} for one in answers]
    assert {refused(one) for one in answers} == {(401, "unknown_key")}
    assert all(one == told[0] for one in told)


def test_a_revoked_key_is_refused_within_five_seconds_without_a_restart(collector_with: Callable[..., Served]) -> None:
    collector = collector_with()
    assert collector.post("/v1/batch", BATCH).status == 200
    revoke_key(collector.key_file, collector.key_id)
    assert any(collector.post("/v1/batch", BATCH).status == 401 for _ in patient(5.0))


def test_a_page_of_another_origin_is_refused_and_may_not_read_why(collector: Served) -> None:
    answer = collector.post("/v1/batch", BATCH, origin="https://evil.example.com")
    assert refused(answer) == (403, "wrong_origin")
    assert "access-control-allow-origin" not in answer.headers
    assert collector.post("/v1/batch", BATCH, origin="null").status == 403


def test_a_page_of_the_keys_origin_may_read_its_answer_and_its_refusal(collector: Served) -> None:
    for answer in (
        collector.post("/v1/batch", BATCH, origin=PAGE),
        collector.post("/v1/batch", BATCH, origin=PAGE, content_encoding="br"),
    ):
        assert answer.headers["access-control-allow-origin"] == PAGE
        assert answer.headers["vary"] == "origin"


def test_a_browser_is_told_before_it_sends_what_any_key_allows(collector: Served) -> None:
    asked = {"origin": PAGE, "access_control_request_method": "POST"}
    answer = collector.ask("OPTIONS", "/v1/t", access_control_request_headers="authorization,content-type", **asked)
    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == PAGE
    assert answer.headers["access-control-allow-headers"] == "authorization,content-type"
    assert "POST" in answer.headers["access-control-allow-methods"]
    odd = collector.ask("OPTIONS", "/v1/t", access_control_request_headers="a b; c", **asked)
    assert "access-control-allow-headers" not in odd.headers


def test_a_browser_on_a_page_of_no_key_is_allowed_nothing(collector: Served) -> None:
    answer = collector.ask("OPTIONS", "/v1/t", origin="https://evil.example.com", access_control_request_method="POST")
    assert answer.status == 204
    assert not any(name.startswith("access-control") for name in answer.headers)


@pytest.mark.parametrize(
    ("method", "path", "told"),
    [
        ("POST", "/", (404, "no_such_address")),
        ("POST", "/v1/events/x", (404, "no_such_address")),
        ("POST", "/v1//batch", (404, "no_such_address")),
        ("POST", "/v1/%62atch/..", (404, "no_such_address")),
        ("GET", "/v1/batch", (405, "only_post")),
        ("PUT", "/v1/events", (405, "only_post")),
        ("POST", "/healthz", (405, "only_get")),
        ("GET", "/v1/projects/dp_unknown/settings", (401, "unknown_key")),
    ],
)
def test_an_address_or_method_that_is_not_there_is_refused(
    collector: Served, method: str, path: str, told: tuple[int, str]
) -> None:
    assert refused(collector.ask(method, path, BATCH if method != "GET" else None)) == told


def test_a_key_that_sends_too_many_events_is_told_when_to_come_again(collector_with: Callable[..., Served]) -> None:
    collector = collector_with(rate=Rate(events=0.1, bytes=1e9))
    answers = [collector.post("/v1/batch", BATCH) for _ in range(3)]
    assert [one.status for one in answers] == [200, 429, 429]
    assert refused(answers[1]) == (429, "rate")
    # Two seconds' worth less one event leaves a debt of 0.8: 1.8 events at 0.1 a second.
    assert answers[1].headers["retry-after"] == "18"


def test_a_key_that_sends_too_many_bytes_is_refused_but_no_other(collector_with: Callable[..., Served]) -> None:
    collector = collector_with(rate=Rate(events=1e9, bytes=100.0))
    _, other = create_key(collector.key_file, "purchasing")
    collector.parts.keys.refresh()
    answers = [collector.post("/v1/batch", packed(BATCH + b" " * 1000)).status for _ in range(2)]
    assert answers == [200, 429]
    assert collector.post("/v1/batch", BATCH, authorization=collector.basic(other)).status == 200


def test_a_flooding_key_is_refused_before_its_body_is_looked_at(collector_with: Callable[..., Served]) -> None:
    collector = collector_with(rate=Rate(events=0.1, bytes=1e9))
    collector.post("/v1/batch", BATCH)
    assert refused(collector.post("/v1/batch", b"\x1f\x8bno gzip")) == (429, "rate")


def test_a_flooding_key_waits_for_its_refusals_and_no_other_does(collector_with: Callable[..., Served]) -> None:
    collector = collector_with(rate=Rate(events=0.1, bytes=1e9), limits=Limits(refusal_seconds=0.3))
    _, other = create_key(collector.key_file, "purchasing")
    collector.parts.keys.refresh()
    collector.post("/v1/batch", BATCH)
    took = [seconds_of(lambda: collector.post("/v1/batch", BATCH))]
    took.append(seconds_of(lambda: collector.post("/v1/batch", BATCH, authorization=collector.basic(other))))
    assert took[1] < 0.3 <= took[0]


def seconds_of(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def test_a_key_may_have_only_so_many_requests_waiting(collector_with: Callable[..., Served]) -> None:
    collector = collector_with(limits=Limits(waiting_of_a_key=0))
    assert refused(collector.post("/v1/batch", BATCH)) == (429, "waiting")


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (LogBusy("/secret"), "overload"),
        (LogFull("/secret"), "disk_full"),
        (LogUnwritable("/secret"), "disk_failed"),
        (OSError("/secret"), "log"),
    ],
)
def test_what_the_log_cannot_keep_is_never_acknowledged(
    collector_with: Callable[..., Served], error: Exception, word: str
) -> None:
    collector = collector_with()
    collector.log.error = error
    answer = collector.post("/v1/batch", BATCH)
    assert refused(answer) == (503, word)
    assert int(answer.headers["retry-after"]) >= 1
    collector.log.error = None
    assert collector.post("/v1/batch", BATCH).status == 200


class BrokenDoor:
    def own(self, body: bytes, *_: object) -> None:
        raise RuntimeError(body.decode())

    segment = own


def test_a_fault_of_ours_is_told_without_what_was_sent(
    collector_with: Callable[..., Served], caplog: pytest.LogCaptureFixture
) -> None:
    collector = collector_with(door=BrokenDoor())
    answer = collector.post("/v1/events", BATCH)
    assert refused(answer) == (500, "fault")
    assert json.loads(answer.body)["request_id"] in caplog.text
    assert "secret" not in caplog.text


def patient(seconds: float) -> Iterator[float]:
    """Again and again until the time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield end
        time.sleep(0.05)
