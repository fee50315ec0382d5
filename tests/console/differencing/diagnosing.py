"""Rollouts, their diagnoses and the ways of their cases, made by the console's own actions and jobs."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from desirepath.console.diagnoses.models import Run
from desirepath.console.diagnoses.tasks import make_diagnosis
from desirepath.console.paths.tasks import find_variants
from desirepath.console.rollouts.actions.make_rollout import make_rollout
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


def own_rollout(seat: Seat, folder: Path, text: str) -> RolloutSeen:
    """A rollout by a name of its own, after a test's folder: what was released of it outlives the test."""
    slug = f"told-{sha256(str(folder).encode()).hexdigest()[:12]}"
    made = make_rollout(seat, slug, "Told over time", text)
    made.file.write_text(text, encoding="utf-8")  # a test's transaction never commits
    return made


def diagnosed(rollout: RolloutSeen, as_of: date | None) -> Run:
    """A diagnosis that is done, without the ways."""
    run = _tried(rollout, as_of)
    assert run.state == "done", run.problems
    return run


def refused(rollout: RolloutSeen, as_of: date | None) -> list[str]:
    """What is said of a diagnosis that may not be made."""
    run = _tried(rollout, as_of)
    assert run.state == "failed"
    return list(run.problems)


def _tried(rollout: RolloutSeen, as_of: date | None) -> Run:
    """It has a number that no other had: what is kept in its folder outlives the database of a test."""
    folder = settings.HOME.run(rollout.workspace, 1).parent
    taken = [int(one.name) for one in folder.glob("*") if one.name.isdecimal()]
    number = max((*taken, *Run.objects.values_list("pk", flat=True)), default=0) + 1
    run = Run.objects.create(pk=number, rollout_id=rollout.id, version=rollout.version, as_of=as_of)
    make_diagnosis.func(run.pk)
    run.refresh_from_db()
    return run


def diagnosed_with_ways(rollout: RolloutSeen, as_of: date | None) -> Run:
    """The same with the ways."""
    run = diagnosed(rollout, as_of)
    find_variants.func(rollout.id, run.pk)
    return run
