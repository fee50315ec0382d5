"""What the tests of pages share: axe-core."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chromium import lacking

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.exists():
        lacking("axe-core: run `npm ci` in tests/browser")
    return AXE.read_text(encoding="utf-8")
