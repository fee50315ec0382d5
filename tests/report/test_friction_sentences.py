"""A friction point in sentences: plain words, no more sure than it is, nothing below the floor."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desirepath.report.friction_floor import shown_rates
from desirepath.report.friction_sentences import (
    collect_next,
    costs,
    first_step,
    headline,
    how_much,
    how_sure,
    quiet,
    runner_up,
    who,
    who_and_when,
    why,
)
from desirepath.report.friction_words import BLOCKERS, CHECKS, SOURCES, SYMPTOMS, WATCH, likely, per_cent, strength
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.friction import BlockerKind, Check, EvidenceSource
from desirepath.vocabulary.signal import Symptom
from tests.report.a_friction_point import CONFIRMED, EVIDENCE, FINDING, INTERVENTIONS, SUSPECTED
from tests.report.friction_studies import nothing_stands_out, with_friction
from tests.report.studies import nothing_measured, purchase_requests, without_people

STUDY = with_friction(2)


def test_the_headline_says_who_does_what_where_and_how_much() -> None:
    assert str(headline(CONFIRMED, STUDY)) == (
        "Buyers in EMEA give up at “Attach the quote”: 31 of 100 cases, 8 were to be expected"
    )


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ((), "People in all groups"),
        ((("role", "Cost centre owner"),), "Cost centre owners"),
        ((("role", "Einkauf"),), "People with role Einkauf"),
        ((("region", "EMEA"), ("tenure", "under 6 months")), "People in EMEA and here for under 6 months"),
        ((("business_unit", "Trading"), ("manager", "individual contributor")), None),
    ],
)
def test_a_cohort_begins_a_sentence_in_plain_words(pairs: tuple[tuple[str, str], ...], said: str | None) -> None:
    expected = said or "Individual contributors with business unit Trading"
    assert who(Cohort(pairs), "users") == expected


def test_without_people_it_is_cases_that_a_cohort_is_made_of() -> None:
    assert who(EVERYONE, "cases") == "Cases in all groups"
    assert who(Cohort((("case:country", "NL"),)), "cases") == "Cases with country NL"


@pytest.mark.parametrize(
    ("value", "expected", "unit", "said"),
    [
        (0.31, 0.08, "share of cases", "31 of 100 cases, 8 were to be expected"),
        (0.312, 0.308, "share of users", "31.2 of 100 people, 30.8 were to be expected"),
        (0.44, 0.12, "tickets per case", "0.44 tickets per case, 0.12 were to be expected"),
        (9.5, 2.0, "days", "9.5 days, 2.0 days were to be expected"),
    ],
)
def test_what_was_seen_stands_beside_what_was_to_be_expected(
    value: float, expected: float, unit: str, said: str
) -> None:
    finding = replace(FINDING, value=value, low=value, high=value, expected=expected, unit=unit)
    assert how_much(finding) == said


def test_confirmed_names_its_sources_and_a_suspicion_what_to_collect() -> None:
    assert how_sure(CONFIRMED) == "Confirmed by 3 sources: behaviour, tickets, exceptions"
    assert how_sure(SUSPECTED) == "Suspected: so far only one source speaks of it: behaviour"
    assert how_sure(replace(SUSPECTED, evidence=())) == "Suspected: no source confirms it yet"
    assert collect_next(replace(SUSPECTED, missing_evidence=("answers",))) == ("Answers at the step.",)


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.999, "almost certain, over 99%"),
        (0.86, "very likely, 86%"),
        (0.52, "perhaps, 52%"),
        (0.3, "only a guess, 30%"),
    ],
)
def test_a_probability_is_said_in_words_and_number(probability: float, said: str) -> None:
    assert likely(probability) == said


def test_no_reason_is_ever_told_to_be_certain_or_ruled_out() -> None:
    assert (per_cent(1.0), per_cent(0.0)) == ("over 99%", "under 1%")


def test_the_runner_up_is_the_likeliest_of_the_others() -> None:
    assert runner_up(CONFIRMED) == (BlockerKind.POLICY_AMBIGUITY, 0.08)
    assert runner_up(replace(CONFIRMED, probabilities={})) is None
    assert why(CONFIRMED) == "Workflow friction (very likely, 86%)"


def test_evidence_says_which_way_it_points_and_how_strongly() -> None:
    assert [strength(piece) for piece in EVIDENCE] == [
        "strongly for workflow friction",
        "clearly for workflow friction",
        "clearly for policy ambiguity",
        "clearly against access gap",
        "shows no trouble",
    ]


def test_costs_have_money_only_with_a_rate() -> None:
    assert costs(CONFIRMED, STUDY) == ("131 people", "147 cases", "39.6 hours", "EUR 1,901")
    assert costs(SUSPECTED, STUDY) == ("84 people", "97 cases", "19.4 hours")


def test_where_fewer_than_the_floor_are_touched_neither_count_nor_hours_nor_money_is_told() -> None:
    few = replace(CONFIRMED, impact=replace(CONFIRMED.impact, people=7))
    assert costs(few, STUDY) == ("fewer than 10 touched",)


def test_a_period_in_which_one_side_is_too_small_shows_neither_side() -> None:
    assert "week_7" in {rate.period for rate in CONFIRMED.rates}
    assert "week_7" not in {rate.period for rate in shown_rates(CONFIRMED, STUDY)}
    small = tuple(
        replace(rate, people=9) if (rate.side, rate.period) == ("cohort", "week_2") else rate
        for rate in CONFIRMED.rates
    )
    shown = shown_rates(replace(CONFIRMED, rates=small), STUDY)
    assert [rate.period for rate in shown if rate.side == "others"] == [
        "baseline",
        "since_go_live",
        "week_1",
        "week_3",
        "week_4",
        "week_5",
        "week_6",
    ]


def test_an_intervention_that_is_not_at_hand_is_named_in_words() -> None:
    assert first_step(CONFIRMED, INTERVENTIONS) == "Field-level help"
    assert first_step(CONFIRMED, {}) == "Field level help"
    assert who_and_when(INTERVENTIONS["field_level_help"]) == "application owner, within days"
    assert who_and_when(None) == ""


def test_silence_says_what_was_looked_at_and_over_how_many() -> None:
    silence = quiet(nothing_stands_out())
    assert silence.title == "Nothing stands out"
    assert silence.because.startswith(
        "The 1,194 cases since go-live of 712 people were looked at in 1,240 comparisons of steps and groups: none"
    )
    assert "people" not in quiet(replace(without_people(), tested=12)).because


def test_nothing_tested_is_no_all_clear() -> None:
    assert quiet(purchase_requests()).title == "Nothing can be told yet"
    assert quiet(nothing_measured()).because.startswith("Of the 0 cases since go-live, no step")


def test_signals_without_a_friction_point_are_not_kept_silent() -> None:
    silence = quiet(replace(nothing_stands_out(), signals=(FINDING,)))
    assert silence.title == "No friction point stands"
    assert "1 difference is clear" in silence.because


def test_every_value_of_the_vocabulary_has_its_words() -> None:
    assert set(SYMPTOMS) == set(Symptom)
    assert set(BLOCKERS) == set(BlockerKind)
    assert set(SOURCES) == set(EvidenceSource)
    assert set(CHECKS) == set(Check)
    assert len(WATCH) == 12
