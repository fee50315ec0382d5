"""What the tests of packs share: who may decide, the newest diagnosis, and a pack of it that is ready."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from desirepath.console.diagnoses import reads
from desirepath.console.diagnoses.reads import RunSeen, latest_done
from desirepath.console.packs.reads import PackSeen, pack_of
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from tests.console.conftest import client_of
from tests.console.packs.made_packs import ready_pack
from tests.console.stage import Stage


@pytest.fixture
def owner(stage: Stage) -> Seat:
    """Somebody who may decide."""
    return stage.seats[Role.ADOPTION_OWNER]


@pytest.fixture
def client(owner: Seat) -> Client:
    return client_of(owner)


@pytest.fixture
def run(stage: Stage) -> RunSeen:
    """The newest diagnosis."""
    found = latest_done(stage.rollout.id)
    assert found is not None
    return found


@pytest.fixture
def pack(owner: Seat, stage: Stage) -> PackSeen:
    """A pack of it."""
    found = pack_of(stage.rollout, ready_pack(owner, stage.rollout))
    assert found is not None
    return found


@pytest.fixture
def without_diagnosis(pack: PackSeen) -> Iterator[Path]:
    """What the diagnosis of the pack found is gone."""
    assert pack.diagnosis is not None
    folder = pack.diagnosis.folder
    aside = folder.with_name(f"{folder.name}-aside")
    folder.rename(aside)
    reads._found_in.cache_clear()
    yield folder
    aside.rename(folder)
