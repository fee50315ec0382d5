"""Packs that are made for tests: the files once for each home, since they are the same every time."""

from __future__ import annotations

import shutil
from collections.abc import Mapping

from django.conf import settings

from desirepath.console.diagnoses.reads import latest_done
from desirepath.console.packs.actions.ask_for_pack import ask_for_pack
from desirepath.console.packs.models import KeptPack, State
from desirepath.console.packs.reads import folder_of
from desirepath.console.packs.tasks import make_pack
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.runs.kept_pack import FORMS, file_of
from desirepath.runs.pack_recipe import sha256_of
from tests.console.guards.sides import Side


def ready_pack(seat: Seat, rollout: RolloutSeen) -> int:
    """A pack of the newest diagnosis, asked for by somebody and made."""
    run = latest_done(rollout.id)
    assert run is not None
    number = ask_for_pack(seat, rollout, run)
    folder, made = folder_of(rollout, number), settings.HOME.folder / f"made-once-{rollout.workspace}-{run.id}"
    if not made.exists():
        make_pack.func(number)
        assert KeptPack.objects.get(pk=number).state == State.DONE, KeptPack.objects.get(pk=number).problems
        shutil.copytree(folder, made)
        return number
    shutil.copytree(made, folder, dirs_exist_ok=True)
    sha256 = {form: sha256_of(file_of(folder, form)) for form in FORMS}
    KeptPack.objects.filter(pk=number).update(state=State.DONE, sha256=sha256)
    return number


def a_pack(side: Side) -> Mapping[str, object]:
    """A pack of a side that is ready."""
    there = KeptPack.objects.filter(rollout=side.rollout.id, state=State.DONE).first()
    return {"number": ready_pack(side.seat, side.rollout) if there is None else there.pk}


def a_form_of_a_pack(side: Side) -> Mapping[str, object]:
    """One of its files."""
    return {**a_pack(side), "form": "pptx"}


def a_page_with_a_pack(side: Side) -> Mapping[str, object]:
    """No place to fill in; but there is a pack on the page."""
    a_pack(side)
    return {}
