"""Two workspaces with a rollout each, diagnosed twice: what the tests of the console stand on."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from desirepath.connectors.rollout_file import read_rollout
from desirepath.console.accounts.actions.make_person import person_of_email
from desirepath.console.diagnoses import reads
from desirepath.console.diagnoses.models import Run
from desirepath.console.diagnoses.tasks import make_diagnosis
from desirepath.console.rollouts.actions.make_rollout import make_rollout
from desirepath.console.rollouts.reads import RolloutSeen, rollouts_of
from desirepath.console.workspaces.actions.invite_member import invite_member
from desirepath.console.workspaces.actions.make_workspace import make_workspace
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.reads import seat_of
from desirepath.console.workspaces.seat import Seat
from desirepath.runs.kept_values import keep_value
from desirepath.runs.simulate import simulate
from desirepath.simulate.plan import DEMO_FRICTION, SimulationPlan

OURS, THEIRS = "ours", "theirs"
ROLLOUT, THEIR_ROLLOUT = "purchase-requests", "their-secret"
DAYS = (20, 27)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Who works in `ours`, by role, with the rollout; and the administrator and the rollout of `theirs`."""

    seats: Mapping[Role, Seat]
    rollout: RolloutSeen
    their_seat: Seat
    their_rollout: RolloutSeen


def made_up_files(folder: Path) -> None:
    """Draw a small made-up rollout with one friction planted."""
    simulate(SimulationPlan(seed=7, events=24_000, people=400, frictions=(DEMO_FRICTION,)), folder, lambda _: None)


def rollout_in(folder: Path) -> Path:
    """The rollout file of a made-up rollout."""
    return folder / "rollout.yaml"


def set_up(files: Path) -> None:
    """Fill the database and the home that Django has now."""
    administrator = make_workspace(OURS, "Our workspace", person_of_email(_address(Role.ADMINISTRATOR, OURS)))
    for role in Role:
        if role is not Role.ADMINISTRATOR:
            invite_member(administrator, _address(role, OURS), role)
    theirs = make_workspace(THEIRS, "Their workspace", person_of_email(_address(Role.ADMINISTRATOR, THEIRS)))
    rollout = brought_in(administrator, files)
    for day in DAYS:
        diagnosed(administrator, rollout, read_rollout(files).go_live.date() + timedelta(days=day))
    their_rollout = brought_in(theirs, files, THEIR_ROLLOUT, "Their secret rollout")
    diagnosed(theirs, their_rollout, None)


def stage_as_kept() -> Stage:
    """Who and what stands in the database that Django has now, once it was filled."""
    seats = {role: _seat(role, OURS) for role in Role}
    theirs = _seat(Role.ADMINISTRATOR, THEIRS)
    return Stage(
        seats=seats,
        rollout=_rollout(seats[Role.ADMINISTRATOR], ROLLOUT),
        their_seat=theirs,
        their_rollout=_rollout(theirs, THEIR_ROLLOUT),
    )


def keep_database(file: Path) -> None:
    """Write what stands in the database into a file."""
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as kept:
        connection.connection.backup(kept)


def read_database(file: Path) -> None:
    """Put what stands in a file in place of the database."""
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as kept:
        kept.backup(connection.connection)


def keep_found(workspace: str, run: int, part: str, value: object) -> None:
    """Let a diagnosis have found something else. `stage` puts back what it had found."""
    keep_value(settings.HOME.run(workspace, run) / f"{part}.kept", value)
    reads._found_in.cache_clear()


def found_files(home: Path) -> Iterator[Path]:
    """What diagnoses in this home found."""
    return (file for file in sorted(home.glob("workspaces/*/runs/*/**/*")) if file.is_file())


def put_back(files: Iterable[tuple[Path, Path]]) -> bool:
    """Write each file whose copy is gone or no longer the same in the copy's place again; whether there was one."""
    changed = [(file, copy) for file, copy in files if not (copy.exists() and _written(copy) == _written(file))]
    for file, copy in changed:
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, copy)
    return bool(changed)


def _written(file: Path) -> tuple[int, int]:
    state = file.stat()
    return state.st_size, state.st_mtime_ns


def _address(role: Role, workspace: str) -> str:
    return f"{role.value}@{workspace}.example"


def _seat(role: Role, workspace: str) -> Seat:
    found = seat_of(person_of_email(_address(role, workspace)), workspace)
    assert found is not None
    return found


def _rollout(seat: Seat, slug: str) -> RolloutSeen:
    [found] = [one for one in rollouts_of(seat.workspace) if one.slug == slug]
    return found


def brought_in(seat: Seat, files: Path, slug: str = ROLLOUT, title: str | None = None) -> RolloutSeen:
    """The rollout with its sources in a workspace."""
    read = read_rollout(files)
    text = files.read_text(encoding="utf-8").replace(f"rollout: {read.id}", f"rollout: {slug}")
    text = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("as_of:"))
    if title is not None:
        text = text.replace(read.title, title)
    rollout = make_rollout(seat, slug, title or read.title, text)
    rollout.file.write_text(text, encoding="utf-8")  # a test's transaction never commits, which is when it is written
    for source in read.sources:
        shutil.copy(files.parent / source.file, rollout.folder / source.file)
    return rollout


def diagnosed(seat: Seat, rollout: RolloutSeen, as_of: date | None) -> int:
    """The id of a finished diagnosis."""
    run = Run.objects.create(rollout_id=rollout.id, version=rollout.version, as_of=as_of, asked_by=seat.email)
    make_diagnosis.func(run.pk)
    run.refresh_from_db()
    assert run.state == "done", run.problems
    return run.pk
