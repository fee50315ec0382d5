"""The draw is a hash: even, independent between guides, and the same for ever."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import numpy as np
import pytest
from scipy.stats import chi2_contingency, chisquare

from desirepath.intervene.assign import arm_of, draw_of

PEOPLE = tuple(str(number) for number in range(100_000))


@pytest.mark.parametrize("guide", ["field-help-quote", "walkthrough-approval"])
def test_a_hundred_thousand_people_stand_evenly_in_a_draw(guide: str) -> None:
    counts = Counter(int(draw_of(guide, person) * 100) for person in PEOPLE)
    assert len(counts) == 100
    assert chisquare([counts[part] for part in range(100)]).pvalue > 0.001


def test_the_draws_of_two_guides_tell_nothing_of_each_other() -> None:
    table = np.zeros((10, 10), dtype=int)
    for person in PEOPLE:
        table[int(draw_of("g1", person) * 10), int(draw_of("g2", person) * 10)] += 1
    assert chi2_contingency(table).pvalue > 0.001


def test_people_with_neighbouring_ids_stand_nowhere_near_each_other() -> None:
    draws = np.array([draw_of("g", person) for person in PEOPLE])
    assert abs(np.corrcoef(draws[:-1], draws[1:])[0, 1]) < 0.01


def test_the_share_held_out_is_the_share_that_was_asked_for() -> None:
    held_out = sum(arm_of("g", person, 0.1) == "held_out" for person in PEOPLE)
    assert abs(held_out - 10_000) < 3.3 * (100_000 * 0.1 * 0.9) ** 0.5  # 1 in 1,000 beyond that


def test_nobody_is_held_out_of_what_everyone_gets_and_nobody_sees_what_all_are_held_out_of() -> None:
    assert {arm_of("g", person, 0) for person in PEOPLE[:1_000]} == {"shown"}
    assert {arm_of("g", person, 1) for person in PEOPLE[:1_000]} == {"held_out"}


def test_who_is_held_out_of_a_share_is_held_out_of_a_larger_one() -> None:
    small = {person for person in PEOPLE[:5_000] if arm_of("g", person, 0.1) == "held_out"}
    large = {person for person in PEOPLE[:5_000] if arm_of("g", person, 0.3) == "held_out"}
    assert small < large


def test_the_draw_is_the_first_thirteen_hex_digits_of_the_hash() -> None:
    digits = sha256(b"g\n4711").hexdigest()[:13]
    assert draw_of("g", "4711").hex() == (int(digits, 16) / 16**13).hex()
