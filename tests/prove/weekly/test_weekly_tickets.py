"""Weekly review: which ticket category grew. By hand."""

import pytest

from desirepath.prove.weekly.tickets import repeat_tickets
from desirepath.vocabulary.review import Ground, Sight
from desirepath.vocabulary.signal import Symptom
from tests.prove.weekly.made_weeks import (
    EMEA,
    LAST_WEEK,
    point,
    row,
    seen,
    shipped,
    study,
    tickets,
    too_few_tickets,
    week,
)

BEFORE = [tickets("Quote", 0.10, 0.03, period="baseline"), tickets("Network", 0.30, 0.05, period="baseline")]
GREW = [tickets("Quote", 0.20, 0.05, more={"asked_before": 0.4}), tickets("Network", 0.30, 0.05)]


def test_the_category_that_grew_stands_out_though_another_is_larger() -> None:
    found = repeat_tickets(week(study(rows=[*GREW, *BEFORE])))  # 0.15 and more against 0.13 and less
    assert (found.sight, found.category) == (Sight.STANDS_OUT, "Quote")
    assert found.figure is not None
    assert found.beside is not None
    assert (found.figure.value, found.beside.value, found.beside.origin.period) == (0.20, 0.10, "baseline")


def test_how_many_had_asked_before_is_told_beside_it_without_an_interval() -> None:
    [asked] = repeat_tickets(week(study(rows=[*GREW, *BEFORE]))).more
    assert (asked.value, asked.unit, asked.low) == (0.4, "share of askers", None)


def test_a_category_whose_interval_touches_that_of_before_does_not_stand_out() -> None:
    found = repeat_tickets(week(study(rows=[tickets("Quote", 0.20, 0.08), tickets("Network", 0.30, 0.05), *BEFORE])))
    assert (found.sight, found.category, found.proposed) == (Sight.NOTHING, "Network", None)


def test_a_category_that_fell_does_not_stand_out() -> None:
    found = repeat_tickets(week(study(rows=[tickets("Network", 0.10, 0.02), *BEFORE])))
    assert found.sight is Sight.NOTHING


def test_a_category_that_is_new_while_others_were_there_before_is_held_against_nothing() -> None:
    found = repeat_tickets(week(study(rows=[tickets("Sign-in", 0.50, 0.05), *BEFORE])))
    assert found.sight is Sight.NOTHING


@pytest.mark.parametrize(("next_one", "sight"), [(0.20, Sight.STANDS_OUT), (0.38, Sight.NOTHING)])
def test_without_anything_before_go_live_it_is_held_against_the_next_category(next_one: float, sight: Sight) -> None:
    found = repeat_tickets(week(study(rows=[tickets("Quote", 0.40, 0.05), tickets("Network", next_one, 0.05)])))
    assert (found.sight, found.category) == (sight, "Quote")


def test_tickets_without_a_category_are_none() -> None:
    found = repeat_tickets(week(study(rows=[tickets("not categorised", 0.60, 0.05), tickets("Quote", 0.20, 0.05)])))
    assert found.category == "Quote"


def test_the_change_since_the_last_review_is_told() -> None:
    then = study(rows=[tickets("Quote", 0.30, 0.05), *BEFORE], as_of=LAST_WEEK)
    found = repeat_tickets(week(study(rows=[*GREW, *BEFORE]), then))
    assert found.shift is not None
    assert found.shift.value == pytest.approx(-0.10)
    assert found.shift.is_better


@pytest.mark.parametrize("rows", [(), (too_few_tickets(),), (row("process_adherence_rate", 0.8, 0.1),)])
def test_without_enough_tickets_nothing_is_told(rows: tuple) -> None:
    found = repeat_tickets(week(study(rows=rows)))
    assert (found.sight, found.because) == (Sight.NOT_ENOUGH_DATA, "tickets")


def test_where_tickets_cluster_at_a_step_what_is_live_there_answers_them() -> None:
    cluster = seen(
        0.07, 0.01, 600, signal="ticket_cluster", symptom=Symptom.TICKET_SPIKE, low=0.05, high=0.09, unit="tickets"
    )
    help_there = shipped(3)
    found = repeat_tickets(week(study([point(cluster)], [*GREW, *BEFORE]), proofs=[help_there]))
    assert (found.step, found.proof) == ("quote", help_there)
    assert found.proposed is not None
    assert found.proposed.ground is Ground.TOO_EARLY


def test_a_category_that_still_stands_out_two_weeks_after_it_was_answered_is_escalated() -> None:
    cluster = seen(
        0.07, 0.01, 600, signal="ticket_cluster", symptom=Symptom.TICKET_SPIKE, low=0.05, high=0.09, unit="tickets"
    )
    found = repeat_tickets(week(study([point(cluster)], [*GREW, *BEFORE]), proofs=[shipped(15)]))
    assert found.proposed is not None
    assert (found.proposed.ground, found.proposed.to) == (Ground.PERSISTS, "process")


def test_a_category_that_clusters_nowhere_is_first_answered_by_self_help() -> None:
    found = repeat_tickets(week(study(rows=[*GREW, *BEFORE])))
    assert found.proposed is not None
    assert (found.proposed.ground, found.proposed.to) == (Ground.SHIP_FIRST, "self_help")


def test_self_help_that_is_live_answers_what_clusters_nowhere() -> None:
    live = shipped(3, kind="self_help", cohort=EMEA)
    found = repeat_tickets(week(study(rows=[*GREW, *BEFORE]), proofs=[live]))
    assert found.proof == live
