"""The five checks that come before anything is put on users: each where it holds and where it does not."""

from __future__ import annotations

import numpy as np
import pytest

from desirepath.diagnose.not_a_user_problem import FEWEST_TIMED, Looked, checked
from desirepath.diagnose.piece import Piece
from desirepath.observe.durations import Durations
from desirepath.observe.trouble import Trouble
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.friction import Check, CheckFinding, EvidenceSource
from desirepath.vocabulary.signal import Symptom

BUYERS = Cohort((("role", "buyer"),))
ABANDONED, BYPASSED = Symptom.ABANDONMENT_AT_STEP, Symptom.APPROVAL_PATH_BYPASSED


def looked(
    *pieces: Piece,
    cohort: Cohort = BUYERS,
    symptom: Symptom = ABANDONED,
    durations: Durations | None = None,
    share: float = 0.2,
) -> Looked:
    trouble = Trouble(step=1, symptom=symptom, cohort=cohort, members=np.ones(1, bool))
    return Looked(trouble=trouble, pieces=pieces, durations=durations, share_of_people=share)


def found(check: Check, one: Looked) -> CheckFinding:
    [finding] = [each for each in checked(one) if each.check is check]
    return finding


def took(
    *, path: float, before: float | None = None, around: float | None = None, cases: int = FEWEST_TIMED
) -> Durations:
    """The hours that half of the cases take at most."""
    ways = [None if hours is None else (hours, cases) for hours in (before, path, around)]
    return Durations(before=ways[0], on_path=ways[1], round_it=ways[2])


def says(source: str, mark: str, part: float, *, differs: bool = True) -> Piece:
    return Piece(source=EvidenceSource(source), says="", differs=differs, marks={mark: part})


HOLDS = {
    "everyone has it": (Check.MANY_USERS_SAME_STEP, looked(cohort=EVERYONE)),
    "half of the people have it": (Check.MANY_USERS_SAME_STEP, looked(share=0.5)),
    "one cohort has it": (Check.ONE_COHORT_STRUGGLES, looked()),
    "the old way took 8 hours of 10": (Check.OLD_WAY_IS_FASTER, looked(durations=took(path=10, before=8))),
    "going round takes 2 hours of 10": (
        Check.OLD_WAY_IS_FASTER,
        looked(symptom=BYPASSED, durations=took(path=10, before=11, around=2)),
    ),
    "40 of 100 more tickets ask for the rule": (
        Check.TICKETS_AROUND_ONE_RULE,
        looked(says("tickets", "tickets: policy_ambiguity", 0.4)),
    ),
    "answers ask for the rule": (
        Check.TICKETS_AROUND_ONE_RULE,
        looked(says("answers", "answers: policy_ambiguity", 0.6)),
    ),
    "a quarter asks again": (Check.REPEATED_HELP_SAME_TASK, looked(says("tickets", "tickets: asked again", 0.25))),
}
DOES_NOT = {
    "49 of 100 have it": (Check.MANY_USERS_SAME_STEP, looked(share=0.49)),
    "no cohort has more of it": (Check.ONE_COHORT_STRUGGLES, looked(cohort=EVERYONE)),
    "the old way was slower": (Check.OLD_WAY_IS_FASTER, looked(durations=took(path=10, before=8.1, around=9))),
    "too few cases to time": (
        Check.OLD_WAY_IS_FASTER,
        looked(durations=took(path=10, before=1, cases=FEWEST_TIMED - 1)),
    ),
    "nothing was timed": (Check.OLD_WAY_IS_FASTER, looked()),
    "39 of 100 ask for the rule": (
        Check.TICKETS_AROUND_ONE_RULE,
        looked(says("tickets", "tickets: policy_ambiguity", 0.39)),
    ),
    "no more tickets than usual ask for the rule": (
        Check.TICKETS_AROUND_ONE_RULE,
        looked(says("tickets", "tickets: policy_ambiguity", 0.9, differs=False)),
    ),
    "24 of 100 ask again": (Check.REPEATED_HELP_SAME_TASK, looked(says("tickets", "tickets: asked again", 0.24))),
    "no more tickets than usual": (
        Check.REPEATED_HELP_SAME_TASK,
        looked(says("tickets", "tickets: asked again", 0.9, differs=False)),
    ),
}


@pytest.mark.parametrize(("check", "one"), HOLDS.values(), ids=HOLDS)
def test_a_check_holds_where_its_pattern_is_there(check: Check, one: Looked) -> None:
    assert found(check, one).holds


@pytest.mark.parametrize(("check", "one"), DOES_NOT.values(), ids=DOES_NOT)
def test_a_check_does_not_hold_where_its_pattern_is_not_there(check: Check, one: Looked) -> None:
    assert not found(check, one).holds


def test_every_check_is_seen_to_hold_and_not_to_hold() -> None:
    for cases in (HOLDS, DOES_NOT):
        assert {check for check, _ in cases.values()} == set(Check)


@pytest.mark.parametrize("one", [one for _, one in (*HOLDS.values(), *DOES_NOT.values())])
def test_all_five_checks_are_told_in_sentences_whether_they_hold_or_not(one: Looked) -> None:
    told = checked(one)
    assert [each.check for each in told] == list(Check)
    assert all(each.says.endswith(".") and (each.says[:1].isupper() or each.says[:1].isdigit()) for each in told)


def test_the_times_are_told_beside_each_other() -> None:
    finding = found(Check.OLD_WAY_IS_FASTER, looked(durations=took(path=10, before=8, around=2.25)))
    assert finding.says == (
        "Half of the cases take at most: on the path 10.0 h; the old way 8.0 h; the way round the step 2.2 h."
    )


def test_a_cohort_that_struggles_is_named() -> None:
    assert "(role buyer)" in found(Check.ONE_COHORT_STRUGGLES, looked()).says
    assert found(Check.MANY_USERS_SAME_STEP, looked(share=0.62)).says == (
        "It is the trouble of 62% of all who come to the step: the step may be badly designed."
    )
