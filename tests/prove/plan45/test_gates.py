"""Each gate: when it holds, when it does not, when there is not enough data, and when it asks for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from desirepath.cadence import plan45
from desirepath.vocabulary.cohort import EVERYONE
from desirepath.vocabulary.effect import Proof
from desirepath.vocabulary.friction import Standing
from desirepath.vocabulary.plan45 import (
    Gate,
    GateState,
    OwnedFix,
    Register,
    Stabilisation,
    Stabilised,
    Waiver,
    Workaround,
)
from desirepath.vocabulary.study import Study
from tests.prove.plan45 import made

NOBODY = Register()
SUSPECTED = made.point(standing=Standing.SUSPECTED)
OWNED = Register(fixes=(OwnedFix(workflow=made.FLOW, step="quote", owner="application owner"),))


def gate(name: str, study: Study, proofs: Sequence[Proof] = (), register: Register = NOBODY) -> Gate:
    plan = plan45(study, proofs, register)
    return next(one for phase in plan.phases for one in phase.gates if one.id == name)


def test_a_friction_point_is_confirmed_by_two_sources() -> None:
    found = gate("friction_confirmed", made.study(5, points=[made.point()]))
    assert found.state is GateState.HOLDS
    assert found.says == "Confirmed: 1; first: “The quote”, role buyer."
    assert found.figures[0].value == 40.0


def test_a_suspicion_does_not_confirm_and_is_overdue_from_day_8_on() -> None:
    assert gate("friction_confirmed", made.study(7, points=[SUSPECTED])).state is GateState.AHEAD
    assert gate("friction_confirmed", made.study(8, points=[SUSPECTED])).state is GateState.OVERDUE


def test_where_nothing_is_found_in_enough_cases_nothing_has_to_be_confirmed() -> None:
    assert gate("friction_confirmed", made.study(8)).state is GateState.NOT_NEEDED
    assert gate("friction_confirmed", made.study(8, rows=[])).state is GateState.NOT_ENOUGH_DATA


def test_cases_of_fewer_people_than_the_floor_stand_in_no_figure() -> None:
    few = made.point()
    few = replace(few, impact=replace(few.impact, people=9))
    (figure,) = gate("friction_confirmed", made.study(points=[few])).figures
    assert figure.value is None
    assert figure.because == "fewer people than the smallest group"


def test_an_intervention_that_was_shown_is_live() -> None:
    found = gate("intervention_live", made.study(6, points=[made.point()]), [made.proof(5)])
    assert found.state is GateState.HOLDS
    assert found.says == "Field-level help at “The quote”, since day 5."


def test_an_intervention_that_came_on_day_10_says_by_how_much_it_was_late() -> None:
    says = gate("intervention_live", made.study(12, points=[made.point()]), [made.proof(10)]).says
    assert says == "Field-level help at “The quote”, since day 10: 3 days late."


def test_an_intervention_that_nobody_was_shown_is_not_live() -> None:
    study = made.study(6, points=[made.point()])
    assert gate("intervention_live", study, [made.proof(5, shown=0)]).state is GateState.AHEAD
    assert gate("intervention_live", study, [made.proof(7)]).state is GateState.AHEAD, "it begins tomorrow"


def test_where_exposures_are_not_known_the_start_of_an_intervention_stands_for_them() -> None:
    found = gate("intervention_live", made.study(6, points=[made.point()]), [made.proof(5, shown=None)])
    assert found.state is GateState.HOLDS


def test_without_friction_no_intervention_is_needed_and_without_figures_none_can_be_asked_for() -> None:
    assert gate("intervention_live", made.study(9)).state is GateState.NOT_NEEDED
    assert gate("intervention_live", made.study(9, rows=[])).state is GateState.NOT_ENOUGH_DATA


def test_figures_are_seen_daily_where_all_three_are_measured_and_events_are_fresh() -> None:
    found = gate("figures_daily", made.study(5))
    assert found.state is GateState.HOLDS
    assert [one.value for one in found.figures] == [0.5, 0.5, 0.5]


@pytest.mark.parametrize(("age", "state"), [(2, GateState.HOLDS), (3, GateState.OVERDUE)])
def test_events_may_be_two_days_old_and_not_three(age: int, state: GateState) -> None:
    assert gate("figures_daily", made.aged(made.study(9), timedelta(days=age))).state is state


@pytest.mark.parametrize(("minutes", "hours"), [(0, 1), (20, 1), (60, 1), (61, 2)])
def test_how_old_events_are_is_told_in_hours_begun(minutes: int, hours: int) -> None:
    found = gate("figures_daily", made.aged(made.study(9), timedelta(minutes=minutes)))
    assert found.says == f"All three are measured, and the newest event is at most {hours} h old."


def test_a_figure_that_cannot_be_measured_is_named() -> None:
    rows = [one for one in made.enough() if one.metric != "tickets_per_active_user"]
    found = gate("figures_daily", made.study(9, rows=rows))
    assert found.state is GateState.NOT_ENOUGH_DATA
    assert found.says == "Not measured yet: Tickets per active user."


def test_a_backlog_is_prioritised_where_each_point_is_ranked_and_owned_or_worked_on() -> None:
    study = made.study(20, points=[made.point()])
    assert gate("backlog_prioritised", study).state is GateState.AHEAD
    assert gate("backlog_prioritised", study, register=OWNED).state is GateState.HOLDS
    assert gate("backlog_prioritised", study, [made.proof()]).state is GateState.HOLDS
    assert gate("backlog_prioritised", study, [made.proof(step="check")]).state is GateState.AHEAD


def test_an_owner_does_not_make_up_for_a_missing_priority() -> None:
    unranked = replace(made.point(), priority=0.0)
    assert gate("backlog_prioritised", made.study(22, points=[unranked]), register=OWNED).state is GateState.OVERDUE


def test_without_friction_there_is_no_backlog() -> None:
    assert gate("backlog_prioritised", made.study(22)).state is GateState.NOT_NEEDED
    assert gate("backlog_prioritised", made.study(22, rows=[])).state is GateState.NOT_ENOUGH_DATA


def test_fewer_ask_again_where_the_interval_of_the_difference_lies_below_zero() -> None:
    """40 of 100 against 20 of 100: Newcombe's interval is -0.32 to -0.07."""
    study = made.study(21, rows=[*made.enough(), *made.repeats(0.4, 0.2)], points=[made.point()])
    found = gate("fewer_repeats", study)
    assert found.state is GateState.HOLDS
    assert found.says == "“Quote”: 20.0% of askers had asked before in week 3, 40.0% in week 1."


