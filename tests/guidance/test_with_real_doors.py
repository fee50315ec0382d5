"""A page with the real delivery behind it: caps hold over reloads and devices."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from playwright.sync_api import Browser, Page, expect

from desirepath.vocabulary.guidance.published import Guides
from desirepath.warehouse.published_guides import publish, warehouse_folder
from desirepath.warehouse.signing import SigningKey
from desirepath.warehouse.write_keys import create_key, file_of_keys
from tests.clients.collecting import DESIREPATH
from tests.guidance.served import BANNER, Served, guide, guides, serving


@contextmanager
def _delivering(home: Path) -> Iterator[str]:
    """The address of a delivery in a process of its own."""
    command = [DESIREPATH, "deliver", "--home", str(home), "--port", "0"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        yield next(word for word in line.split() if word.startswith("http://"))
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


def _banners(page: Page) -> int:
    page.wait_for_timeout(2_500)
    return page.locator("desirepath-guides").get_by_text("The new form is here").count()


def test_a_cap_holds_over_reloads_and_devices_with_the_real_delivery(tmp_path: Path, browser: Browser) -> None:
    home = tmp_path / "home"
    with serving(Served()) as served:
        _, key = create_key(file_of_keys(warehouse_folder(home, "works")), "purchasing", [served.address])
        document = guides(guide("banner", BANNER, often={"times": 2, "days": 7}))
        publish(home, msgspec.convert(document, Guides))
        with _delivering(home) as address:
            served.key, served.trust = key, SigningKey.of_home(home).public
            served.csp = f"default-src 'none'; script-src 'nonce-n1'; connect-src 'self' {address}; require-trusted-types-for 'script'"
            served.more = f'data-deliver="{address}" data-collect="{served.address}/desirepath"'
            first, second = browser.new_context(), browser.new_context()
            try:
                page = first.new_page()
                page.goto(served.address)
                expect(page.get_by_text("The new form is here")).to_be_visible(timeout=15_000)
                other = second.new_page()
                other.goto(served.address)
                assert _banners(other) == 1
                other.reload()
                assert _banners(other) == 0
                page.reload()
                assert _banners(page) == 0
                assert page.evaluate("window.seen") == {"violations": [], "errors": []}
            finally:
                first.close()
                second.close()
        assert [row["action"] for row in served.rows("exposures")] == ["shown", "shown"]
