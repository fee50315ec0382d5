"""The files that pages load: they are what the sources make, and no larger than they may be."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from desirepath.delivery.sdk_files import FOLDER
from tests.chromium import lacking
from tests.house.tree import ROOT

SDK = ROOT / "sdk"
LIMITS: dict[str, dict[str, int]] = json.loads((SDK / "make" / "limits.json").read_text(encoding="utf-8"))


def _built(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("*.js")}


def _named(name: str) -> bytes:
    """The one file of this name, whatever its hash."""
    (found,) = [file for file in FOLDER.glob("*.js") if re.sub(r"(-[A-Z0-9]+)?\.js$", "", file.name) == name]
    return found.read_bytes()


def test_a_fresh_build_gives_the_very_files_that_the_package_has(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (SDK / "node_modules" / "esbuild").exists():
        lacking("node, and `npm ci` in sdk")
    command = [node, "make/build.mjs", str(tmp_path)]
    done = subprocess.run(command, cwd=SDK, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert _built(tmp_path) == _built(FOLDER)
    assert len(_built(FOLDER)) > 10


@pytest.mark.parametrize("name", LIMITS)
def test_no_file_is_larger_than_pages_may_be_burdened_with(name: str) -> None:
    assert len(gzip.compress(_named(name), 9)) <= LIMITS[name]["bytes"]


def test_a_page_loads_one_file_at_a_time_and_none_that_is_not_there() -> None:
    for name, contents in _built(FOLDER).items():
        later = set(re.findall(rb'import\(["`]\./([\w-]+\.js)["`]\)', contents))
        assert {one.decode() for one in later} <= set(_built(FOLDER)), name
        assert len(later) > 10 or not name.startswith("core-")
        assert re.search(rb'(from|import)["`]\./', contents) is None, name


def test_nothing_that_is_built_runs_text_as_code_or_reads_it_as_markup() -> None:
    refused = re.compile(rb"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|<style")
    assert [name for name, contents in _built(FOLDER).items() if refused.search(contents)] == []
