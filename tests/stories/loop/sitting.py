"""What is needed for one sitting: a console that is served, pages that must not complain, pictures of them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from playwright.sync_api import Browser, Page

from desirepath.console.example import ExamplePorts, free_port
from desirepath.runs.collected_rows import persons_of
from desirepath.vocabulary.guidance.published import Guides
from desirepath.warehouse.lake.versions import lake_table
from desirepath.warehouse.published_guides import read_published, warehouse_folder
from tests.house.tree import ROOT
from tests.stories.loop.console_served import WORKSPACE
from tests.stories.loop.weeks_written import ROLLOUT

PICTURES = "DESIREPATH_LOOP_PICTURES"
"""Names a folder for the pictures, for whoever wants to look at them afterwards."""
SLOWEST = 120_000
"""Milliseconds that a page may take, on a machine that does much else."""
_WITHIN = 60.0
Taken = Callable[[Page, str], None]
"""Takes a picture of a page, under a name."""


@dataclass(frozen=True)
class Served:
    """A console that is served with what belongs to it: its address, links that sign in, its folder, the ports."""

    address: str
    links: Mapping[str, str]
    home: Path
    ports: ExamplePorts

    @property
    def rollout(self) -> Path:
        """The folder with the rollout file."""
        return self.home / "workspaces" / WORKSPACE / "rollouts" / ROLLOUT

    @property
    def warehouse(self) -> Path:
        """What the collector writes into."""
        return warehouse_folder(self.home, WORKSPACE)

    def published(self) -> Guides:
        """What the console has published, its signature verified."""
        found = read_published(self.home, WORKSPACE)
        assert found is not None
        return found.guides

    def name_of(self, person: str) -> str:
        """What somebody is called in the lake."""
        return persons_of(self.warehouse).of(person)

    def exposures(self, wanted: int) -> set[tuple[str, str, str]]:
        """Person, intervention and arm of the exposures in the lake, once so many have arrived."""
        found: set[tuple[str, str, str]] = set()
        until = time.monotonic() + _WITHIN
        while len(found) < wanted and time.monotonic() < until:
            time.sleep(0.2)
            table = lake_table(self.warehouse, "exposures")
            if table is not None and table.files:
                rows = duckdb.from_parquet(list(table.files)).select("user_id, intervention_id, arm").fetchall()
                found = {(person, intervention, arm) for person, intervention, arm in rows}
        return found


@contextmanager
def console_over(files: Path, folder: Path) -> Iterator[Served]:
    """A console in a process of its own, with the rollout of these files, while the block lasts."""
    ports = ExamplePorts(application=free_port(0), deliver=free_port(0), collect=free_port(0))
    home, log = folder / "home", folder / "log"
    asked = [str(files), str(home), *(str(one) for one in (ports.application, ports.deliver, ports.collect))]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "DESIREPATH_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "tests.stories.loop.console_served", *asked]
    with log.open("w") as out:
        process = subprocess.Popen(command, env=environment, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=out)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, log.read_text(encoding="utf-8")
        yield Served(**json.loads(line), home=home, ports=ports)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    assert "Traceback" not in log.read_text(encoding="utf-8"), log.read_text(encoding="utf-8")[-3000:]


@contextmanager
def page_of(browser: Browser, width: int, height: int) -> Iterator[Page]:
    """A page of a browser of its own; it must not complain."""
    context = browser.new_context(locale="en-GB", viewport={"width": width, "height": height})
    context.set_default_timeout(SLOWEST)
    page, wrong = context.new_page(), list[str]()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    try:
        yield page
    finally:
        context.close()
    assert wrong == []


def taken_into(folder: Path) -> Taken:
    """Takes pictures, numbered in their order, into this folder or the one that the environment names."""
    folder = Path(os.environ.get(PICTURES) or folder)
    folder.mkdir(parents=True, exist_ok=True)
    names: list[str] = []

    def take(page: Page, name: str) -> None:
        names.append(name)
        page.screenshot(path=folder / f"{len(names):02}-{name.replace(' ', '-')}.png", full_page=True)

    return take
