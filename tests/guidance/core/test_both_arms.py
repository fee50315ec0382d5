"""Those shown and those held out differ in what they see, and in nothing else that is decided here."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from desirepath.intervene.memory import after_showing
from desirepath.intervene.situation import Situation
from desirepath.intervene.verdicts import verdicts
from desirepath.vocabulary.guidance.published import Guides
from tests.guidance.core.cases import document, situation
from tests.guidance.core.drawn_rules import DAY, NOW
from tests.guidance.core.generated import verdicts_case

LOWEST, HIGHEST = 0.0, 0.999


def drawn(seed: int) -> tuple[Guides, Situation]:
    """A page at which nothing has begun; the first guide holds half out."""
    case = verdicts_case(Random(seed))
    first, *others = case["document"]["guides"]
    guides = document({**case["document"], "guides": [{**first, "held_out": 0.5}, *others]})
    return guides, replace(situation(case["situation"]), begun=frozenset(), open=frozenset())


def with_draw(where: Situation, guide: str, draw: float) -> Situation:
    return replace(where, draws={**where.draws, guide: draw})


@pytest.mark.parametrize("seed", range(0, 200, 20))
def test_whether_a_guide_has_an_exposure_does_not_depend_on_its_draw(seed: int) -> None:
    for one in range(seed, seed + 20):
        guides, where = drawn(one)
        mine = guides.guides[0].id
        low, high = (verdicts(guides, with_draw(where, mine, draw))[0] for draw in (LOWEST, HIGHEST))
        assert (low.arm is None) == (high.arm is None)
        assert (low.arm, high.arm) in {(None, None), ("held_out", "shown")}
        if low.arm is None:
            assert low.because == high.because


def exposures(held_out_draw: float, days: int = 30) -> list[int]:
    """The days on which somebody who looks in five times a day has an exposure with a capped guide."""
    often = {"times": 2, "days": 7}
    content = {"kind": "announcement", "title": {"en": "A"}}
    guides = document({"guides": [{"content": content, "held_out": 0.5, "often": often}]})
    where, found = situation({"now": NOW, "draws": {"g": held_out_draw}}), []
    for look in range(days * 5):
        where = replace(where, clock=replace(where.clock, now=NOW + look * DAY // 5))
        if verdicts(guides, where)[0].arm:
            found.append(look)
            where = replace(where, memory=after_showing(where.memory, guides.guides[0], where.clock.now))
    return found


def test_over_a_month_both_arms_have_their_exposures_at_the_same_times() -> None:
    """Two at once, and the next two when the first are seven days (35 looks) old."""
    assert exposures(LOWEST) == exposures(HIGHEST) == [0, 1, 35, 36, 70, 71, 105, 106, 140, 141]
