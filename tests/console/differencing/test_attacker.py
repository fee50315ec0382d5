"""Somebody who subtracts finds what was planted, and nothing where nothing is; all of it without a console."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest

from desirepath.prove.changed_people import EVERYONE, Cell
from desirepath.vocabulary import cohort
from desirepath.vocabulary.estimate import NotEnoughData
from tests.console.cohorts.hand_made import kept, measured, share
from tests.console.differencing.attacker import FLOOR, SINCE, Attacker, Place, figures_of, versions
from tests.console.differencing.beside import Shown
from tests.console.differencing.shipping import EFFECT, fewest_changed
from tests.console.differencing.week_by_week import Organisation

WEEKS = 10
PLACE: Place = (EVERYONE, "week_1")
ADHERENCE = "process_adherence_rate"
CLERKS = EFFECT + "help-clerks"


@pytest.fixture(scope="module")
def organisation() -> Organisation:
    return Organisation.drawn(seed=11, weeks=WEEKS - 1)


def labelled(shown: Sequence[Sequence[str]], true: Sequence[str]) -> Sequence[int | None]:
    """Which diagnosis's figures of one place were shown: each a letter, none where nothing was."""
    told = [{PLACE: frozenset[object](figures)} if figures else {} for figures in shown]
    return versions(told, [{PLACE: frozenset[object](figures)} for figures in true])[PLACE]


def test_figures_that_are_hidden_for_a_while_are_no_new_ones() -> None:
    assert labelled(["a", "", "a"], ["ab", "ab", "ab"]) == [0, None, 0]


def test_figures_that_changed_while_they_were_hidden_are_new() -> None:
    assert labelled(["a", "", "c"], ["a", "b", "c"]) == [0, None, 2]


def test_part_of_the_figures_of_a_later_diagnosis_are_those_of_the_later_one() -> None:
    assert labelled(["a", "bc", "b"], ["a", "bc", "bc"]) == [0, 1, 1]


@pytest.mark.parametrize("last", ["a", "ab", "x"])
def test_figures_that_are_not_those_of_any_diagnosis_since_are_a_fault(last: str) -> None:
    """Older ones that come back, a mixture of two diagnoses, and made-up ones."""
    with pytest.raises(AssertionError, match="that no diagnosis"):
        labelled(["a", "b", last], ["a", "b", "b"])


def test_a_row_that_tells_nothing_is_no_figure_and_one_that_tells_a_count_is() -> None:
    """The row of a week may come and go while nobody's work in that week changes."""
    untold, counted = (NotEnoughData(observed=one, needed=20, because="closed cases") for one in (None, 14))
    rows = [share(0.5, 0.1), untold, counted]
    found = [figures_of(Shown(kept([measured(ADHERENCE, cohort.EVERYONE, row)]), None)) for row in rows]
    assert [len(one.get((EVERYONE, SINCE), ())) for one in found] == [1, 0, 1]


def attacked(organisation: Organisation, *told: tuple[Cell, str, Sequence[int]]) -> Attacker:
    """Somebody who was told a cell in a period at these diagnoses, and nothing else."""
    known: dict[Place, list[int | None]] = {}
    for cell, period, at in told:
        known[cell, period] = [max((one for one in at if one <= number), default=None) for number in range(WEEKS)]
    return Attacker(organisation, known)


def found_in(organisation: Organisation, *told: tuple[Cell, str, Sequence[int]]) -> list[str]:
    attacker = attacked(organisation, *told)
    return [*attacker.small_groups(FLOOR), *attacker.small_arms(FLOOR)]


EVERY = range(WEEKS)
HONEST = (EVERYONE, SINCE, EVERY)


def test_everyones_figures_alone_give_nothing_away(organisation: Organisation) -> None:
    assert min(len(organisation.changed(number, EVERYONE, range(1, 12))) for number in EVERY) == 42
    assert found_in(organisation, HONEST) == []


PLANTED: Mapping[str, tuple[Cell, str, Sequence[int]]] = {
    "a cohort of three people, once": ((("role", "guard"),), SINCE, [4]),
    "a cohort of nine people in every diagnosis": ((("role", "fitter"),), SINCE, EVERY),
    "all but nine people": ((("role", "lawyer"),), SINCE, EVERY),
    "two cuts crossed, of few": ((("region", "north"), ("role", "guard")), SINCE, [9]),
    "a week half-way, and once it was over": (EVERYONE, "week_4", [3, 4]),
    "the effect on a few clerks, each week": (EVERYONE, CLERKS, [3, 4, 5]),
}


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_a_floor_that_is_turned_off_in_one_place_is_found(
    organisation: Organisation, planted: tuple[Cell, str, Sequence[int]]
) -> None:
    assert found_in(organisation, HONEST, planted)


def test_an_effect_is_small_where_few_of_either_arm_did_something(organisation: Organisation) -> None:
    """From diagnosis 3 to 4 eight clerks of the one arm did; with the week before, enough."""
    assert fewest_changed(organisation, "help-clerks", range(4, 5)) == 8
    assert fewest_changed(organisation, "help-clerks", range(3, 5)) >= FLOOR
    assert found_in(organisation, HONEST, (EVERYONE, CLERKS, [2, 4])) == []


def test_what_follows_from_one_diagnosis_to_the_next_is_what_changed_in_between(organisation: Organisation) -> None:
    attacker = attacked(organisation, HONEST, (EVERYONE, CLERKS, [2, 4]))
    for earlier, later in pairwise(EVERY):
        changed = organisation.changed(later, EVERYONE, range(1, 12))
        assert attacker.changed_between(EVERYONE, SINCE, earlier, later) == len(changed)
    assert attacker.changed_between(EVERYONE, CLERKS, 2, 3) == 0
    assert attacker.changed_between(EVERYONE, CLERKS, 3, 4) == fewest_changed(organisation, "help-clerks", range(3, 5))
