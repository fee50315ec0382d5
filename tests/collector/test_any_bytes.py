"""Whatever is sent, the collector answers with a status below 500 or closes, and goes on."""

from __future__ import annotations

import gzip
import json
import zlib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.collector.conftest import Served

ONCE_FOR_ALL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LINES = st.lists(
    st.one_of(
        st.binary(max_size=40),
        st.sampled_from(
            [b"content-length: 5", b"transfer-encoding: chunked", b"expect: 100-continue", b"upgrade: h2c"]
        ),
        st.sampled_from([b"connection: upgrade", b"connection: close", b"content-encoding: gzip", b"origin: null"]),
        st.sampled_from([b"authorization: Basic Og==", b"authorization: \xff", b"content-type: text/plain; charset=x"]),
    ),
    max_size=6,
)
FIRST = st.sampled_from(
    [b"POST /v1/batch HTTP/1.1", b"POST /v1/events?writeKey=%00 HTTP/1.0", b"HEAD /healthz HTTP/1.1"]
)


def statuses(said: bytes) -> list[int]:
    return [int(line[9:12]) for line in said.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]


@given(first=st.one_of(FIRST, st.binary(max_size=60)), lines=LINES, body=st.binary(max_size=60))
@ONCE_FOR_ALL
def test_any_bytes_as_a_request_are_answered_or_cut_off(
    collector: Served, first: bytes, lines: list[bytes], body: bytes
) -> None:
    request = b"\r\n".join([first, b"host: a", *lines, b"", body])
    said = collector.said_at_once(request)
    assert all(status < 500 for status in statuses(said))
    assert collector.ask("GET", "/healthz").status == 200


@given(
    body=st.one_of(st.binary(max_size=200), st.binary(max_size=200).map(gzip.compress), st.binary().map(zlib.compress))
)
@ONCE_FOR_ALL
def test_any_bytes_as_a_body_are_taken_or_refused_with_a_reason(collector: Served, body: bytes) -> None:
    for headers in ({}, {"content_encoding": "gzip"}, {"content_encoding": "deflate"}):
        answer = collector.post("/v1/events", body, **headers)
        assert answer.status in {202, 400, 413}
        assert set(json.loads(answer.body)) >= {"request_id"}
