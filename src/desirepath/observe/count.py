"""Everything that the metrics need, counted from the case base: the engine counts by person and week, we add up."""

from __future__ import annotations

import ibis.expr.types as ir

from desirepath.observe import person_counts, proficiency, searches, tickets
from desirepath.observe.case_base import CaseBase, most_steps, only_workflow
from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE, week_name
from desirepath.observe.cohort_sums import driver_sums, ratio_sums, search_sums, ticket_sums
from desirepath.observe.cohorts import CUT
from desirepath.observe.counted import Counted, DriverSums, Place, RatioSums, TicketSums, Waits
from desirepath.observe.grouping import coded
from desirepath.observe.local_time import DAY, microseconds
from desirepath.observe.person_counts import reached, stopped
from desirepath.observe.tables import Tables
from desirepath.observe.units import NO_PERSONS, Persons, read_persons, read_units
from desirepath.ports import Engine, Means
from desirepath.vocabulary.metric import Ratio
from desirepath.vocabulary.path import steps_as_written
from desirepath.vocabulary.rollout import Rollout


def count(base: CaseBase, tables: Tables, ratios: tuple[Ratio, ...], means: Means) -> Counted:
    """The counts of all metrics. `ratios` are those of cases; the ones of the steps are added."""
    rollout, engine, progress = base.rollout, means.engine, means.progress
    progress("counting cases by person, cohort and week")
    persons = _persons(base, engine)
    of_cases = _ratios(base, tables, ratios, persons, engine)
    asked = _asked(base, tables, engine)
    searched = _searched(base, tables, engine)
    progress("counting tickets, searches and time to proficiency")
    settled = None if searched is None else searches.settled_searches(searched, asked, base.frame.as_of)
    of_tickets, of_drivers = _tickets(base, tables, asked, persons, engine)
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
        ratios=of_cases,
        tickets=of_tickets,
        drivers=of_drivers,
        searches=_search_sums(settled, persons, engine, have_people=tables.have_people),
        waits=_waits(base, asked, searched, persons, engine) if tables.have_people else None,
    )


def _persons(base: CaseBase, engine: Engine) -> Persons:
    if base.people is None:
        return NO_PERSONS
    return read_persons(engine.fetch(base.people), base.cuts.of_people)


def _ratios(
    base: CaseBase, tables: Tables, ratios: tuple[Ratio, ...], persons: Persons, engine: Engine
) -> dict[Ratio, dict[Place, RatioSums]]:
    steps = most_steps(base.rollout)
    every = (*ratios, *((stopped(step), reached(step)) for step in range(steps)))
    rows = engine.fetch(person_counts.cases_by_person(base.judged, base.cuts, steps))
    names = sorted({name for ratio in every for name in ratio})
    weekly = person_counts.weekly_counts(rows, persons, base.cuts, names, have_people=tables.have_people)
    return ratio_sums(weekly, every)


def _asked(base: CaseBase, tables: Tables, engine: Engine) -> ir.Table | None:
    if tables.tickets is None:
        return None
    rows = tables.tickets.select("opened_at", "user_id", "workflow", "category", "row")
    workflow = only_workflow(base.rollout)
    placed = tickets.rows_of_people(rows, _people_with_wave(base), base.frame, "opened_at", workflow)
    return engine.keep("tickets_placed", placed)


def _searched(base: CaseBase, tables: Tables, engine: Engine) -> ir.Table | None:
    if tables.searches is None:
        return None
    rows = tables.searches.select("at", "user_id", "workflow", "resolved", "row")
    placed = tickets.rows_of_people(rows, _people_with_wave(base), base.frame, "at", only_workflow(base.rollout))
    return engine.keep("searches_placed", placed)


def _people_with_wave(base: CaseBase) -> ir.Table | None:
    """The people with nothing but the cut that decides their go-live; None where that is the same for all."""
    waves = base.rollout.waves
    if base.people is None or waves is None or waves.cut not in base.cuts.of_people:
        return None
    return base.people.select("person", CUT + waves.cut)


def _tickets(
    base: CaseBase, tables: Tables, asked: ir.Table | None, persons: Persons, engine: Engine
) -> tuple[dict[Place, TicketSums] | None, dict[Place, list[DriverSums]] | None]:
    if asked is None:
        return None, None
    rows = engine.fetch(tickets.tickets_by_person(asked))
    drivers = driver_sums(read_units(rows, "tickets", persons), *coded(rows["category"]))
    if not tables.have_people:
        return None, drivers
    active = engine.fetch(tickets.active_people(base.events, _people_with_wave(base), base.frame))
    return ticket_sums(tickets.asked_or_active(rows, active, persons)), drivers


def _search_sums(
    settled: ir.Table | None, persons: Persons, engine: Engine, *, have_people: bool
) -> dict[Place, RatioSums] | None:
    if settled is None:
        return None
    rows = engine.fetch(searches.searches_by_person(settled))
    return search_sums(searches.solved_or_not(rows, persons, have_people=have_people))


def _waits(
    base: CaseBase, asked: ir.Table | None, searched: ir.Table | None, persons: Persons, engine: Engine
) -> dict[Place, Waits]:
    since = base.judged.filter(base.judged.week >= 1)
    helped = None
    for rows, at in ((asked, "opened_at"), (searched, "at")):
        if rows is not None:
            found = proficiency.cases_with_help(since, rows, at)
            helped = found if helped is None else helped.union(found, distinct=True)
    times = proficiency.times_to_proficiency(base.judged, helped, base.frame.as_of)
    return proficiency.waits_by_place(engine.fetch(times), persons)


def partial_weeks(rollout: Rollout, as_of: int) -> frozenset[str]:
    """The weeks from go-live that are not over, for the latest wave, at the as-of date."""
    starts = [rollout.go_live]
    if rollout.waves is not None:
        starts = [*rollout.waves.go_live.values(), *([rollout.waves.otherwise] if rollout.waves.otherwise else [])]
    earliest, latest = min(starts), max(starts)
    weeks = (as_of - microseconds(earliest)) // (7 * DAY) + 2
    ends = {week: microseconds(latest) + 7 * week * DAY for week in range(1, max(1, weeks) + 1)}
    return frozenset(week_name(week) for week, end in ends.items() if end > as_of)
