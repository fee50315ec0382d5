"""Who is erased can no longer be found among those whose work the pages have shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.conf import settings

from desirepath.console.home import Home
from desirepath.console.privacy.actions.erase_person import erase_person
from desirepath.console.privacy.models import Erasure
from desirepath.console.privacy.tasks import erase_person_now
from desirepath.console.workspaces.seat import Seat
from desirepath.runs.kept_contributions import forget_persons
from tests.console.stage import Stage


def test_a_person_who_is_erased_is_found_in_no_release(
    stage: Stage, seat: Seat, made_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = pq.read_table(made_up.parent / "events.parquet").column("user_id").to_pylist()[0]
    place = Path("workspaces") / "ours" / "releases"
    shutil.copytree(settings.HOME.folder / place, tmp_path / "before" / place)
    shutil.copytree(settings.HOME.folder / place, tmp_path / "home" / place)
    monkeypatch.setattr(settings, "HOME", Home(tmp_path / "home").made())
    number = erase_person(seat, person, person)
    erase_person_now.func(number)
    assert Erasure.objects.get(pk=number).state == "done"
    assert forget_persons(tmp_path / "before" / place / stage.rollout.slug, [person]) == 1
    assert forget_persons(tmp_path / "home" / place / stage.rollout.slug, [person]) == 0
