"""A lake of three days that is projected once, and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from desirepath.warehouse.lake.checksum import checksum
from tests.lake.lakes import project_days
from tests.once import made_once

PutLake: TypeAlias = Callable[[Path], str]
"""Puts the lake into a folder, and gives its checksum."""


@pytest.fixture
def lake(tmp_path_factory: pytest.TempPathFactory) -> PutLake:
    """A lake of three days and two collectors."""
    made = made_once(tmp_path_factory, "lake-of-three-days", lambda folder: project_days(folder, 3))

    def put(warehouse: Path) -> str:
        shutil.copytree(made, warehouse, dirs_exist_ok=True)
        return checksum(warehouse)

    return put
