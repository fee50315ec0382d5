"""What each person's cases came to in each week, as whole numbers that add up to any cohort's rate.

The unit is the person where there is one, otherwise the case. A person counts once, with the share of their
closed cases that qualify, so that many cases weigh no more than few.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from desirepath.observe.cohorts import CUT, Cuts
from desirepath.observe.grouping import NONE, Numbers, codes_among, numbers
from desirepath.observe.marks import STEPS_A_WORD, mark_word
from desirepath.observe.units import Persons, Units, read_units
from desirepath.vocabulary.case import Verdict

CLOSED = (Verdict.ON_PATH, Verdict.OFF_PATH, Verdict.ABANDONED, Verdict.UNJUDGED)
JUDGED = (Verdict.ON_PATH, Verdict.OFF_PATH, Verdict.ABANDONED)
ENDED = (Verdict.ON_PATH, Verdict.OFF_PATH, Verdict.UNJUDGED)
_WITH_VERDICT = {"closed": CLOSED, "on_path": (Verdict.ON_PATH,), "ended": ENDED, "abandoned": (Verdict.ABANDONED,)}
_REACHED, _STOPPED, _STEP = "reached", "stopped", "_step_"


def reached(step: int) -> str:
    """The count of closed cases that reached the step of this number."""
    return f"{_REACHED}{_STEP}{step}"


def stopped(step: int) -> str:
    """The count of cases abandoned at the step of this number."""
    return f"{_STOPPED}{_STEP}{step}"


def unit_of(cases: ir.Table, *, has_people: bool) -> ir.StringValue | ir.IntegerValue:
    """The person, or the case itself where it has none."""
    if not has_people:
        return cases.case_row
    return ibis.coalesce(cases.user_id, ibis.literal("case ") + cases.case_row.cast("string"))


def cases_by_person(judged: ir.Table, cuts: Cuts, steps: int) -> ir.Table:
    """`workflow`, `user_id`, `week` (0: the baseline), the cuts of cases, what `counts_of_cases` reads, and `cases`.

    The closed cases of a person that went alike are one row, and so are those of nobody known.
    """
    placed = judged.filter(judged.week.notnull() & _is(judged, CLOSED))
    rows = placed.select(
        *("workflow", "user_id", *(CUT + cut for cut in cuts.of_cases)),
        *("verdict", "may_be_judged", *_words_reached(steps)),
        **{name: placed[name].cast("int32") for name in ("week", "exceptions", "stopped_at")},
    )
    return rows.group_by(*rows.columns).agg(cases=rows.count())


def _is(judged: ir.Table, verdicts: Sequence[Verdict]) -> ir.BooleanValue:
    return judged.verdict.isin([verdict.value for verdict in verdicts])


def _words_reached(steps: int) -> list[str]:
    return [mark_word("reached", word) for word in range(-(-steps // STEPS_A_WORD))]


def weekly_counts(rows: pa.Table, persons: Persons, cuts: Cuts, names: Collection[str], *, have_people: bool) -> Units:
    """The rows of `cases_by_person` as units with the counts of these names, one row for each week of a person.

    With cuts of cases it is one for each of the cohorts in which the person's cases of the week lie.
    """
    units = read_units(rows, "cases", persons, cuts.of_cases, have_people=have_people)
    groups, cases, of_case = units.grouped(units.of_cases), units.counts["cases"], counts_of_case(rows)
    return units.firsts(groups, units.of_cases, {name: groups.sums(of_case(name) * cases) for name in names})


def counts_of_case(rows: pa.Table) -> Callable[[str], Numbers]:
    """What one case of each row adds to a count, by the count's name: a verdict's, `judged`, `exceptions`, a step's.

    A count is unpacked when it is asked for, since all of them at once may not fit into memory. Raises KeyError for
    a name that there is not.
    """
    verdict = codes_among(rows["verdict"], pa.array([one.value for one in CLOSED]))
    stopped_at = np.where(verdict == CLOSED.index(Verdict.ABANDONED), numbers(rows["stopped_at"]), NONE)

    def counted(name: str) -> Numbers:
        if name == "exceptions":
            return numbers(rows["exceptions"])
        if name == "judged":
            return _among(verdict, JUDGED) & numbers(rows["may_be_judged"])
        if name in _WITH_VERDICT:
            return _among(verdict, _WITH_VERDICT[name])
        kind, _, step = name.partition(_STEP)
        if kind not in (_REACHED, _STOPPED) or not step.isdecimal():
            raise KeyError(name)
        word, place = divmod(int(step), STEPS_A_WORD)
        if kind == _REACHED:
            return numbers(rows[mark_word("reached", word)]) >> place & 1
        return (stopped_at == int(step)).astype(np.int64)

    return counted


def _among(verdict: Numbers, verdicts: Sequence[Verdict]) -> Numbers:
    return np.isin(verdict, [CLOSED.index(one) for one in verdicts]).astype(np.int64)
