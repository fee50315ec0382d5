from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from desirepath.statistics.discoveries import benjamini_hochberg, benjamini_yekutieli, level_for_found

# The fifteen p-values of the paper of 1995, section 4.2.
OF_THE_PAPER = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip
families = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def test_four_of_fifteen_are_found_as_in_the_paper() -> None:
    assert benjamini_hochberg(OF_THE_PAPER).found == (0, 1, 2, 3)


def test_their_intervals_are_given_at_the_level_that_matches() -> None:
    assert benjamini_hochberg(OF_THE_PAPER).level == pytest.approx(1 - 4 * 0.05 / 15)


@given(families)
def test_the_least_rates_agree_with_statsmodels(p_values: list[float]) -> None:
    _, referee, _, _ = multipletests(p_values, method="fdr_bh")
    assert benjamini_hochberg(p_values).q_values == pytest.approx(referee.tolist())
    _, referee, _, _ = multipletests(p_values, method="fdr_by")
    assert benjamini_yekutieli(p_values).q_values == pytest.approx(referee.tolist())


@given(families)
def test_what_is_found_has_its_p_value_below_the_doubt_of_its_interval(p_values: list[float]) -> None:
    found = benjamini_hochberg(p_values)
    assert all(p_values[place] <= 1 - found.level + 1e-12 for place in found.found)


def test_what_was_tried_and_left_away_counts() -> None:
    assert benjamini_hochberg([0.01, 0.04]).found == (0, 1)
    assert benjamini_hochberg([0.01, 0.04], tried=10).found == ()


def test_with_nothing_found_the_level_is_that_of_the_first_that_would_be() -> None:
    assert level_for_found(0, 20) == level_for_found(1, 20) == pytest.approx(1 - 0.05 / 20)


def test_no_questions_have_no_discoveries() -> None:
    assert benjamini_hochberg([]).found == ()
    assert benjamini_yekutieli([]).q_values == ()


def test_a_family_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        benjamini_hochberg([1.2])
    with pytest.raises(ValueError, match="tried"):
        benjamini_hochberg([0.1, 0.2], tried=1)
    with pytest.raises(ValueError, match="cannot be"):
        level_for_found(3, 2)
