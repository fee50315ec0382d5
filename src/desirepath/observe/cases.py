"""Cases with everything that is said of them: go-live of their wave, period, verdict, counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import ibis
import ibis.expr.types as ir

from desirepath.observe.cohorts import CUT
from desirepath.observe.local_time import Zone, days_since_1970, microseconds
from desirepath.observe.variants import variant_key
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.rollout import LocalDays, Rollout

BASELINE = "baseline"
SINCE_GO_LIVE = "since_go_live"
DEFAULT_BASELINE_DAYS = 90


def week_name(number: int) -> str:
    """The period of the local days 7 × (number - 1) to 7 × number - 1 from go-live."""
    return f"week_{number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What cases are held against: the rollout, its zone, and the instant up to which rows count (exclusive).

    `timed` are the numbers of the steps of which it is noted when it was their turn.
    """

    rollout: Rollout
    zone: Zone
    as_of: int
    timed: tuple[int, ...] = ()

    def go_live_at(self, rows: ir.Table) -> ir.IntegerValue:
        """The go-live of each row's wave, in UTC microseconds, from the column of the waves' cut."""
        default = ibis.literal(microseconds(self.rollout.go_live), "int64")
        waves = self.rollout.waves
        if waves is None or CUT + waves.cut not in rows.columns:
            return default
        value = rows[CUT + waves.cut]
        branches = [(value == name, ibis.literal(microseconds(at), "int64")) for name, at in waves.go_live.items()]
        other = ibis.literal(microseconds(waves.otherwise), "int64") if waves.otherwise else default
        return ibis.cases(*branches, else_=ibis.ifelse(value.isnull(), default, other))

    def counts_on(self, local_day: ir.IntegerValue) -> ir.BooleanValue:
        """Whether a local day counts, or is one of the excluded ones."""
        counted = ibis.literal(value=True)
        for days in self.rollout.exclude:
            counted = counted & ~_within(local_day, days)
        return counted

    def period_week(self, at: ir.IntegerValue, go_live_at: ir.IntegerValue) -> ir.IntegerValue:
        """The week from go-live, from 1; 0 for the baseline; null for what is in neither or on an excluded day."""
        day = self.zone.local_day(at)
        go_live_day = self._day_of_go_live(go_live_at)
        since = day - go_live_day
        week = ((since - since % 7) / 7).cast("int64") + 1
        if self.rollout.baseline is not None:
            in_baseline = _within(day, self.rollout.baseline)
        else:
            in_baseline = since >= -DEFAULT_BASELINE_DAYS
        return ibis.cases(
            (~self.counts_on(day), ibis.null("int64")),
            (at >= go_live_at, week),
            (in_baseline, ibis.literal(0, "int64")),
            else_=ibis.null("int64"),
        )

    def _day_of_go_live(self, go_live_at: ir.IntegerValue) -> ir.IntegerValue:
        if self.rollout.waves is None:  # one day for all rows, which no engine need work out for each
            return ibis.literal(self.zone.local_day_of(microseconds(self.rollout.go_live)), "int64")
        return self.zone.local_day(go_live_at)

    def idle(self, last_at: ir.IntegerValue) -> ir.IntegerValue:
        """Microseconds from the last event to the as-of date, less the excluded days in between."""
        waited = ibis.literal(self.as_of, "int64") - last_at
        for days in self.rollout.exclude:
            start, end = self.excluded_span(days)
            waited = waited - ibis.greatest(0, min(end, self.as_of) - ibis.greatest(last_at, start))
        return waited

    def excluded_span(self, days: LocalDays) -> tuple[int, int]:
        """The instants at which excluded days begin and end."""
        start = self.zone.start_of(days.first)
        end = self.zone.start_of(type(days.last).fromordinal(days.last.toordinal() + 1))
        return start, end


def _within(local_day: ir.IntegerValue, days: LocalDays) -> ir.BooleanValue:
    return (local_day >= days_since_1970(days.first)) & (local_day <= days_since_1970(days.last))


def cases_with_go_live(cases: ir.Table, frame: Frame) -> ir.Table:
    """The cases with `week` (see `Frame.period_week`) and `under_new_path`: whether they began at or after go-live."""
    placed = cases.mutate(go_live_at=frame.go_live_at(cases))
    return placed.mutate(
        week=frame.period_week(placed.began_at, placed.go_live_at),
        under_new_path=placed.began_at >= placed.go_live_at,
    ).drop("go_live_at")


def cases_per_variant_and_path(cases: ir.Table) -> ir.Table:
    """`variant_key` columns, `under_new_path` and `cases`."""
    return cases.group_by(*variant_key(), "under_new_path").agg(cases=cases.count())


def judged_cases(cases: ir.Table, facts: ir.Table, frame: Frame) -> ir.Table:
    """The cases with what is known of their variant, and their `verdict`.

    `facts` has the columns of `variant_key`, `under_new_path`, `variant`, `ended`, `outside`, `withdrawn`,
    `is_word`, `exceptions`, `stopped_at` and the words of the marks. The words of the variant stay behind, and
    `idle` is how long the case stands still.
    """
    known = cases.inner_join(facts, [*variant_key(), "under_new_path"])
    idle = frame.idle(known.last_at)
    may_be_judged = _has_path_in_force(known, frame.rollout)
    idle_for_too_long = idle > _patience(known, frame.rollout)
    verdict = ibis.cases(
        (known.withdrawn, Verdict.WITHDRAWN.value),
        (known.ended & ~may_be_judged, Verdict.UNJUDGED.value),
        (known.ended & known.is_word & ~known.outside, Verdict.ON_PATH.value),
        (known.ended, Verdict.OFF_PATH.value),
        (idle_for_too_long, Verdict.ABANDONED.value),
        else_=Verdict.OPEN.value,
    )
    behind = [name for name in variant_key() if name != "workflow"]
    return known.mutate(verdict=verdict, may_be_judged=may_be_judged, idle=idle).drop(
        *behind, "withdrawn", "outside", "is_word", "ended", "under_new_path"
    )


def _has_path_in_force(cases: ir.Table, rollout: Rollout) -> ir.BooleanValue:
    with_old_path = [workflow.id for workflow in rollout.workflows if workflow.old_path is not None]
    return cases.under_new_path | cases.workflow.isin(with_old_path) if with_old_path else cases.under_new_path


def _patience(cases: ir.Table, rollout: Rollout) -> ir.IntegerValue:
    return ibis.cases(
        *(
            (cases.workflow == workflow.id, ibis.literal(_microseconds_of(workflow.case_ends_after), "int64"))
            for workflow in rollout.workflows
        ),
        else_=ibis.literal(0, "int64"),
    )


def _microseconds_of(span: timedelta) -> int:
    return span // timedelta(microseconds=1)


def cases_per_variant_period_and_verdict(judged: ir.Table) -> ir.Table:
    """`workflow`, `variant`, `verdict`, `span` ("since_go_live", "baseline" or "") and `cases`."""
    span = ibis.cases((judged.week >= 1, SINCE_GO_LIVE), (judged.week == 0, BASELINE), else_="")
    spanned = judged.mutate(span=span)
    return spanned.group_by("workflow", "variant", "verdict", "span").agg(cases=spanned.count())
