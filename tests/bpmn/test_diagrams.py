"""A drawn path is a path like any other: it may stand inside longer ones, and is compared by its drawing."""

import random
from pathlib import Path

import pytest

from desirepath.observe.automaton import automaton_of
from desirepath.observe.path_notation import written
from desirepath.vocabulary.path import (
    AnyNumber,
    AnyOrder,
    AtLeastOnce,
    Diagram,
    Drawing,
    Either,
    InOrder,
    Maybe,
    One,
    steps_as_written,
)
from tests.bpmn.draw import read_text, same_language
from tests.bpmn.random_models import Artist, random_path

A_THEN_B_OR_C = Drawing(("a", "b", "c"), ((0, "a", 1), (1, "b", 2), (0, "a", 3), (3, "c", 2)), (2,))


def test_a_drawing_has_the_words_of_its_ways() -> None:
    automaton = automaton_of(Diagram(A_THEN_B_OR_C))
    assert automaton.accepts(("a", "b"))
    assert automaton.accepts(("a", "c"))
    assert not automaton.accepts(("a",))
    assert not automaton.accepts(("a", "b", "c"))
    assert len(automaton.accepting) == 3


def test_a_drawing_may_be_taken_up_in_the_middle() -> None:
    assert same_language(Diagram(A_THEN_B_OR_C, 1), One("b"))


def test_steps_of_a_drawing_stand_as_drawn() -> None:
    assert steps_as_written(InOrder((One("z"), Diagram(A_THEN_B_OR_C)))) == ("z", "a", "b", "c")


def test_two_drawings_are_equal_where_all_of_them_is() -> None:
    same = Drawing(A_THEN_B_OR_C.steps, A_THEN_B_OR_C.ways, A_THEN_B_OR_C.last)
    other = Drawing(A_THEN_B_OR_C.steps, A_THEN_B_OR_C.ways, (1, 2))
    assert same == A_THEN_B_OR_C
    assert hash(same) == hash(A_THEN_B_OR_C)
    assert Diagram(other) != Diagram(same)


def test_a_way_by_a_step_that_is_not_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="steps that are not drawn"):
        Drawing(("a",), ((0, "b", 1),), (1,))


def test_a_drawing_is_not_written_in_notation() -> None:
    with pytest.raises(ValueError, match="no notation"):
        written(Maybe(Diagram(A_THEN_B_OR_C)))


def test_a_model_that_is_read_has_no_more_states_than_it_needs(tmp_path: Path) -> None:
    dice = random.Random(8)
    for _ in range(40):
        part = random_path(dice, 2)
        drawing = read_text(tmp_path, Artist(dice).model(part)).path.drawing
        automaton = automaton_of(part)
        assert len({state for way in drawing.ways for state in (way[0], way[2])}) == len(automaton.accepting)
        assert len(drawing.ways) == int((automaton.target >= 0).sum())


def test_a_drawn_part_of_a_path_means_what_the_part_means(tmp_path: Path) -> None:
    dice = random.Random(7)
    for _ in range(60):
        part, other = random_path(dice, 2), random_path(dice, 1)
        drawn = read_text(tmp_path, Artist(dice).model(part)).path
        for around in (Maybe, AnyNumber, AtLeastOnce):
            assert same_language(around(part), around(drawn))
        for beside in (InOrder, Either, AnyOrder):
            assert same_language(beside((part, other)), beside((drawn, other)))
