"""The benchmark of the diagnosis in small: a few rollouts, with seeds that are never published, in which all holds.

It guards against what breaks; it measures nothing, since the seeds were taken because all holds with them. (Of the
seeds 41 to 60 of `new_step_works` the first has a point that is suspected, the others none.) How often it holds is for
`make bench-truth` to say.
"""

import pytest

from bench.truth.outcomes import Outcome, outcome_of
from bench.truth.reading import by_friction
from bench.truth.rounds import PUBLISHED, Kind, Round
from bench.truth.score import all_right_at_rank_one, has_confirmed, stands_on_two_sources

PLANTED = (
    ("abandonment_at_step-workflow_friction-two", 41),
    ("approval_path_bypassed-policy_ambiguity-one", 41),
    ("exceptions_rising-capability_gap-one", 41),
)
SILENT = (("others_join", 41), ("new_step_works", 42))


def read(kind: Kind, family: str, seed: int) -> Outcome:
    found = outcome_of(Round(kind=kind, family=family, strength="clear", seed=seed), by_friction)
    assert found.failed == ""
    return found


@pytest.mark.parametrize(("family", "seed"), PLANTED)
def test_a_clear_friction_is_first_with_its_step_symptom_cohort_and_blocker(family: str, seed: int) -> None:
    found = read("strength", family, seed)
    assert all_right_at_rank_one(found), (found.truths, found.points)
    assert all(stands_on_two_sources(point) for point in found.points)


@pytest.mark.parametrize(("family", "seed"), SILENT)
def test_where_nothing_was_planted_nothing_is_found(family: str, seed: int) -> None:
    found = read("distractor", family, seed)
    assert not has_confirmed(found)
    assert found.points == ()


def test_no_seed_used_here_is_a_published_one() -> None:
    assert all(seed < PUBLISHED for _, seed in (*PLANTED, *SILENT))
