"""What is done beside the pages: erasing persons, and dropping what is older than is to be kept."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from desirepath.connectors.person_ids import PersonHash
from desirepath.console.privacy.models import Erasure, ErasureState, Retention
from desirepath.console.privacy.persons_aside import forget, person_aside
from desirepath.runs.collected_rows import persons_of
from desirepath.runs.erase_from_files import erase_from_files
from desirepath.runs.kept_contributions import forget_persons
from desirepath.runs.lake import erase_from_lake, retain_in_lake
from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.guidance_store import erase_person as erase_in_guidance
from desirepath.warehouse.lake.layout import is_lake, person_key_of
from desirepath.warehouse.published_guides import delivery_folder

_LOG = logging.getLogger(__name__)
_OUR_FAULT = "A fault of desirepath. The log of the server says more; erase again once it is mended."
_INTERRUPTED = "It was interrupted because the program stopped. Erase again."


@task()
def erase_person_now(erasure: int) -> None:
    """Erase whom the file beside names; whatever happens, the erasure says how it ended and the id is forgotten."""
    begun = Erasure.objects.filter(pk=erasure, state=ErasureState.WAITING).update(state=ErasureState.RUNNING)
    if not begun:
        return
    found = Erasure.objects.select_related("workspace").get(pk=erasure)
    try:
        _erase(found, person_aside(erasure))
        found.state = ErasureState.DONE
    except BadInput as error:
        found.state, found.problems = ErasureState.FAILED, [one.what for one in error.mistakes]
    except Exception as error:  # noqa: BLE001 - whatever it was, it is told; its text could name the person
        _LOG.error("erasure %s: %s", erasure, type(error).__name__)
        found.state, found.problems = ErasureState.FAILED, [_OUR_FAULT]
    finally:
        forget(erasure)
    found.ended_at = timezone.now()
    found.save()


def _erase(erasure: Erasure, person: str) -> None:
    """Out of the lake, and out of the files of every rollout, those that were put away too."""
    slug = erasure.workspace.slug
    warehouse = settings.HOME.warehouse(slug)
    if is_lake(warehouse):
        gone = erase_from_lake(warehouse, [person], _quiet)
        erasure.rows, erasure.refused, erasure.waiting = gone.rows, gone.refused, gone.waiting
    _forget_in_guidance(slug, person)
    _forget_in_releases(slug, person)
    for file in _rollout_files(settings.HOME.workspace(slug)):
        found = erase_from_files(file, person, _quiet)
        rollout = file.parent.name
        erasure.written += [
            {"rollout": rollout, "file": one.file.replace(person, "…"), "rows": one.rows, "mentions": one.mentions}
            for one in found.written
        ]
        erasure.left += [
            {"rollout": rollout, "file": one.file.replace(person, "…"), "why": one.why} for one in found.left
        ]


def _forget_in_guidance(slug: str, person: str) -> None:
    """What pages were told to remember, and what the person wrote; what they confirmed stays without them."""
    try:
        name = PersonHash.kept_in(person_key_of(settings.HOME.warehouse(slug))).of(person)
    except FileNotFoundError:
        return  # no door of this workspace has taken anybody yet
    erase_in_guidance(delivery_folder(settings.HOME.folder, slug), name)


def _forget_in_releases(slug: str, person: str) -> None:
    """What pages have shown is remembered by person, under a keyed hash; there they get a name drawn by chance."""
    warehouse = settings.HOME.warehouse(slug)
    names = [person, *([persons_of(warehouse).of(person)] if is_lake(warehouse) else [])]
    for folder in sorted((settings.HOME.workspace(slug) / "releases").glob("*")):
        forget_persons(folder, names)


def _rollout_files(workspace: Path) -> list[Path]:
    return sorted((workspace / "rollouts").glob("*/rollout.yaml"))


def _quiet(doing: str) -> None:
    """Tell nobody: what is being read could name the person."""
    del doing


def keep_to_retention() -> int:
    """Drop what workspaces no longer keep, once a day; how many workspaces were looked after."""
    today, done = timezone.now().date(), 0
    for one in Retention.objects.select_related("workspace").exclude(kept_on=today):
        warehouse, rows = settings.HOME.warehouse(one.workspace.slug), 0
        try:
            if is_lake(warehouse):
                rows = retain_in_lake(warehouse, one.days, _quiet).rows
        except (BadInput, OSError):
            _LOG.exception("dropping what %s keeps no longer", one.workspace.slug)
            continue
        Retention.objects.filter(pk=one.pk, days=one.days).update(kept_on=today, rows_dropped=rows)
        done += 1
    return done


def end_what_was_interrupted(older_than: timedelta = timedelta(0)) -> None:
    """Erasures that were running when the program stopped are said to have failed, and whom they named is forgotten."""
    before = timezone.now() - older_than
    for one in Erasure.objects.filter(state=ErasureState.RUNNING, asked_at__lte=before):
        forget(one.pk)
        Erasure.objects.filter(pk=one.pk).update(
            state=ErasureState.FAILED, ended_at=timezone.now(), problems=[_INTERRUPTED]
        )
