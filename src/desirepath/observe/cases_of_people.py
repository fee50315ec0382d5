"""One workflow's cases as columns, each with its person: what effects of interventions are counted from.

The columns stay in memory as long as an effect is worked out, and go no further: what is told are sums over arms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.observe.case_base import CaseBase
from desirepath.observe.case_kinds import case_kinds
from desirepath.observe.cohorts import CUT
from desirepath.observe.grouping import NONE, Numbers, coded, numbers
from desirepath.observe.patience import Patience
from desirepath.observe.person_counts import ENDED, JUDGED
from desirepath.observe.turns import passed_at, turned_at
from desirepath.ports import Engine
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.rollout import Workflow

Flags = npt.NDArray[np.bool_]
NEVER = np.int64(1 << 62)
"""An instant later than all."""
_NEARLY_ALL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The persons of a workflow by number: their ids, and by cut the code and names of their cohorts (NONE: unknown)."""

    ids: pa.Array
    codes: Mapping[str, Numbers]
    values: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.ids)

    def members(self, cohort: Cohort) -> Flags:
        """Who is in a cohort. Nobody is in one of a cut or value that the data has not."""
        inside = np.ones(len(self), bool)
        for cut, value in cohort.pairs:
            names = self.values.get(cut, ())
            inside &= self.codes[cut] == names.index(value) if value in names else np.zeros(len(self), bool)
        return inside

    def numbers_of(self, users: pa.ChunkedArray) -> Numbers:
        """The number of each of these people; NONE for who has no case."""
        found = pc.fill_null(pc.index_in(users, self.ids), NONE)
        return np.asarray(found.to_numpy(), np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesOfPeople:
    """Columns of one length, in the order of persons, times in UTC microseconds.

    `person` numbers the persons in `people`. `turned` and `passed_at` hold, by the number of a timed step, since when
    it was the step's turn and when it was passed (NEVER where it was not). `judged` says that the case ended or was
    abandoned, and that a path was in force which says how it should have gone; `given_up` that it was abandoned or
    stands still for longer than nearly all that went on; `stopped_at` the step at which it stands, NONE where it
    ended. After `settled_after` nearly every case has ended, or stands still for too long. `of_variants` has what variants say of each step (`marks.MARKS`), variants by steps.
    """

    workflow: Workflow
    people: People
    person: Numbers
    began: Numbers
    last: Numbers
    exceptions: Numbers
    turned: Mapping[int, Numbers]
    passed_at: Mapping[int, Numbers]
    patience: Sequence[Patience]
    settled_after: int
    ended: Flags
    on_path: Flags
    judged: Flags
    given_up: Flags
    stopped_at: Numbers
    variant: Numbers
    of_variants: Mapping[str, Flags]

    def __len__(self) -> int:
        return len(self.person)

    def marked(self, mark: str, step: int) -> Flags:
        """Whose variant says this (one of `marks.MARKS`) of the step of this number."""
        return self.of_variants[mark][:, step][self.variant]

    def stands_at(self, step: int) -> Flags:
        """Which of those that have not ended stand at the step of this number."""
        return self.stopped_at == step


def cases_of_people(
    base: CaseBase, workflow: Workflow, patience: Sequence[Patience], engine: Engine
) -> CasesOfPeople | None:
    """The workflow's cases of the baseline and since go-live that have a person; None where there are none."""
    rows = engine.fetch(_kept(base, workflow, patience))
    if not rows.num_rows:
        return None
    person, names = coded(rows["user_id"])
    kinds = case_kinds(base, workflow, rows)
    is_open = kinds.is_among((Verdict.OPEN,))
    abandoned = kinds.is_among((Verdict.ABANDONED,))
    timed = [step for step in base.frame.timed if step < len(workflow.steps)]
    began, last, ended = numbers(rows["began_at"]), numbers(rows["last_at"]), kinds.is_among(ENDED)
    return CasesOfPeople(
        workflow=workflow,
        people=_people(base, pa.array(names, pa.string()), engine),
        person=person,
        began=began,
        last=last,
        exceptions=numbers(rows["exceptions"]),
        turned={step: numbers(rows[turned_at(step)]) for step in timed},
        passed_at={step: numbers(rows[passed_at(step)]) for step in timed},
        patience=patience,
        settled_after=_settled_after((last - began)[ended], patience),
        ended=ended,
        on_path=kinds.is_among((Verdict.ON_PATH,)),
        judged=kinds.is_among(JUDGED) & np.asarray(rows["may_be_judged"].to_numpy(), bool),
        given_up=abandoned | (is_open & np.asarray(rows["is_long"].to_numpy(), bool)),
        stopped_at=np.where(abandoned | is_open, kinds.ints("stopped_at"), NONE).astype(np.int32),
        variant=kinds.ints("variant").astype(np.int32),
        of_variants=kinds.of_variants,
    )


def _kept(base: CaseBase, workflow: Workflow, patience: Sequence[Patience]) -> ir.Table:
    judged = base.judged
    kept = judged.filter(
        (judged.workflow == workflow.id)
        & judged.week.notnull()
        & (judged.verdict != Verdict.WITHDRAWN.value)
        & judged.user_id.notnull()
    )
    limits = [(kept.stopped_at == step, limit.microseconds) for step, limit in enumerate(patience)]
    timed = [step for step in base.frame.timed if step < len(workflow.steps)]
    never = ibis.literal(int(NEVER), "int64")
    times = {name: ibis.coalesce(kept[name], never) for step in timed for name in (turned_at(step), passed_at(step))}
    found = kept.select(
        *("user_id", "began_at", "last_at", "variant", "verdict", "may_be_judged", "stopped_at", "exceptions"),
        is_long=kept.idle >= ibis.cases(*limits, else_=never),
        **times,
    )
    # Engines give rows in any order; what is read of them must not depend on it.
    return found.order_by("user_id", "began_at", "last_at", "variant")


def _settled_after(took: Numbers, patience: Sequence[Patience]) -> int:
    longest = max((limit.microseconds for limit in patience), default=0)
    return (int(np.quantile(took, _NEARLY_ALL)) if len(took) else 0) + longest


def _people(base: CaseBase, ids: pa.Array, engine: Engine) -> People:
    """The cohorts of these people, by the cuts of the people's table."""
    if base.people is None:
        return People(ids=ids, codes={}, values={})
    rows = engine.fetch(base.people)
    place = np.asarray(pc.fill_null(pc.index_in(ids, rows["person"].combine_chunks()), NONE).to_numpy(), np.int64)
    codes, values = {}, {}
    for cut in base.cuts.of_people:
        found, names = coded(rows[CUT + cut])
        codes[cut], values[cut] = np.append(found, NONE)[place], names
    return People(ids=ids, codes=codes, values=values)
