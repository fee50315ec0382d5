"""A path drawn as BPMN, in whatever way, comes back as the same path: compared as languages, not by samples."""

import random
from pathlib import Path

import pytest

from desirepath.observe.automaton import automaton_of
from desirepath.vocabulary.path import InOrder, One
from tests.bpmn.draw import read_text, same_language
from tests.bpmn.random_models import Artist, random_path

FEW, MANY = 400, 2_000
"""Models in the short lane, and in the long one."""
LARGEST = 150


@pytest.mark.parametrize("models", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_a_path_drawn_at_random_comes_back_as_the_same_language(tmp_path: Path, models: int) -> None:
    dice = random.Random(20100524)
    tried = elements = 0
    while tried < models:
        path = random_path(dice, 3)
        if len(automaton_of(path).accepting) > LARGEST:
            continue
        xml = Artist(dice).model(path)
        read = read_text(tmp_path, xml)
        assert same_language(path, read.path), f"{path}\n{xml}"
        assert {step.id for step in read.steps} == set(automaton_of(path).steps)
        tried += 1
        elements += xml.count(" id=")
    assert elements > 10 * models


def test_languages_that_differ_in_one_word_are_told_apart() -> None:
    a, b = One("a"), One("b")
    assert same_language(InOrder((a, b)), InOrder((a, b)))
    assert not same_language(InOrder((a, b)), InOrder((a, a)))
    assert not same_language(InOrder((a, b)), a)
