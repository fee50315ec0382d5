"""The floor over the rows of a study, as whoever reads them would try to get below it."""

import random

from desirepath.prove.floor import hold_the_floor
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import Measurement

FLOOR = 10


def row(size: int, period: str = "since_go_live", value: str | None = None, category: str | None = None) -> Measurement:
    return Measurement(
        metric="process_adherence_rate",
        workflow="claim",
        period=period,
        cohort=Cohort((("region", value),)) if value else Cohort(),
        category=category,
        size=size,
        result=Estimate(value=0.5, low=0.4, high=0.6, n=size, unit="share of users", method="by hand"),
    )


def shown(rows: list[Measurement]) -> set[tuple[str, str]]:
    """The (cohort, period) that are told with a value."""
    told, _ = hold_the_floor(rows, FLOOR)
    return {(str(one.cohort), one.period) for one in told if isinstance(one.result, Estimate)}


def test_a_small_cohort_goes_and_takes_the_smallest_other_with_it() -> None:
    rows = [row(60), row(7, value="EMEA"), row(20, value="APAC"), row(33, value="AMER")]
    told, left_out = hold_the_floor(rows, FLOOR)
    assert [str(one.cohort) for one in told] == ["everyone", "region AMER"]
    assert left_out == 2


def test_people_whom_the_people_file_lacks_hide_a_small_cohort_by_standing_beside_it() -> None:
    assert shown([row(65), row(7, value="EMEA"), row(20, value="APAC"), row(33, value="AMER")]) == {
        ("everyone", "since_go_live"),
        ("region APAC", "since_go_live"),
        ("region AMER", "since_go_live"),
    }


def test_a_small_week_of_everyone_stays_without_its_count_and_so_does_the_week_that_would_give_it_away() -> None:
    told, left_out = hold_the_floor([row(60), row(7, "week_1"), row(20, "week_2"), row(33, "week_3")], FLOOR)
    assert left_out == 0
    results = {one.period: one.result for one in told}
    for week in ("week_1", "week_2"):
        result = results[week]
        assert isinstance(result, NotEnoughData)
        assert result.observed is None
    assert isinstance(results["week_3"], Estimate)


def test_too_little_data_about_enough_people_is_counted_and_about_few_is_not() -> None:
    few = Measurement(
        metric="m",
        workflow="w",
        period="baseline",
        size=7,
        result=NotEnoughData(observed=18, needed=20, because="cases"),
    )
    enough = Measurement(
        metric="n",
        workflow="w",
        period="baseline",
        size=12,
        result=NotEnoughData(observed=18, needed=20, because="cases"),
    )
    told, _ = hold_the_floor([few, enough], FLOOR)
    assert [one.result.observed for one in told if isinstance(one.result, NotEnoughData)] == [None, 18]


def test_people_in_several_cohorts_of_a_cut_do_not_upset_the_rule() -> None:
    assert ("region APAC", "since_go_live") in shown([row(30), row(25, value="APAC"), row(20, value="AMER")])


def test_no_cohort_of_any_week_can_be_had_by_subtraction_within_its_week() -> None:
    dice = random.Random(5)
    for _ in range(300):
        weeks = [f"week_{number}" for number in range(1, dice.randint(2, 5))]
        sizes = {
            (f"r{r}", week): dice.choice([0, 3, 8, 12, 25, 60]) for r in range(dice.randint(2, 5)) for week in weeks
        }
        rows = [row(size, week, value) for (value, week), size in sizes.items() if size]
        rows += [row(sum(s for (_, w), s in sizes.items() if w == week), week) for week in weeks]
        told = shown(rows)
        for week in weeks:
            if ("everyone", week) not in told:
                continue
            rest = sum(
                size for (value, w), size in sizes.items() if w == week and (f"region {value}", week) not in told
            )
            assert rest == 0 or rest >= FLOOR
