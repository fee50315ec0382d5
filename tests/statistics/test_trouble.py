from __future__ import annotations

import pytest

from tests.statistics.trouble.figures import Figure, measure
from tests.statistics.trouble.table import all_figures

FIGURES = list(all_figures())
QUICK = [figure for figure in FIGURES if figure.quick]
SHORT_LANE_TAKES = 3
"""One in so many, as they stand in the table; the long lane measures all, at full size."""
DRAWN = QUICK[::SHORT_LANE_TAKES]


@pytest.mark.parametrize("figure", DRAWN, ids=lambda figure: f"{figure.of}: {figure.setting}, {figure.what}")
def test_what_tells_trouble_from_noise_errs_as_seldom_as_promised(figure: Figure) -> None:
    assert measure(figure, figure.quick).is_as_promised


@pytest.mark.long
@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: f"{figure.of}: {figure.setting}, {figure.what}")
def test_it_does_so_in_every_setting_at_full_size(figure: Figure) -> None:
    assert measure(figure, figure.full).is_as_promised


def test_every_module_is_tried_in_both_lanes() -> None:
    modules = {
        "comparison", "discoveries", "cohort_search", "shrinkage", "counts_with_exposure", "onset", "permutation",
        "confidence_sequence",
    }  # fmt: skip
    assert {figure.of for figure in DRAWN} == modules
    assert {figure.of for figure in FIGURES} == modules
