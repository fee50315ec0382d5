"""Figures of cohorts stand beside everyone's and beside each other's, and say only what their intervals bear."""

from __future__ import annotations

import pytest

from desirepath.console.cohorts.choices import CohortGroup, cohort_groups, cohort_of_key, key_of
from desirepath.console.cohorts.compared import compared, may_share_people
from desirepath.console.cohorts.figures import catalogue, figure_of, shade_of
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from tests.console.cohorts.hand_made import BUYERS, CLERKS, kept, measured, share

ADHERENCE, ABANDONMENT = "process_adherence_rate", "abandonment_rate"


@pytest.mark.parametrize(
    ("value", "metric", "shade"),
    [
        (0.40, ADHERENCE, "worse-2"),  # a third below 60 %
        (0.51, ADHERENCE, "worse-1"),  # 15 % below
        (0.63, ADHERENCE, "alike"),  # 5 % above
        (0.69, ADHERENCE, "better-1"),  # 15 % above
        (0.80, ADHERENCE, "better-2"),  # a third above
        (0.80, ABANDONMENT, "worse-2"),  # more of what should be less
    ],
)
def test_a_cell_is_shaded_by_how_far_it_lies_from_everyone_good_side_up(value: float, metric: str, shade: str) -> None:
    assert shade_of(share(value, 0.01), share(0.60, 0.01), catalogue()[metric]) == shade


def test_a_cell_whose_interval_holds_everyone_is_not_coloured() -> None:
    assert shade_of(share(0.40, 0.25), share(0.60, 0.01), catalogue()[ADHERENCE]) == "alike"


def test_what_is_not_there_has_no_colour() -> None:
    assert shade_of(None, share(0.60, 0.01), catalogue()[ADHERENCE]) == ""
    assert shade_of(share(0.40, 0.01), None, catalogue()[ADHERENCE]) == "alike"


def test_a_missing_figure_says_why_unless_that_may_not_be_told() -> None:
    told = figure_of(NotEnoughData(observed=12, needed=20, because="closed cases"))
    assert (told.estimate, told.text, told.why) == (None, "–", "Not enough data: closed cases (12 seen, 20 needed).")
    assert figure_of(None).why == ""


def test_two_cohorts_are_higher_or_lower_only_where_the_interval_leaves_out_zero() -> None:
    rows = [
        measured(ADHERENCE, BUYERS, share(0.50, 0.03)),
        measured(ADHERENCE, CLERKS, share(0.60, 0.04)),
        measured(ABANDONMENT, BUYERS, share(0.10, 0.03)),
        measured(ABANDONMENT, CLERKS, share(0.14, 0.04)),
    ]
    adherence, abandonment = compared(kept(rows), "buying", BUYERS, CLERKS)
    assert adherence.apart is not None
    # 0.5 - 0.6 with half-widths of 0.03 and 0.04: the root of the sum of their squares is 0.05
    assert (adherence.apart.text, adherence.apart.low, adherence.apart.high) == ("−10.0 points", "−15.0", "−5.0 points")
    assert (adherence.apart.word, adherence.apart.tone) == ("lower", "bad")
    assert abandonment.apart is not None
    assert (abandonment.apart.low, abandonment.apart.high) == ("−9.0", "+1.0 points")
    assert (abandonment.apart.word, abandonment.apart.tone) == ("alike", "flat")


def test_swapped_cohorts_say_the_opposite() -> None:
    rows = [measured(ADHERENCE, BUYERS, share(0.50, 0.03)), measured(ADHERENCE, CLERKS, share(0.60, 0.04))]
    (line,) = compared(kept(rows), "buying", CLERKS, BUYERS)
    assert line.apart is not None
    assert (line.apart.text, line.apart.word, line.apart.tone) == ("+10.0 points", "higher", "good")


def test_one_without_a_figure_cannot_be_compared() -> None:
    missing = NotEnoughData(observed=None, needed=20, because="closed cases")
    rows = [measured(ADHERENCE, BUYERS, share(0.50, 0.03)), measured(ADHERENCE, CLERKS, missing)]
    (line,) = compared(kept(rows), "buying", BUYERS, CLERKS)
    assert line.apart is None
    assert line.one.figure.text == "50.0%"
    assert line.other.figure.why.startswith("Not enough data")


def test_figures_that_are_no_shares_differ_in_their_own_unit() -> None:
    days = [Estimate(value=v, low=v - 3, high=v + 3, n=30, unit="days", method="hand") for v in (20.0, 10.0)]
    rows = [measured("time_to_proficiency", cohort, one) for cohort, one in zip((BUYERS, CLERKS), days, strict=True)]
    (line,) = compared(kept(rows), "buying", BUYERS, CLERKS)
    assert line.apart is not None
    assert (line.apart.text, line.apart.low, line.apart.high) == ("+10.0 days", "+5.8", "+14.2 days")
    assert line.apart.tone == "bad"


def test_only_two_values_of_one_cut_are_sure_to_share_nobody() -> None:
    assert not may_share_people(BUYERS, CLERKS)
    assert may_share_people(BUYERS, EVERYONE)
    assert may_share_people(BUYERS, Cohort((("region", "north"),)))


def test_cohorts_to_choose_stand_by_cut_with_tenure_from_new_to_old() -> None:
    old, new = (Cohort((("tenure", value),)) for value in ("over 5 years", "under 6 months"))
    groups = cohort_groups([old, BUYERS, new, EVERYONE], ("role", "tenure"))
    assert _named(groups) == {"Role": ["buyer"], "Tenure": ["under 6 months", "over 5 years"]}


@pytest.mark.parametrize("value", ["a=b", "x;y", "<script>", "ü & co"])
def test_a_cohort_is_found_again_whatever_its_value_is_made_of(value: str) -> None:
    odd = Cohort((("role", value),))
    assert cohort_of_key(key_of(odd), [BUYERS, odd]) == odd
    assert cohort_of_key(key_of(odd), [BUYERS]) is None


def test_everyone_has_the_empty_key() -> None:
    assert cohort_of_key("", [EVERYONE, BUYERS]) == EVERYONE


def _named(groups: tuple[CohortGroup, ...]) -> dict[str, list[str]]:
    return {group.title: [option.title for option in group.options] for group in groups}


def test_what_was_kept_is_a_value_that_pages_can_be_cached_by() -> None:
    one = kept([])
    assert one == KeptDiagnosis(one.folder)
