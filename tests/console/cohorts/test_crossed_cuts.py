"""Two cuts crossed: every cell with its people and its figure, or the admission that it is not shown."""

from __future__ import annotations

import pytest

from desirepath.console.cohorts.crossed import CellShown, Crossed, crossed
from desirepath.console.cohorts.exported_rows import CROSSED, crossed_rows
from desirepath.vocabulary.breakdowns import CrossedCell, CrossedTable
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.estimate import NotEnoughData
from tests.console.cohorts.hand_made import kept, measured, share

ADHERENCE = "process_adherence_rate"


def cell(role: str, region: str, people: int | None, value: float | None = None) -> CrossedCell:
    missing = NotEnoughData(observed=15, needed=20, because="judged cases")
    return CrossedCell(
        workflow="buying",
        cohort=Cohort((("region", region), ("role", role))),
        people=people,
        cases=None if people is None else people * 2,
        measures={} if people is None else {ADHERENCE: missing if value is None else share(value, 0.02)},
    )


@pytest.fixture
def shown() -> Crossed:
    return _shown(("role", "region"))


def _shown(cuts: tuple[str, str], measure: str = ADHERENCE) -> Crossed:
    cells = (
        cell("clerk", "south", 30, 0.60),
        cell("clerk", "north", 12),
        cell("buyer", "south", None),
        cell("buyer", "north", 40, 0.30),
    )
    table = CrossedTable(workflow="buying", cuts=("role", "region"), cells=cells, hidden=1)
    found = crossed(kept([measured(ADHERENCE, EVERYONE, share(0.60, 0.01))], table), "buying", cuts, measure)
    assert found is not None
    return found


def _at(shown: Crossed, row: str, column: str) -> CellShown:
    line = next(one for one in shown.rows if one.value == row)
    return line.cells[shown.columns.index(column)]


def test_the_first_cut_goes_down_and_the_second_across(shown: Crossed) -> None:
    assert [row.value for row in shown.rows] == ["buyer", "clerk"]
    assert shown.columns == ("north", "south")
    turned = _shown(("region", "role"))
    assert [row.value for row in turned.rows] == ["north", "south"]
    assert _at(turned, "north", "buyer") == _at(shown, "buyer", "north")


def test_a_cell_has_people_figure_and_a_shade_beside_everyone(shown: Crossed) -> None:
    low = _at(shown, "buyer", "north")
    assert (low.people, low.figure.text, low.figure.interval, low.shade) == (40, "30.0%", "28.0 to 32.0%", "worse-2")
    assert _at(shown, "clerk", "south").shade == "alike"
    assert shown.everyone.text == "60.0%"


def test_a_cell_that_is_not_shown_has_nothing(shown: Crossed) -> None:
    hidden = _at(shown, "buyer", "south")
    assert (hidden.people, hidden.cases, hidden.figure.estimate, hidden.shade) == (None, None, None, "")
    assert shown.hidden == 1


def test_a_cell_without_enough_cases_says_so_beside_its_people(shown: Crossed) -> None:
    thin = _at(shown, "clerk", "north")
    assert (thin.people, thin.figure.why) == (12, "Not enough data: judged cases (15 seen, 20 needed).")


def test_a_measure_that_there_is_not_is_the_first_one() -> None:
    assert _shown(("role", "region"), "speed_of_a_person").measure == ADHERENCE


def test_a_pair_that_was_not_crossed_is_none() -> None:
    assert crossed(kept([]), "buying", ("role", "region"), ADHERENCE) is None


def test_a_file_hides_what_the_page_hides(shown: Crossed) -> None:
    rows = [dict(zip(CROSSED, row, strict=True)) for row in crossed_rows("buying", shown)]
    hidden = [row for row in rows if row["people"] == "few"]
    assert [(row["cohort"], row["other_cohort"], row["cases"], row["n"], row["note"]) for row in hidden] == [
        ("buyer", "south", "few", None, "few")
    ]
    assert len(rows) == 4
