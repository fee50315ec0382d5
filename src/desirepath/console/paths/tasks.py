"""What is done beside the pages: finding the ways that cases took, after a diagnosis."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django_tasks import task

from desirepath.console.diagnoses.reads import RunSeen, done_runs, found_in, run_of
from desirepath.console.paths.variants import Told, keep_variants, take_over_variants
from desirepath.console.rollouts.reads import RolloutSeen, rollout_by_id
from desirepath.observe.cases import SINCE_GO_LIVE
from desirepath.runs.collected_rows import Warehouse
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.study import Study
from desirepath.warehouse.lake.layout import is_lake

_LOG = logging.getLogger(__name__)


@task()
def find_variants(rollout_id: int, run_id: int) -> None:
    """Find the ways that cases took, as the diagnosis knew them; without them, the page says that there are none.

    They are told with everyone's figures. Where those are the ones shown before, so are the ways; and a workflow without
    figures, as too few people work in it, has no ways either.
    """
    rollout, run = rollout_by_id(rollout_id), run_of(rollout_id, run_id)
    if run is None or run.known_until is None or not rollout.file.is_file():
        return
    found = found_in(run)
    others = [_Other(one, one.known_until) for one in done_runs(rollout_id) if one.id != run_id and one.known_until]
    shown = _shown_at(found, is_of_an_earlier_day=any(one.knew_before(run) for one in others))
    if shown is not None:
        earlier = next((one for one in others if one.known_until <= shown), None)  # those that know most come first
        if earlier is not None:
            take_over_variants(earlier.run.folder, run.folder)
        return
    lake = settings.HOME.warehouse(rollout.workspace)
    warehouse = Warehouse.opened(lake) if is_lake(lake) else None
    told = Told(until=run.known_until, workflows=_with_figures(found.study))
    try:
        keep_variants(rollout.file, run.folder, told, warehouse=warehouse, progress=_unheard)
    except BadInput as refused:  # the rollout file was changed since the diagnosis, and says it itself
        _LOG.info("variants of diagnosis %s: %s", run_id, refused)


@dataclass(frozen=True, slots=True)
class _Other:
    """Another diagnosis of the rollout, and until when it knows."""

    run: RunSeen
    known_until: datetime

    def knew_before(self, run: RunSeen) -> bool:
        """Whether it was asked for earlier, and knows more."""
        return run.known_until is not None and self.run.id < run.id and self.known_until > run.known_until


def _shown_at(found: KeptDiagnosis, *, is_of_an_earlier_day: bool) -> datetime | None:
    """As of when everyone's figures had been shown that the diagnosis shows again; None where they are new."""
    held = [one.since for one in found.held if one.cohort.is_everyone and one.span == SINCE_GO_LIVE]
    return min([*held, *([found.study.as_of] if is_of_an_earlier_day else [])], default=None)


def _with_figures(study: Study) -> frozenset[str]:
    """The workflows of which everyone's cases since go-live are shown."""
    return frozenset(
        one.workflow for one in study.workflows if any(drawn.period == SINCE_GO_LIVE for drawn in one.maps)
    )


def variants_follow(rollout: RolloutSeen, run: int, found: KeptDiagnosis) -> None:  # noqa: ARG001 - followers are given it
    """Ask for the ways once the diagnosis is kept: reading all events again has no place in its transaction."""
    transaction.on_commit(lambda: find_variants.enqueue(rollout.id, run))


def _unheard(doing: str) -> None:
    del doing
