"""Sums of those who agree in two cuts: by hand, and beside the sums of the metrics."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desirepath.observe.count import count
from desirepath.observe.crossed import CellSums, Values, read_sums, sums_of_cohorts
from desirepath.ports import Means
from tests.observe.hand_made import Case, Read, day, opened, silent

DONE, SHORT = "draft quote check order", "draft check order"
PATH, ENDED, LOST = ("on_path", "judged"), ("ended", "closed"), ("abandoned", "closed")
RATIOS = (PATH, ENDED, LOST)
PEOPLE = [
    {"user_id": "buyer-1", "role": "buyer", "region": "EMEA"},
    {"user_id": "buyer-2", "role": "buyer", "region": "EMEA"},
    {"user_id": "buyer-3", "role": "buyer", "region": "APAC"},
    {"user_id": "legal-4", "role": "legal", "region": ""},
]
CASES = [
    Case("buyer-1", day(1), DONE, "north"),
    Case("buyer-1", day(9), SHORT, "south"),
    Case("buyer-1", day(28), "draft", "south"),  # still open
    Case("buyer-2", day(2), DONE, "north"),
    Case("buyer-2", day(3), "draft quote", "north"),  # idle for longer than seven days
    Case("buyer-3", day(4), SHORT, "south"),
    Case("buyer-3", day(-5), DONE, "south"),  # before go-live
    Case("legal-4", day(5), DONE, "north"),
    Case("stranger-5", day(6), DONE, ""),
]


def sums(read: Read, *cuts: str, have_people: bool = True) -> dict[Values, CellSums]:
    rows = read.engine.fetch(sums_of_cohorts(read.base.judged, cuts, RATIOS, have_people=have_people))
    return {values: found for (_, values), found in read_sums(rows, RATIOS).items()}


def told(found: CellSums) -> dict[str, object]:
    ratios = {
        ratio[0]: (one.moments.n, one.moments.total, one.moments.total_of_squares)
        for ratio, one in found.ratios.items()
    }
    return {"people": found.people, "cases": found.cases, **ratios}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    folder = tmp_path_factory.mktemp("made")
    with opened(folder, CASES, tables={"people": PEOPLE}, more="cuts: [office]") as found:
        yield found


def test_a_person_counts_once_in_the_cell_of_their_two_values(read: Read) -> None:
    found = sums(read, "role", "region")
    assert list(found) == [("buyer", "APAC"), ("buyer", "EMEA"), ("legal", None), (None, None)]
    # One of two cases each went by the path: shares 0.5 and 0.5. One person gave up one of two.
    assert told(found["buyer", "EMEA"]) == {
        "people": 2,
        "cases": 4,
        "on_path": (2, 1.0, 0.5),
        "ended": (2, 1.5, 1.25),
        "abandoned": (2, 0.5, 0.25),
    }
    assert told(found["buyer", "APAC"])["on_path"] == (1, 0.0, 0.0)
    assert [found[cell].people for cell in (("legal", None), (None, None))] == [1, 1]


def test_a_persons_cases_in_two_offices_are_two_cells_of_one_person(read: Read) -> None:
    found, whole = sums(read, "role", "office"), sums(read, "role")
    assert (found["buyer", "north"].people, found["buyer", "south"].people) == (2, 2)
    assert whole["buyer",].people == 3
    assert told(found["buyer", "south"])["on_path"] == (2, 0.0, 0.0)


def test_without_people_every_case_counts_for_itself(read: Read) -> None:
    found = sums(read, "office", have_people=False)
    assert {values[0]: (cell.people, cell.cases) for values, cell in found.items()} == {
        "north": (4, 4),
        "south": (2, 2),
        None: (1, 1),
    }


def test_everyone_and_each_value_have_the_sums_that_the_metrics_are_estimated_from(tmp_path: Path) -> None:
    thirds = [Case("buyer-3", day(number), words) for number, words in ((7, DONE), (8, DONE), (10, "draft"))]
    with opened(tmp_path, [*CASES, *thirds], tables={"people": PEOPLE}, more="cuts: [office]") as read:
        metrics = count(read.base, read.tables, RATIOS, Means(read.engine, silent, lambda: 0.0)).ratios
        margins = {cut: sums(read, *((cut,) if cut else ())) for cut in ("", "role", "region", "office")}
    compared = 0
    for ratio in RATIOS:
        for place, referee in metrics[ratio].items():
            if place.period == "since_go_live":
                assert margins[place.cut][(place.value,) if place.cut else ()].ratios[ratio] == referee
                compared += 1
    assert compared == 3 * (1 + 2 + 2 + 2)
