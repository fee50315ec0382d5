"""A console served once for all tests in a browser, and a page signed in to it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import axe  # noqa: F401 - a fixture
from tests.once import made_once

ROOT = Path(__file__).parents[3]
SERVED = (sys.executable, "-m", "tests.console.browser.served")
OWN = {
    "home": "/",
    "your_account": "/account/",
    "second_factor_needed": "/account/second-factor-needed/",
    "account_change_password": "/account/password/change/",
    "mfa_index": "/account/2fa/",
    "mfa_activate_totp": "/account/2fa/totp/activate/",
    "mfa_list_webauthn": "/account/2fa/webauthn/",
    "usersessions_list": "/account/sessions/",
    "account_reauthenticate": "/account/reauthenticate/",
    "account_logout": "/account/logout/",
}
"""Pages of one's own account."""

HINT = "[DOM] Password forms should have (optionally hidden) username fields"
"""What Chromium advises on forms that ask only for the password again; it is no error."""


@dataclass(frozen=True)
class Served:
    """A console that is served: its address, a link that signs in, its pages by name."""

    address: str
    link: str
    pages: dict[str, str]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(made_once(tmp_path_factory, "served", _made), folder, dirs_exist_ok=True)
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [*SERVED, str(folder)],
            env=_environment(folder),
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=log,
        )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, (folder / "log").read_text()
    said = json.loads(line)
    yield Served(address=said["address"], link=said["link"], pages={**said["pages"], **OWN})
    process.terminate()
    process.wait(20)
    assert "Traceback" not in (folder / "log").read_text(), (folder / "log").read_text()[-3000:]


def _made(folder: Path) -> None:
    subprocess.run([*SERVED, "make", str(folder)], env=_environment(folder), cwd=ROOT, check=True, capture_output=True)


def _environment(folder: Path) -> dict[str, str]:
    """What the process is given: its own home, and no settings of the tests."""
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return {**kept, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "DESIREPATH_HOME": str(folder / "home")}


@dataclass
class Watched:
    """A page, and what it complained of, asked other hosts for, and weighed in bytes by address."""

    page: Page
    host: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=dict)

    def go(self, path: str) -> int:
        """Open a page; its status. What was noticed before is forgotten, weights are not."""
        self.complaints.clear()
        self.asked.clear()
        answer = self.page.goto(self.host + path)
        assert answer is not None
        self.page.wait_for_load_state("networkidle")
        return answer.status

    def weight(self) -> float:
        """What the page takes on a first load, in bytes over the wire."""
        return sum(self.weights.get(url, 0.0) for url in set(self.asked))


def watched(context: BrowserContext, host: str) -> Watched:
    """A new page of the context under watch."""
    page = context.new_page()
    made = Watched(page, host)
    page.on("console", lambda message: None if HINT in message.text else made.complaints.append(message.text))
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    page.on("dialog", lambda dialog: (made.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: made.asked.append(request.url))
    wire = context.new_cdp_session(page)
    addresses: dict[str, str] = {}
    wire.on("Network.responseReceived", lambda one: addresses.update({one["requestId"]: one["response"]["url"]}))
    wire.on("Network.loadingFinished", lambda one: _weighed(made, addresses, one))
    wire.send("Network.enable")
    return made


def _weighed(made: Watched, addresses: dict[str, str], one: dict[str, object]) -> None:
    url = addresses.get(str(one["requestId"]), "")
    made.weights[url] = max(made.weights.get(url, 0.0), float(str(one["encodedDataLength"])))


@pytest.fixture(scope="session")
def signed_in_context(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.goto(served.link)
    page.close()
    yield context
    context.close()


@pytest.fixture(scope="session")
def looked_at(signed_in_context: BrowserContext, served: Served) -> Watched:
    """A page signed in to the demo's workspace."""
    return watched(signed_in_context, served.address)
