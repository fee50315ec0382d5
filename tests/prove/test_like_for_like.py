"""Groups that joined since go-live: what the others did is told of them alone, weighed as they were before."""

import pytest

from desirepath.observe.counted import Counted, Place, RatioSums
from desirepath.prove.like_for_like import like_for_like, standardised
from desirepath.prove.metrics.workflow_completion_rate import METRIC, measure
from desirepath.statistics.moments import Moments
from desirepath.vocabulary.metric import Measurement
from desirepath.vocabulary.study import LikeForLike

UNITS = {"old": ((100, 90), (100, 80)), "small": ((300, 150), (100, 60)), "new": ((0, 0), (400, 80))}
"""Of each unit, before and since: people with one case each, and how many of them completed it."""


def sums_of(people: int, completed: int) -> RatioSums:
    return RatioSums(Moments(people, completed, completed), people)


def counted(units: dict[str, tuple[tuple[int, int], tuple[int, int]]]) -> Counted:
    places = {}
    for side, period in enumerate(("baseline", "since_go_live")):
        for unit, both in units.items():
            if both[side][0]:
                places[Place(workflow="claim", period=period, cut="unit", value=unit)] = sums_of(*both[side])
        whole = [both[side] for both in units.values()]
        places[Place(workflow="claim", period=period)] = sums_of(
            sum(n for n, _ in whole), sum(done for _, done in whole)
        )
    return Counted(
        has_people=True,
        floor=10,
        steps={"claim": ()},
        path_steps={},
        judged_before=frozenset(),
        partial=frozenset(),
        ratios={METRIC.ratios[0]: places},
    )


def told(
    units: dict[str, tuple[tuple[int, int], tuple[int, int]]], hidden: tuple[str, str] | None = None
) -> list[LikeForLike]:
    found = counted(units)
    rows: list[Measurement] = [
        row for row in measure(found) if not row.cohort.pairs or (row.cohort.pairs[0][1], row.period) != hidden
    ]
    return list(like_for_like(found, [METRIC], rows))


def test_groups_that_stayed_are_compared_with_themselves_weighed_as_they_were() -> None:
    [one] = told(UNITS)
    assert (one.cut, one.stayed, one.joined, one.cases_joined, one.cases) == ("unit", 2, 1, 400, 600)
    assert one.before.value == pytest.approx(240 / 400)
    # A quarter of them were of the one group, three quarters of the other: 0.25 of 80 % and 0.75 of 60 %.
    assert one.since.value == pytest.approx(0.65)
    assert one.since.n == 200
    assert one.of_joined.value == pytest.approx(0.2)


def test_nothing_is_told_where_nobody_joined() -> None:
    assert told({"old": UNITS["old"], "small": UNITS["small"]}) == []


def test_nothing_is_told_where_few_cases_are_of_those_that_joined() -> None:
    assert told({**UNITS, "new": ((0, 0), (10, 2))}) == []


def test_nothing_is_told_where_nobody_was_there_before() -> None:
    assert told({unit: ((0, 0), since) for unit, (_, since) in UNITS.items()}) == []


@pytest.mark.parametrize("period", ["baseline", "since_go_live"])
def test_a_group_with_a_hidden_row_is_in_no_sum(period: str) -> None:
    [one] = told(UNITS, hidden=("small", period))
    assert one.stayed == 1
    assert one.before.value == pytest.approx(0.9)
    assert one.since.value == pytest.approx(0.8)


def test_a_mean_of_strata_is_worth_as_many_as_their_weights_leave() -> None:
    moments = standardised([Moments(100, 80, 80), Moments(100, 60, 60)], [1, 3])
    # One over a sixteenth of a hundredth and nine sixteenths of a hundredth.
    assert moments.n == pytest.approx(160)
    assert moments.mean == pytest.approx(0.65)


def test_strata_weighed_by_their_size_are_plainly_added() -> None:
    one, other = Moments(30, 12, 9), Moments(90, 18, 12)
    both = standardised([one, other], [30, 90])
    assert (both.n, both.total, both.total_of_squares) == pytest.approx((120, 30, 21))
