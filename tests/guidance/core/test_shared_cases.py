"""What a page decides and what the server decides is the same: both are asked the cases of sdk/fixtures."""

from __future__ import annotations

import pytest

from tests.guidance.core.asked import ASKED
from tests.guidance.core.cases import cases
from tests.guidance.core.generated import MADE

NAMES = tuple(ASKED)


@pytest.mark.parametrize("name", NAMES)
def test_every_case_that_was_written_by_hand_comes_out_as_meant(name: str) -> None:
    told = cases(name)["by_hand"]
    wrong = [(case["says"], ASKED[name](case)) for case in told if not ASKED[name](case).items() <= case.items()]
    assert told
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_no_two_cases_of_one_file_say_the_same(name: str) -> None:
    says = [case["says"] for case in cases(name)["by_hand"]]
    assert len(set(says)) == len(says)


@pytest.mark.parametrize("name", sorted(MADE))
def test_the_drawn_cases_are_those_that_the_generator_draws_now(name: str) -> None:
    """Run `python -m tests.guidance.core.generated` after a change that is meant."""
    assert cases(name)["generated"] == MADE[name]()
