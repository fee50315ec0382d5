"""What is drafted from a log: steps, likely path, failures, cuts, go-live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desirepath.connectors.rollout_file import rollout_from_text
from desirepath.observe.draft_rollout import ObservedLog, draft_rollout, guessed_go_live
from desirepath.observe.likely_path import slug
from desirepath.observe.path_notation import written
from desirepath.vocabulary.case import Outcome
from desirepath.vocabulary.rollout import Failure, Rollout, Workflow

BEGAN = datetime(2025, 1, 1, tzinfo=UTC)


def log(
    variants: Mapping[tuple[str, ...], int],
    *,
    first_day: Mapping[str, int] | None = None,
    cuts: Mapping[str, int] | None = None,
    persons: int | None = None,
) -> ObservedLog:
    """A log of 100 days whose activities appear in the order of the variants; `first_day` says which came later."""
    names = list(dict.fromkeys(name for variant in variants for name in variant))
    return ObservedLog(
        file="logs/claims.csv",
        variants=variants,
        activities={name: sum(v.count(name) * cases for v, cases in variants.items()) for name in names},
        first_seen={name: BEGAN + timedelta(days=(first_day or {}).get(name, 0)) for name in names},
        first_at=BEGAN,
        last_at=BEGAN + timedelta(days=100),
        cuts=cuts or {},
        columns={"at": "Done at"},
        persons=persons,
    )


def drafted(observed: ObservedLog) -> Rollout:
    return rollout_from_text(draft_rollout(observed), "rollout.yaml")


def workflow(variants: Mapping[tuple[str, ...], int]) -> Workflow:
    return drafted(log(variants)).workflows[0]


def test_the_commonest_variants_give_the_path_and_a_step_missing_in_more_than_a_tenth_is_optional() -> None:
    work = workflow({("Send", "Check", "Pay"): 60, ("Send", "Pay"): 30, ("Send", "Oddity", "Pay"): 10})
    assert written(work.path) == "send check? pay"


def test_a_step_missing_in_a_tenth_is_not_optional() -> None:
    work = workflow(
        {("Send", "Check", "Pay"): 45, ("Send", "Check", "Check", "Pay"): 34, ("Send", "Pay"): 8, ("Oddity",): 7}
    )
    assert written(work.path) == "send check pay"


def test_cases_that_stop_on_the_way_do_not_make_the_rest_of_the_path_optional() -> None:
    work = workflow({("a", "b", "c"): 60, ("a", "b"): 25, ("a",): 15})
    assert written(work.path) == "a b c"


def test_an_end_that_most_cases_do_without_is_optional() -> None:
    work = workflow({("a", "b"): 60, ("a", "b", "c"): 40})
    assert written(work.path) == "a b c?"


def test_where_an_activity_came_with_go_live_the_path_is_that_since_and_the_old_path_that_before() -> None:
    observed = log({("a", "b"): 50, ("a", "new", "b"): 50}, first_day={"new": 60})
    work = drafted(replace(observed, since={("a", "new", "b"): 50})).workflows[0]
    assert work.old_path is not None
    assert (written(work.path), written(work.old_path)) == ("a new b", "a b")


def test_steps_stand_at_the_place_that_they_mostly_have() -> None:
    work = workflow({("a", "b", "c"): 60, ("b", "a", "c"): 40})
    assert written(work.path) == "a b c"
    assert [step.activities for step in work.steps] == [("a",), ("b",), ("c",)]


def test_activities_that_sound_like_failures_and_withdrawals_are_no_steps() -> None:
    work = workflow(
        {
            ("Claim sent", "Approved by manager", "Paid"): 50,
            ("Claim sent", "Rejected by manager", "Claim sent", "Approved by manager", "Paid"): 40,
            ("Claim sent", "Upload failed", "Cancelled"): 10,
        }
    )
    assert work.failures == {
        "Rejected by manager": Failure(step="approved_by_manager", outcome=Outcome.RETURNED),
        "Upload failed": Failure(step="claim_sent", outcome=Outcome.FAILED),
    }
    assert work.withdrawn == ("Cancelled",)
    assert written(work.path) == "claim_sent approved_by_manager paid"


def test_activities_that_are_not_placed_are_listed_with_their_events() -> None:
    text = draft_rollout(log({("a", "b"): 90, ("a", "Letter sent"): 10}))
    assert "    #   `Letter sent` (10 events)\n" in text


def test_columns_with_two_to_fifty_values_are_possible_cuts() -> None:
    rollout = drafted(log({("a", "b"): 20}, cuts={"constant": 1, "region": 3, "amount": 51, "unit": 50}))
    assert rollout.cuts == ("region", "unit")


def test_too_few_users_to_be_persons_are_not_used() -> None:
    assert drafted(log({("a", "b"): 20}, persons=2)).sources[0].columns == {"at": "Done at", "user_id": None}
    assert drafted(log({("a", "b"): 20}, persons=40)).sources[0].columns == {"at": "Done at"}


def test_go_live_is_the_day_on_which_a_frequent_activity_appears_first() -> None:
    observed = log({("a", "b"): 50, ("a", "new", "b"): 50}, first_day={"new": 60})
    assert guessed_go_live(observed) == (date(2025, 3, 2), "a guess: `new` appears in the log first on this day")


def test_without_one_go_live_is_the_middle_of_the_log_and_the_file_says_that_it_is_a_guess() -> None:
    observed = log({("a", "b"): 50, ("a", "rare"): 1}, first_day={"rare": 60})
    assert guessed_go_live(observed)[0] == date(2025, 2, 20)
    assert "go_live: 2025-02-20   # a guess: the middle of the log" in draft_rollout(observed)


@pytest.mark.parametrize(
    ("name", "taken", "id_"),
    [
        ("Approved by Manager", (), "approved_by_manager"),
        ("T02 Check – über", (), "t02_check_uber"),
        ("2nd look", (), "step_2nd_look"),
        ("支付", (), "step"),
        ("Pay!", ("pay",), "pay_2"),
        ("Pay!", ("pay", "pay_2"), "pay_3"),
    ],
)
def test_an_id_is_made_of_the_letters_and_digits_of_a_name(name: str, taken: tuple[str, ...], id_: str) -> None:
    assert slug(name, taken) == id_


LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp", "Zs")) | st.sampled_from(" \n\t")
NAMES = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)  # connectors trim what they read


@given(
    st.dictionaries(st.lists(NAMES, min_size=1, max_size=5).map(tuple), st.integers(1, 50), min_size=1, max_size=6),
    st.dictionaries(NAMES, st.integers(1, 60), max_size=3),
)
def test_whatever_a_log_calls_its_activities_and_columns_the_draft_can_be_read(
    variants: dict[tuple[str, ...], int], cuts: dict[str, int]
) -> None:
    rollout = drafted(log(variants, cuts=cuts))
    placed = {activity for step in rollout.workflows[0].steps for activity in step.activities}
    assert placed <= {name for variant in variants for name in variant}
