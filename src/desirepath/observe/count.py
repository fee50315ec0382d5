"""Everything that the metrics need, counted by the engine from the case base."""

from __future__ import annotations

import ibis.expr.types as ir

from desirepath.observe import person_counts, proficiency, searches, tickets
from desirepath.observe.case_base import CaseBase, most_steps, only_workflow
from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE, week_name
from desirepath.observe.cohorts import Cuts
from desirepath.observe.counted import (
    Counted,
    Place,
    RatioSums,
    TicketSums,
    Waits,
    read_drivers,
    read_ratios,
    read_searches,
    read_tickets,
    read_waits,
)
from desirepath.observe.local_time import DAY, microseconds
from desirepath.observe.person_counts import reached, stopped
from desirepath.observe.tables import Tables
from desirepath.ports import Engine, Means
from desirepath.vocabulary.metric import Ratio
from desirepath.vocabulary.path import steps_as_written
from desirepath.vocabulary.rollout import Rollout


def count(base: CaseBase, tables: Tables, ratios: tuple[Ratio, ...], means: Means) -> Counted:
    """The counts of all metrics. `ratios` are those of cases; the ones of the steps are added."""
    rollout, engine, progress = base.rollout, means.engine, means.progress
    steps = most_steps(rollout)
    of_steps = tuple((stopped(step), reached(step)) for step in range(steps))
    progress("counting cases by person, cohort and week")
    weekly = person_counts.weekly_counts(base.judged, base.cuts, steps, has_people=tables.have_people)
    if tables.have_people:
        weekly = engine.keep("weekly_counts", weekly)
    names = sorted({name for ratio in (*ratios, *of_steps) for name in ratio})
    periods = person_counts.period_counts(weekly, base.cuts, names)
    if tables.have_people:
        periods = engine.keep("period_counts", periods)
    sums = engine.fetch(person_counts.sums_by_cohort(periods, base.cuts, (*ratios, *of_steps)))
    asked = _asked(base, tables, engine)
    searched = _searched(base, tables)
    people_cuts = _cuts_of_people(base)
    progress("counting tickets, searches and time to proficiency")
    return Counted(
        has_people=tables.have_people,
        floor=rollout.smallest_group,
        steps={workflow.id: tuple(step.id for step in workflow.steps) for workflow in rollout.workflows},
        path_steps={
            (workflow.id, span): frozenset(steps_as_written(path))
            for workflow in rollout.workflows
            for span, path in ((SINCE_GO_LIVE, workflow.path), (BASELINE, workflow.old_path or workflow.path))
        },
        judged_before=frozenset(workflow.id for workflow in rollout.workflows if workflow.old_path is not None),
        partial=partial_weeks(rollout, base.frame.as_of),
        ratios=read_ratios(sums, (*ratios, *of_steps)),
        tickets=_ticket_sums(base, tables, asked, people_cuts, engine),
        drivers=None if asked is None else read_drivers(engine.fetch(tickets.driver_sums(asked, people_cuts))),
        searches=_search_sums(base, tables, searched, asked, engine),
        waits=_waits(base, tables, asked, searched, engine),
    )


def _asked(base: CaseBase, tables: Tables, engine: Engine) -> ir.Table | None:
    if tables.tickets is None:
        return None
    rows = tables.tickets.select("ticket_id", "opened_at", "user_id", "workflow", "category", "row")
    workflow = only_workflow(base.rollout)
    return engine.keep("tickets_placed", tickets.rows_of_people(rows, base.people, base.frame, "opened_at", workflow))


def _searched(base: CaseBase, tables: Tables) -> ir.Table | None:
    if tables.searches is None:
        return None
    rows = tables.searches.select("at", "user_id", "workflow", "resolved", "row")
    return tickets.rows_of_people(rows, base.people, base.frame, "at", only_workflow(base.rollout))


def _ticket_sums(
    base: CaseBase, tables: Tables, asked: ir.Table | None, cuts: Cuts, engine: Engine
) -> dict[Place, TicketSums] | None:
    if asked is None or not tables.have_people:
        return None
    active = engine.keep("active_people", tickets.active_people(base.events, base.people, base.frame))
    return read_tickets(engine.fetch(tickets.ticket_sums(tickets.tickets_per_person(asked, active, cuts))))


def _search_sums(
    base: CaseBase, tables: Tables, searched: ir.Table | None, asked: ir.Table | None, engine: Engine
) -> dict[Place, RatioSums] | None:
    if searched is None:
        return None
    cuts = _cuts_of_people(base)
    settled = searches.settled_searches(searched, asked, base.frame.as_of)
    return read_searches(engine.fetch(searches.search_sums(settled, cuts, has_people=tables.have_people)))


def _waits(
    base: CaseBase, tables: Tables, asked: ir.Table | None, searched: ir.Table | None, engine: Engine
) -> dict[Place, Waits] | None:
    if not tables.have_people:
        return None
    since = base.judged.filter(base.judged.week >= 1)
    helped = None
    for rows, at in ((asked, "opened_at"), (searched, "at")):
        if rows is not None:
            found = proficiency.cases_with_help(since, rows, at)
            helped = found if helped is None else helped.union(found, distinct=True)
    cuts = _cuts_of_people(base)
    times = proficiency.times_to_proficiency(base.judged, helped, cuts, base.frame.as_of)
    return read_waits(engine.fetch(times), cuts)


def _cuts_of_people(base: CaseBase) -> Cuts:
    return Cuts(of_people=base.cuts.of_people if base.people is not None else (), of_cases=())


def partial_weeks(rollout: Rollout, as_of: int) -> frozenset[str]:
    """The weeks from go-live that are not over, for the latest wave, at the as-of date."""
    starts = [rollout.go_live]
    if rollout.waves is not None:
        starts = [*rollout.waves.go_live.values(), *([rollout.waves.otherwise] if rollout.waves.otherwise else [])]
    earliest, latest = min(starts), max(starts)
    weeks = (as_of - microseconds(earliest)) // (7 * DAY) + 2
    ends = {week: microseconds(latest) + 7 * week * DAY for week in range(1, max(1, weeks) + 1)}
    return frozenset(week_name(week) for week, end in ends.items() if end > as_of)
