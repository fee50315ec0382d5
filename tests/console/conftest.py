"""What the tests of the console share: a database with two workspaces in it, and people of every role signed in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoDbBlocker

from desirepath.console.diagnoses import reads
from desirepath.console.home import Home
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from tests.console.stage import (
    Stage,
    found_files,
    keep_database,
    made_up_files,
    put_back,
    read_database,
    rollout_in,
    set_up,
    stage_as_kept,
)
from tests.once import made_once

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread that tests use the database in
# What makes a password slow to guess would make every test that signs in slow.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_STAGE: list[Stage] = []
# A file of a diagnosis as it was made, and the one in its place that tests see.
_FOUND: list[tuple[Path, Path]] = []


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rollout file that the stage was made of."""
    return rollout_in(made_once(tmp_path_factory, "made-up", made_up_files))


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory, made_up: Path
) -> None:
    """The test database with the stage in it; every test's own changes are rolled back."""
    del django_db_setup
    home = tmp_path_factory.mktemp("home")

    def make(folder: Path) -> None:
        settings.HOME = Home(folder / "home").made()
        set_up(made_up)
        keep_database(folder / "database.sqlite3")

    with django_db_blocker.unblock():
        kept = made_once(tmp_path_factory, "stage", make)
        shutil.copytree(kept / "home", home, dirs_exist_ok=True)
        settings.HOME = Home(home).made()
        read_database(kept / "database.sqlite3")
        _STAGE[:] = [stage_as_kept()]
        _FOUND[:] = [(file, home / file.relative_to(kept / "home")) for file in found_files(kept / "home")]


@pytest.fixture
def stage(db: None) -> Iterator[Stage]:
    """Two workspaces with a rollout each. What a test changed in the files of their diagnoses is put back after it."""
    del db
    yield _STAGE[0]
    if put_back(_FOUND):
        reads._found_in.cache_clear()


@pytest.fixture
def seat(stage: Stage) -> Seat:
    """The administrator's seat in `ours`."""
    return stage.seats[Role.ADMINISTRATOR]


@pytest.fixture
def signed_in(stage: Stage) -> Callable[[Role], Client]:
    """A browser of somebody with this role in `ours`, without a screen."""
    return lambda role: client_of(stage.seats[role])


def client_of(seat: Seat) -> Client:
    """A client signed in as the person of a seat."""
    from django.contrib.auth import get_user_model

    client = Client()
    client.force_login(
        get_user_model().objects.get(pk=seat.person), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return client
