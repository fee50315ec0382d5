"""What is done beside the pages: diagnoses, and asking for those that are due."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from desirepath.console.diagnoses.followers import followed_by
from desirepath.console.diagnoses.models import Run, Schedule, State
from desirepath.console.rollouts.reads import RolloutSeen, rollout_by_id
from desirepath.ports import Progress
from desirepath.runs.collected_rows import Warehouse
from desirepath.runs.kept_diagnosis import KeptDiagnosis, KeptIn, diagnose_and_keep
from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.lake.layout import is_lake

_SAID_EVERY = 0.5
_LOG = logging.getLogger(__name__)


@task(priority=50)
def make_diagnosis(run_id: int) -> None:
    """Make a diagnosis that was asked for; whatever happens, the run says how it ended."""
    waiting = Run.objects.filter(pk=run_id, state=State.WAITING).first()
    if waiting is None:
        return
    # The file may have been changed since it was asked for: the version is that which is read now.
    rollout = rollout_by_id(waiting.rollout_id)
    begun = {"state": State.RUNNING, "started_at": timezone.now(), "version": rollout.version}
    if not Run.objects.filter(pk=run_id, state=State.WAITING).update(**begun):
        return
    run = Run.objects.get(pk=run_id)
    folder = settings.HOME.run(rollout.workspace, run.pk)
    try:
        found = diagnose_and_keep(
            rollout.file,
            KeptIn(folder, settings.HOME.workspace(rollout.workspace) / "releases" / rollout.slug),
            as_of=run.as_of,
            warehouse=_warehouse(rollout),
            progress=_saying(run_id),
        )
        _done(run, rollout, found)
    except BadInput as error:
        _failed(run_id, [str(one).replace(f"{rollout.folder}/", "") for one in error.mistakes])
    except Exception:  # noqa: BLE001 - whatever happens, the run says how it ended
        _LOG.exception("diagnosis %s", run_id)
        _failed(run_id, ["A fault of desirepath, not of your data. The log of the server says more."])


def _warehouse(rollout: RolloutSeen) -> Warehouse | None:
    folder = settings.HOME.warehouse(rollout.workspace)
    return Warehouse.opened(folder) if is_lake(folder) else None


def _saying(run_id: int) -> Progress:
    """Put the progress on the page, twice a second at most."""
    last = 0.0

    def said(doing: str) -> None:
        nonlocal last
        if time.monotonic() - last >= _SAID_EVERY:
            last = time.monotonic()
            Run.objects.filter(pk=run_id).update(says=doing[:300])

    return said


@transaction.atomic
def _done(run: Run, rollout: RolloutSeen, found: KeptDiagnosis) -> None:
    standings = [point.standing.value for point in found.study.friction_points]
    Run.objects.filter(pk=run.pk).update(
        state=State.DONE,
        ended_at=timezone.now(),
        known_until=found.study.as_of,
        zone=found.study.timezone,
        says="",
        confirmed=standings.count("confirmed"),
        suspected=standings.count("suspected"),
    )
    for follow in followed_by():
        follow(rollout, run.pk, found)


def _failed(run_id: int, problems: list[str]) -> None:
    Run.objects.filter(pk=run_id).update(
        state=State.FAILED, ended_at=timezone.now(), says="", problems=[one[:1000] for one in problems[:20]]
    )


def take_up_after_a_stop() -> None:
    """Diagnoses that were running when the program stopped are said to have failed; those that waited still wait."""
    for run in Run.objects.filter(state=State.RUNNING):
        _failed(run.pk, ["It was interrupted because the program stopped. Ask for it again."])


def ask_for_what_is_due() -> int:
    """Ask for every diagnosis that its schedule wants now; how many."""
    from desirepath.console.diagnoses.actions.ask_for_diagnosis import ask_for_diagnosis

    asked = 0
    for due in Schedule.objects.filter(next_at__lte=timezone.now()):
        ask_for_diagnosis(None, rollout_by_id(due.rollout_id))
        every = timedelta(minutes=due.every_minutes)
        late = timezone.now() - due.next_at
        Schedule.objects.filter(pk=due.pk, next_at=due.next_at).update(
            next_at=due.next_at + every * (late // every + 1)
        )
        asked += 1
    return asked
