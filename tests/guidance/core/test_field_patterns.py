"""Patterns of entries mean what the standard library means by them, and never take long."""

from __future__ import annotations

from random import Random
from time import perf_counter

import pytest

from desirepath.intervene.field_patterns import matcher_of
from tests.guidance.core.cases import cases
from tests.guidance.core.generated import patterns_case, referee_of_patterns


def test_the_standard_library_says_the_same_to_what_both_understand() -> None:
    drawn = [patterns_case(Random(seed)) for seed in range(3_000)]
    found = [(case, matcher_of(case["pattern"])(case["text"])) for case in drawn]
    assert [case for case, fits in found if fits != referee_of_patterns(case)] == []
    assert {fits for _, fits in found} == {True, False}


def test_the_cases_that_pages_are_held_to_agree_with_the_standard_library_too() -> None:
    assert all(case["fits"] == referee_of_patterns(case) for case in cases("patterns")["generated"])


@pytest.mark.parametrize("pattern", ["(a*)*b", "(a|a)*b", "(a|aa)+b", "((a+)+)+b", "(.*)(.*)(.*)(.*)b"])
def test_no_pattern_is_slow_where_others_never_come_back(pattern: str) -> None:
    begin = perf_counter()
    assert not matcher_of(pattern)("a" * 3_000)
    assert perf_counter() - begin < 2