@pytest.mark.parametrize(
    ("newest", "says"), [(0.35, "that may be chance."), (0.7, "more, not fewer.")], ids=["chance", "more"]
)
def test_a_fall_within_chance_or_a_rise_proves_nothing(newest: float, says: str) -> None:
    study = made.study(22, rows=[*made.enough(), *made.repeats(0.4, newest)], points=[made.point()])
    found = gate("fewer_repeats", study)
    assert found.state is GateState.OVERDUE
    assert found.says.endswith(says)


def test_without_tickets_in_week_1_nothing_is_said_of_repeats() -> None:
    rows = [one for one in made.repeats(0.4, 0.2) if one.period != "week_1"]
    study = made.study(22, rows=[*made.enough(), *rows], points=[made.point()])
    assert gate("fewer_repeats", study).state is GateState.NOT_ENOUGH_DATA


def test_every_fix_has_an_owner_where_each_point_has_one() -> None:
    both = made.study(21, points=[made.point(), made.point("check", EVERYONE)])
    assert gate("fixes_owned", both, register=OWNED).says == "Without an owner: 1 of 2; first: “The check”."
    assert gate("fixes_owned", made.study(21, points=[made.point()]), register=OWNED).state is GateState.HOLDS


def test_a_fix_for_one_cohort_is_none_for_another() -> None:
    of_clerks = Register(fixes=(OwnedFix(workflow=made.FLOW, step="quote", owner="x", cohort=made.CLERKS),))
    assert gate("fixes_owned", made.study(22, points=[made.point()]), register=of_clerks).state is GateState.OVERDUE


