"""What was shipped, as the table `interventions` has it: for download, and as a file beside the rollout file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from django.db import transaction

from desirepath.console.guides.actions.publish_guides import published_on_commit
from desirepath.console.interventions.contents import cohort_text
from desirepath.console.interventions.models import Intervention
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.runs.whole_files import write_whole
from desirepath.vocabulary.cohort import Cohort

COLUMNS = ("intervention_id", "workflow", "step", "kind", "blocker", "cohort", "starts_at", "ends_at", "design")
FILE = "shipped-interventions.csv"


def shipped_rows(rollout: int) -> Iterator[Sequence[str]]:
    """A row for every intervention that ever was live, in the order in which they were. Times are UTC."""
    for one in Intervention.objects.filter(rollout=rollout, starts_at__isnull=False).order_by("starts_at", "pk"):
        cohort = Cohort(tuple((attribute, value) for attribute, value in one.cohort))
        yield (
            one.slug,
            one.workflow,
            one.step,
            one.kind,
            one.blocker,
            cohort_text(cohort),
            _written(one.starts_at),
            _written(one.ends_at),
            one.design,
        )


def interventions_csv(rollout_id: int) -> str:
    """The table as a text that `desirepath prove` reads."""
    out = io.StringIO()
    written = csv.writer(out, lineterminator="\n")
    written.writerow(COLUMNS)
    written.writerows(shipped_rows(rollout_id))
    return out.getvalue()


def written_on_commit(rollout: RolloutSeen) -> None:
    """Write the table beside the rollout file, and tell the pages, once all else is kept.

    The rollout file itself is not touched.
    """
    transaction.on_commit(lambda: write_whole({rollout.folder / FILE: interventions_csv(rollout.id)}))
    published_on_commit(rollout.workspace)


def _written(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
