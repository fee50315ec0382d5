"""A page for each complaint that users of such tools have, in Chromium and in Firefox."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.chromium import lacking
from tests.house.tree import ROOT

SDK = ROOT / "sdk"
PAGES = sorted((SDK / "complaints" / "pages").glob("*.html"))
COMPLAINT = re.compile(r"<!-- (\d+)\. ([^:]+): (.+?\.) ((?:[\w./-]+ ?(?:PR)?#\d+(?:, )?)+)\. -->")
NO_BROWSER = 3
"""The exit code of a run whose browser is not there."""


def _complaint(page: Path) -> re.Match[str]:
    found = COMPLAINT.search(page.read_text(encoding="utf-8"))
    assert found, f"{page.name} does not say which complaint it stands for, and from which threads"
    return found


def test_each_of_the_seventeen_complaints_has_a_page_that_names_its_threads() -> None:
    assert {int(_complaint(page)[1]) for page in PAGES} == set(range(1, 18))
    assert [page.name for page in PAGES if not page.with_suffix(".mjs").exists()] == []


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_what_a_complaint_asks_for_holds_on_its_page(browser: str) -> None:
    node = shutil.which("node")
    if node is None or not (SDK / "node_modules" / "puppeteer-core").exists():
        lacking("node, and `npm ci` in sdk")
    command = [node, "complaints/run.mjs", browser]
    done = subprocess.run(command, cwd=SDK, capture_output=True, text=True, timeout=280, check=False)
    if done.returncode == NO_BROWSER:
        lacking(browser)
    assert done.returncode == 0, done.stdout + done.stderr
    held = re.findall(r"^holds +([\w-]+)", done.stdout, re.MULTILINE)
    assert sorted(held) == [page.stem for page in PAGES]
