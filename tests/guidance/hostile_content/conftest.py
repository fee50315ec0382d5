"""Pages in frames, served once for all tests of hostile content."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.guidance.hostile_content.frames import Frames, serving


@pytest.fixture(scope="module")
def frames() -> Iterator[Frames]:
    with serving(Frames()) as one:
        yield one
