"""What was shipped, as the table `interventions` has it: for download, and as a file beside the rollout file."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from django.db import transaction

from desirepath.console.guides.actions.publish_guides import published_on_commit
from desirepath.console.guides.written import written_read
from desirepath.console.interventions.contents import cohort_text
from desirepath.console.interventions.models import Design, Happening, Intervention, Version
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.runs.shipped_interventions import SHIPPED_FILE
from desirepath.runs.whole_files import write_whole
from desirepath.vocabulary.cohort import Cohort

COLUMNS = (
    *("intervention_id", "workflow", "step", "kind", "blocker", "cohort"),
    *("starts_at", "ends_at", "design", "held_out_percent"),
)


def shipped_rows(rollout: int) -> Iterator[Sequence[str]]:
    """A row for every intervention that ever was live, in the order in which they were. Times are UTC."""
    shares = _shares_that_were_live(rollout)
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
            _percent(shares.get(one.pk, set())) if one.design == Design.HOLDOUT else "",
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
    transaction.on_commit(lambda: write_whole({rollout.folder / SHIPPED_FILE: interventions_csv(rollout.id)}))
    published_on_commit(rollout.workspace)


def _shares_that_were_live(rollout: int) -> dict[int, set[float]]:
    """By intervention, the shares of people that its versions held out while they were live; of plain texts none."""
    happened = Happening.objects.filter(intervention__rollout=rollout, verb="intervention.went_live")
    live = {(one.intervention_id, one.details["version"]) for one in happened}
    shares: dict[int, set[float]] = {}
    for version in Version.objects.filter(intervention__rollout=rollout, guide__isnull=False).defer("text"):
        if (version.intervention_id, version.number) in live:
            shares.setdefault(version.intervention_id, set()).add(written_read(version.guide or {}).held_out)
    return shares


def _percent(shares: set[float]) -> str:
    """The share in whole per cent. Empty where it changed while it was live, or is none: a draw is checked against one."""
    whole = [round(100 * share) for share in shares if math.isclose(100 * share, round(100 * share), abs_tol=1e-9)]
    return str(whole[0]) if len(shares) == len(whole) == 1 else ""


def _written(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
