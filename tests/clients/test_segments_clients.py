"""Segment's own clients, unmodified, deliver to a collector, and every event of theirs is in a diagnosis."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Request
from segment.analytics.client import Client

from tests.chromium import lacking
from tests.clients.collecting import STEPS, Collecting, collecting, diagnosed

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
REQUESTS, BUYERS = 250, 40
BEGAN = datetime(2026, 1, 12, tzinfo=UTC)


def _every_event_is_in(document: dict[str, Any], requests: int = REQUESTS) -> None:
    assert document["inputs"]["events"]["rows"] == requests * len(STEPS)
    assert document["inputs"]["events"]["set_aside"] == 0
    assert document["inputs"]["events"]["table_version"] is not None
    (seen,) = document["workflows"][0]["maps"]
    assert seen["verdicts"] == {"on_path": requests}
    assert [step["passed"] for step in seen["steps"]] == [requests] * len(STEPS)
    adherence = [row for row in document["metrics"] if row["metric"] == "process_adherence_rate" and not row["cohort"]]
    assert any(row["period"] == "since_go_live" and row["n"] == BUYERS for row in adherence)


def test_a_thousand_events_of_the_client_for_python_with_and_without_gzip_are_in_a_diagnosis(tmp_path: Path) -> None:
    failures: list[Exception] = []
    with collecting(tmp_path) as to:
        for first, gzip in enumerate((False, True)):
            client = Client(
                to.key, host=to.address, gzip=gzip, upload_size=60, on_error=lambda error, _: failures.append(error)
            )
            for request in range(first * REQUESTS, (first + 1) * REQUESTS):
                for hour, step in enumerate(STEPS):
                    client.track(
                        f"buyer-{request % BUYERS}@example.com",
                        "Step Done",
                        {
                            "step": step,
                            "request_id": f"R-{request}",
                            "amount_band": "small",
                            "note": "not to be stored",
                        },
                        timestamp=BEGAN + timedelta(minutes=10 * request, hours=hour),
                    )
            client.flush()
            client.join()
    assert failures == []
    _every_event_is_in(diagnosed(tmp_path), 2 * REQUESTS)


def test_a_thousand_events_of_the_client_for_node_are_in_a_diagnosis(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not MODULES.exists():
        lacking("node, and `npm ci` in tests/clients")
    with collecting(tmp_path) as to:
        command = [node, str(HERE / "deliver_from_node.mjs"), to.address, to.key, "0", str(REQUESTS)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    _every_event_is_in(diagnosed(tmp_path))


@pytest.fixture
def page(tmp_path: Path) -> Iterator[str]:
    """A page of the application, on an address of its own, with Segment's client beside it."""
    if not MODULES.exists():
        lacking("`npm ci` in tests/clients")
    folder = tmp_path / "application"
    shutil.copytree(MODULES / "@segment" / "analytics-next" / "dist" / "umd", folder / "analytics-next")
    shutil.copy(HERE / "page.html", folder)
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing."""


_DELIVER = """
async ({key, host, batching, first, requests}) => {
  const strategy = batching ? {strategy: 'batching', config: {size: 100, timeout: 100}} : {strategy: 'standard'}
  const segment = {apiKey: key, apiHost: host + '/v1', protocol: 'http', deliveryStrategy: strategy}
  // It tells its maker how it fares, half a minute after it began, unless told to sample none of that.
  const cdnSettings = {integrations: {'Segment.io': segment}, metrics: {sampleRate: 0}}
  const [analytics] = await window.AnalyticsNext.AnalyticsBrowser.load({writeKey: key, cdnSettings})
  const began = Date.UTC(2026, 0, 12)
  const sent = []
  for (let request = first; request < first + requests; request += 1) {
    analytics.identify(`buyer-${request % 40}@example.com`)
    for (const [hour, step] of ['submit', 'check', 'approve', 'order'].entries()) {
      const properties = {step, request_id: `R-${request}`, amount_band: 'small', note: 'not to be stored'}
      const timestamp = new Date(began + request * 600000 + hour * 3600000)
      sent.push(analytics.track('Step Done', properties, {timestamp}))
    }
    // As people work, not all at once: the client looks through all that waits with each event that comes.
    if (request % 20 === 19) await new Promise(done => setTimeout(done, 150))
  }
  await Promise.all(sent)
  return sent.length
}
"""


def test_a_thousand_events_of_the_client_for_pages_one_by_one_and_in_batches_are_in_a_diagnosis(
    tmp_path: Path, page: str, browser: Browser
) -> None:
    with collecting(tmp_path, [page]) as to:
        for first, batching in enumerate((False, True)):
            sent = _delivered(browser, page, to, first=first * REQUESTS, batching=batching)
            assert sent == REQUESTS * len(STEPS)
    _every_event_is_in(diagnosed(tmp_path), 2 * REQUESTS)


def _delivered(browser: Browser, page: str, to: Collecting, *, first: int, batching: bool) -> int:
    """How many events a page sent, once the collector has answered all of them."""
    context = browser.new_context()
    try:
        tab = context.new_page()
        told: list[tuple[str, str]] = []
        for kind in ("request", "requestfinished", "requestfailed"):
            tab.on(kind, partial(_tell, told, kind))  # type: ignore[call-overload]
        tab.goto(f"{page}/page.html")
        given = {"key": to.key, "host": to.host, "batching": batching, "first": first, "requests": REQUESTS}
        sent = tab.evaluate(_DELIVER, given)
        # The client sends in its own time; it is done once nothing left it or came back for a while.
        known = -1
        for _ in range(20):
            if len(told) == known:
                break
            known = len(told)
            tab.wait_for_timeout(1_500)
        assert [url for kind, url in told if kind == "requestfailed"] == []
        return int(sent)
    finally:
        context.close()


def _tell(told: list[tuple[str, str]], kind: str, request: Request) -> None:
    told.append((kind, request.url))
