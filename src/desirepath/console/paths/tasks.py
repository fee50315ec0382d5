"""What is done beside the pages: finding the ways that cases took, after a diagnosis."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import transaction
from django_tasks import task

from desirepath.console.diagnoses.reads import done_before, found_in, run_of
from desirepath.console.paths.variants import keep_variants, take_over_variants
from desirepath.console.rollouts.reads import RolloutSeen, rollout_by_id
from desirepath.observe.cases import SINCE_GO_LIVE
from desirepath.runs.collected_rows import Warehouse
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.lake.layout import is_lake

_LOG = logging.getLogger(__name__)


@task()
def find_variants(rollout_id: int, run_id: int) -> None:
    """Find the ways that cases took, as the diagnosis knew them; without them, the page says that there are none.

    Where everyone's figures are held back, the ways are those that were shown with them before.
    """
    rollout = rollout_by_id(rollout_id)
    run = run_of(rollout_id, run_id)
    if run is None or not rollout.file.is_file():
        return
    held = [one.since for one in found_in(run).held if one.cohort.is_everyone and one.span == SINCE_GO_LIVE]
    if held:
        earlier = done_before(rollout_id, min(held))
        if earlier is not None:
            take_over_variants(earlier.folder, run.folder)
        return
    lake = settings.HOME.warehouse(rollout.workspace)
    warehouse = Warehouse.opened(lake) if is_lake(lake) else None
    try:
        keep_variants(rollout.file, run.folder, as_of=run.as_of, warehouse=warehouse, progress=_unheard)
    except BadInput as refused:  # the rollout file was changed since the diagnosis, and says it itself
        _LOG.info("variants of diagnosis %s: %s", run_id, refused)


def variants_follow(rollout: RolloutSeen, run: int, found: KeptDiagnosis) -> None:  # noqa: ARG001 - followers are given it
    """Ask for the ways once the diagnosis is kept: reading all events again has no place in its transaction."""
    transaction.on_commit(lambda: find_variants.enqueue(rollout.id, run))


def _unheard(doing: str) -> None:
    del doing
