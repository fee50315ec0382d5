"""The maps of cohorts and the crossed cuts of a diagnosis are kept in parts, and read back one at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from desirepath.runs.kept_breakdowns import keep_breakdowns
from desirepath.runs.kept_diagnosis import kept_diagnosis
from desirepath.vocabulary.breakdowns import Breakdowns, CrossedCell, CrossedTable
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.errors import BadInput
from tests.console.maps.hand_made import BUYERS, a_map, step

CLERKS = Cohort((("role", "clerk"),))
NORTH = Cohort((("region", "north"),))
MAPS = (
    a_map("baseline"),
    a_map("since_go_live", step("approve", reached=50, abandoned=None)),
    a_map("since_go_live", cohort=BUYERS),
    a_map("week_2", cohort=BUYERS),
    a_map("since_go_live", cohort=CLERKS),
    a_map("since_go_live", cohort=NORTH),
)
CROSSED = CrossedTable(
    workflow="buying",
    cuts=("role", "region"),
    cells=(
        CrossedCell(
            workflow="buying",
            cohort=Cohort((("region", "north"), ("role", "buyer"))),
            people=None,
            cases=None,
            measures={},
        ),
    ),
    hidden=1,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    keep_breakdowns(tmp_path, Breakdowns(maps=MAPS, crossed=(CROSSED,)))
    return tmp_path


def test_a_cohort_has_its_maps_back_by_period(folder: Path) -> None:
    found = kept_diagnosis(folder)
    assert found.maps("buying", EVERYONE) == {"baseline": MAPS[0], "since_go_live": MAPS[1]}
    assert found.maps("buying", BUYERS) == {"since_go_live": MAPS[2], "week_2": MAPS[3]}


def test_the_contents_name_every_cohort_with_its_periods(folder: Path) -> None:
    listed = {one.cohort: one.periods for one in kept_diagnosis(folder).breakdowns.maps}
    assert listed == {
        EVERYONE: ("baseline", "since_go_live"),
        BUYERS: ("since_go_live", "week_2"),
        CLERKS: ("since_go_live",),
        NORTH: ("since_go_live",),
    }


def test_a_cohort_is_read_without_the_files_of_other_cuts(folder: Path) -> None:
    parts = {one.cohort: one.part for one in kept_diagnosis(folder).breakdowns.maps}
    assert parts[BUYERS] == parts[CLERKS] != parts[NORTH]
    (folder / f"{parts[NORTH]}.kept").unlink()
    assert set(kept_diagnosis(folder).maps("buying", CLERKS)) == {"since_go_live"}


def test_a_cut_with_many_values_is_kept_in_several_files_and_each_value_is_found(tmp_path: Path) -> None:
    cohorts = [Cohort((("role", f"role {number:02}"),)) for number in range(30)]
    maps = tuple(a_map(period, cohort=cohort) for cohort in cohorts for period in ("since_go_live", "week_1"))
    keep_breakdowns(tmp_path, Breakdowns(maps=maps, crossed=()))
    found = kept_diagnosis(tmp_path)
    assert len({one.part for one in found.breakdowns.maps}) == 3
    for cohort in cohorts:
        assert {one.cohort for one in found.maps("buying", cohort).values()} == {cohort}
        assert set(found.maps("buying", cohort)) == {"since_go_live", "week_1"}


def test_two_cuts_are_found_in_either_order(folder: Path) -> None:
    found = kept_diagnosis(folder)
    assert found.crossed("buying", ("role", "region")) == CROSSED
    assert found.crossed("buying", ("region", "role")) == CROSSED
    assert found.crossed("buying", ("role", "tenure")) is None
    assert found.crossed("selling", ("role", "region")) is None


def test_a_folder_kept_without_breakdowns_yields_none(tmp_path: Path) -> None:
    found = kept_diagnosis(tmp_path)
    assert found.breakdowns.maps == found.breakdowns.crossed == ()
    assert found.maps("buying", EVERYONE) == {}
    assert found.crossed("buying", ("role", "region")) is None


def test_a_damaged_part_says_to_diagnose_anew(folder: Path) -> None:
    (folder / "maps-0.kept").write_bytes(b"not what was kept")
    with pytest.raises(BadInput, match="Diagnose the rollout anew"):
        kept_diagnosis(folder).maps("buying", EVERYONE)
