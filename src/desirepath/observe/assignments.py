"""What was shipped, and who was shown it or held out, by first assignment: whoever ignored it is counted as assigned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.observe.cases_of_people import NEVER, People
from desirepath.observe.grouping import Numbers
from desirepath.observe.local_time import moment
from desirepath.vocabulary.cohort import cohort_of
from desirepath.vocabulary.effect import DesignKind, Shipped
from desirepath.vocabulary.friction import BlockerKind

NOBODY, SHOWN, HELD_OUT = 0, 1, 2
"""The arms: 0 is who was not assigned."""
_DID = ("opened", "completed", "dismissed")


def shipped_in(rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[Shipped, str | None], ...]:
    """The rows of the table of interventions, by start, each with the metric that it is to be decided by, if told."""
    found = [(_shipped(row), row.get("decided_by") or None) for row in rows]
    return tuple(sorted(found, key=lambda one: (one[0].starts_at, one[0].id)))


def _shipped(row: Mapping[str, Any]) -> Shipped:
    blocker, held_out = row.get("blocker"), row.get("held_out_percent")
    return Shipped(
        id=row["intervention_id"],
        workflow=row["workflow"],
        step=row["step"],
        kind=row["kind"],
        design=DesignKind(row["design"]),
        starts_at=moment(row["starts_at"]),
        ends_at=None if row.get("ends_at") is None else moment(row["ends_at"]),
        blocker=BlockerKind(blocker) if blocker in set(BlockerKind) else None,
        cohort=cohort_of(row.get("cohort") or ""),
        held_out=held_out / 100 if held_out is not None and 0 < held_out < 100 else None,
    )


def first_assignments(exposures: ir.Table) -> ir.Table:
    """`intervention_id`, `user_id`, `first_at`, `arm` at first, how many `arms` in all, and what the person did.

    Who was never assigned before, at one instant, to both arms counts by the order of the rows.
    """
    in_order = ibis.window(group_by=["intervention_id", "user_id"], order_by=["at", "row"])
    numbered = exposures.mutate(turn=ibis.row_number().over(in_order))
    did = {name: (numbered.action == name).cast("int64").max() for name in _DID}
    return numbered.group_by("intervention_id", "user_id").agg(
        first_at=numbered["at"].min(),
        arm=ibis.ifelse(numbered.turn == 0, numbered.arm, ibis.null("string")).max(),
        arms=(numbered.arm.min() < numbered.arm.max()).cast("int64") + 1,  # there are two: to count them costs more
        **{name: ibis.coalesce(done, 0) for name, done in did.items()},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """Of one intervention, by person: the arm at first assignment and when that was (NEVER for nobody).

    `without_cases` counts the persons assigned who have no case of the workflow, by arm. The rest counts what persons
    did, over all who were shown it.
    """

    arm: Numbers
    first_at: Numbers
    without_cases: tuple[int, int]
    changed_arm: int
    did: Mapping[str, int]

    @property
    def shown(self) -> npt.NDArray[np.bool_]:
        return self.arm == SHOWN

    @property
    def held_out(self) -> npt.NDArray[np.bool_]:
        return self.arm == HELD_OUT

    @property
    def people(self) -> tuple[int, int]:
        """How many were shown it, and held out, with those who have no case."""
        shown, held_out = self.without_cases
        return int(self.shown.sum()) + shown, int(self.held_out.sum()) + held_out


def assigned(rows: pa.Table, intervention: str, people: People) -> Assigned:
    """The rows of `first_assignments` that are of one intervention, laid out by person."""
    mine = rows.filter(pc.equal(rows["intervention_id"], intervention))
    number = people.numbers_of(mine["user_id"])
    arm = np.where(pc.equal(mine["arm"], "shown").to_numpy(), SHOWN, HELD_OUT)
    known = number >= 0
    arms, first = np.zeros(len(people), np.int64), np.full(len(people), NEVER)
    arms[number[known]] = arm[known]
    first[number[known]] = mine["first_at"].to_numpy()[known]
    shown = arm == SHOWN
    return Assigned(
        arm=arms,
        first_at=first,
        without_cases=(int(np.sum(~known & shown)), int(np.sum(~known & ~shown))),
        changed_arm=int(np.sum(mine["arms"].to_numpy() > 1)),
        did={name: int(np.sum(mine[name].to_numpy()[shown] > 0)) for name in _DID},
    )
