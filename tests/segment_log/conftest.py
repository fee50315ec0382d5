"""Where files may be synced thousands of times in a test."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

MEMORY = Path("/dev/shm")  # noqa: S108 - where Linux keeps files in memory; elsewhere the usual place will do


@pytest.fixture
def in_memory(tmp_path: Path) -> Iterator[Path]:
    """An empty folder of which a sync takes no time, where there is one."""
    where = MEMORY if os.access(MEMORY, os.W_OK) else tmp_path
    with TemporaryDirectory(dir=where) as folder:
        yield Path(folder)
