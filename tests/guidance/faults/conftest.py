"""A server that fails as it is told to, once for all tests of faults."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.guidance.faults.troubled import Troubled, serving


@pytest.fixture(scope="module")
def troubled() -> Iterator[Troubled]:
    with serving(Troubled()) as one:
        yield one
