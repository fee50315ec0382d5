"""What can be read of a collector: whether it accepts, its counts, and what Segment's browser library asks."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.collector.conftest import PAGE, Served
from tests.collector.stand_ins import State


def counts(collector: Served, **headers: str) -> dict[str, float]:
    lines = collector.ask("GET", "/metrics", **headers).body.decode().splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))}


def test_health_is_that_the_log_accepts_and_else_why_not(collector_with: Callable[..., Served]) -> None:
    collector = collector_with()
    healthy = collector.ask("GET", "/healthz")
    assert (healthy.status, json.loads(healthy.body)) == (200, {"accepts": True})
    collector.log.stands = State(accepts=False, why="the disk is full")
    ill = collector.ask("GET", "/healthz")
    assert (ill.status, json.loads(ill.body)) == (503, {"accepts": False, "why": "the disk is full"})


def test_the_metrics_count_what_was_received_by_key_and_what_was_refused_by_reason(
    collector_with: Callable[..., Served],
) -> None:
    collector = collector_with()
    for body in (b'{"events":[{},{},{"bad":true}]}', b'{"events":[{}]}', b"no json"):
        collector.post("/v1/events", body)
    collector.ask("POST", "/v1/events", b"{}")
    collector.raw(b"no request\r\n\r\n")
    found = counts(collector)
    key = f'{{key="{collector.key_id}"}}'
    of_key = [found[f"desirepath_events_{name}_total{key}"] for name in ("received", "good", "bad")]
    assert of_key == [5, 3, 2]
    reasons = {name: number for name, number in found.items() if name.startswith("desirepath_requests_refused")}
    assert reasons == {
        f'desirepath_requests_refused_total{{reason="{reason}"}}': 1
        for reason in ("not_http", "not_json", "unknown_key")
    }
    assert found["desirepath_acknowledgement_seconds_count"] == 3
    assert found['desirepath_acknowledgement_seconds_bucket{le="+Inf"}'] == 3
    assert found["desirepath_log_accepts"] == 1
    assert collector.key not in collector.ask("GET", "/metrics").body.decode()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"x_forwarded_for": "203.0.113.7"}, 403),
        ({"x_forwarded_for": "203.0.113.7", "authorization": "Bearer wrong"}, 403),
        ({"x_forwarded_for": "203.0.113.7", "authorization": "Bearer told-to-the-watch"}, 200),
    ],
)
def test_the_metrics_are_shown_to_this_machine_or_with_their_token(
    collector: Served, headers: dict[str, str], status: int
) -> None:
    assert collector.ask("GET", "/metrics", **headers).status == status


def test_a_write_key_opens_nothing_that_can_be_read_but_its_own_settings(collector: Served) -> None:
    answer = collector.ask("GET", "/metrics", authorization=collector.basic(), x_forwarded_for="203.0.113.7")
    assert answer.status == 403


def test_segments_browser_library_is_told_to_send_here_and_nothing_elsewhere(collector: Served) -> None:
    answer = collector.ask("GET", f"/v1/projects/{collector.key}/settings", origin=PAGE)
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == PAGE
    own = {"apiKey": collector.key, "apiHost": f"127.0.0.1:{collector.port}/v1", "protocol": "http"}
    assert json.loads(answer.body) == {"integrations": {"Segment.io": own}, "metrics": {"sampleRate": 0}}


def test_a_forged_host_is_not_repeated_in_the_settings(collector: Served) -> None:
    answer = collector.ask("GET", f"/v1/projects/{collector.key}/settings", host='evil"/path')
    assert json.loads(answer.body)["integrations"] == {"Segment.io": {"apiKey": collector.key}}


def test_no_answer_is_kept_by_anyone_or_taken_for_what_it_is_not(collector: Served) -> None:
    for path in ("/healthz", "/metrics", "/nothing"):
        headers = collector.ask("GET", path).headers
        assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")
        assert "server" not in headers
