"""How long cases take: the old way, the approved path, and round a step."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from desirepath.observe.case_base import CaseBase
from desirepath.observe.local_time import SECOND
from desirepath.observe.marks import is_marked
from desirepath.observe.person_counts import ENDED
from desirepath.ports import Engine
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.rollout import Workflow

HOUR = 3600 * SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class Durations:
    """The median hours from first to last event of cases that ended, and how many those are; None without any."""

    before: tuple[float, int] | None
    on_path: tuple[float, int] | None
    round_it: tuple[float, int] | None


def durations_at(base: CaseBase, workflow: Workflow, step: int, engine: Engine) -> Durations:
    """Of one workflow. Cases begun so late that a slow one would not have ended yet are left out."""
    rows = engine.fetch(_by_way(base, workflow, step)).to_pylist()
    found = {
        row["way"]: (float(row["hours"]), int(row["cases"])) for row in rows if row["way"] and row["hours"] is not None
    }
    return Durations(before=found.get("before"), on_path=found.get("on_path"), round_it=found.get("round_it"))


def _by_way(base: CaseBase, workflow: Workflow, step: int) -> ir.Table:
    patience = int(workflow.case_ends_after.total_seconds()) * SECOND
    cases = base.judged.filter(
        (base.judged.workflow == workflow.id)
        & base.judged.week.notnull()
        & base.judged.verdict.isin([verdict.value for verdict in ENDED])
        & (base.judged.began_at < base.frame.as_of - patience)
    )
    way = ibis.cases(
        (cases.week == 0, "before"),
        (is_marked(cases, "bypassed", step), "round_it"),
        (cases.verdict == Verdict.ON_PATH.value, "on_path"),
        else_="",
    )
    timed = cases.mutate(way=way, hours=(cases.last_at - cases.began_at).cast("float64") / HOUR)
    return timed.group_by("way").agg(hours=timed.hours.median(), cases=timed.count())