def test_cohorts_are_in_view_where_all_four_figures_have_two_of_them() -> None:
    assert gate("cohorts_in_view", made.study()).state is GateState.HOLDS
    rows = [one for one in made.enough() if (one.metric, one.cohort) != ("abandonment_rate", made.CLERKS)]
    found = gate("cohorts_in_view", made.study(rows=rows))
    assert found.state is GateState.NOT_ENOUGH_DATA
    assert found.says == "Not measured by cohort yet: Abandonment."


def _workaround(retired: int | None = None) -> Register:
    one = Workaround(
        id="paper",
        what="On paper",
        workflow=made.FLOW,
        owner="process owner",
        retire_by=made.on_day(30),
        retired_on=None if retired is None else made.on_day(retired),
    )
    return Register(workarounds=(one,))


@pytest.mark.parametrize(
    ("day", "retired", "state"),
    [
        (29, None, GateState.HOLDS),
        (30, None, GateState.AHEAD),
        (46, None, GateState.OVERDUE),
        (46, 40, GateState.HOLDS),
        (39, 40, GateState.AHEAD),
    ],
    ids=["its day is ahead", "its day has come", "past the plan", "retired", "not retired yet on that day"],
)
def test_a_workaround_has_to_be_gone_on_its_day(day: int, retired: int | None, state: GateState) -> None:
    assert gate("workarounds_retired", made.study(day), register=_workaround(retired)).state is state


def test_work_over_other_channels_stands_against_a_workaround_that_is_called_retired() -> None:
    seen = made.study(46, signals=[made.bypass()], outside=40)
    assert gate("workarounds_retired", seen, register=_workaround(40)).state is GateState.OVERDUE
    skipped = made.study(46, signals=[made.bypass()], outside=0)
    assert gate("workarounds_retired", skipped, register=_workaround(40)).state is GateState.HOLDS


def test_without_workarounds_and_other_channels_nothing_has_to_be_retired() -> None:
    assert gate("workarounds_retired", made.study()).state is GateState.NOT_NEEDED
    assert gate("workarounds_retired", made.study(rows=[])).state is GateState.NOT_ENOUGH_DATA


@pytest.mark.parametrize(("on", "state"), [(21, GateState.OVERDUE), (22, GateState.HOLDS), (50, GateState.OVERDUE)])
def test_a_decision_counts_from_day_22_on_and_not_before_it_was_taken(on: int, state: GateState) -> None:
    taken = Stabilised(
        workflow=made.FLOW,
        decided=Stabilisation.KEEP_MONITORING,
        role="process owner",
        because="It is quiet.",
        on=made.on_day(on),
    )
    assert gate("stabilisation_decided", made.study(46), register=Register(stabilised=(taken,))).state is state


def _waived(role: str = "process owner", because: str = "Tickets move later.", on: int = 20) -> Register:
    return Register(waivers=(Waiver(gate="fewer_repeats", role=role, because=because, on=made.on_day(on)),))


def test_a_waiver_passes_a_gate_and_stands_on_it_with_role_and_reason() -> None:
    found = gate("fewer_repeats", made.study(30, points=[made.point()]), register=_waived())
    assert found.state is GateState.WAIVED
    assert found.waiver is not None
    assert (found.waiver.role, found.waiver.because) == ("process owner", "Tickets move later.")


@pytest.mark.parametrize("register", [_waived(role=" "), _waived(because=""), _waived(on=31)])
def test_a_waiver_without_a_role_or_a_reason_or_of_a_later_day_passes_nothing(register: Register) -> None:
    assert (
        gate("fewer_repeats", made.study(30, points=[made.point()]), register=register).state
        is GateState.NOT_ENOUGH_DATA
    )


def test_a_gate_that_holds_by_figures_holds_though_it_was_waived_and_still_shows_the_waiver() -> None:
    study = made.study(30, rows=[*made.enough(), *made.repeats(0.4, 0.2)], points=[made.point()])
    found = gate("fewer_repeats", study, register=_waived())
    assert (found.state, found.waiver is not None) == (GateState.HOLDS, True)
