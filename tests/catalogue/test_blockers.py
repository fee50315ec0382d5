"""What every blocker has to keep, and how its marks stand in the table of weights."""

from __future__ import annotations

import numpy as np
import pytest

from desirepath.catalogue import Entry, entries
from desirepath.diagnose import blockers
from desirepath.diagnose.weights import shipped_weights
from desirepath.vocabulary.blocker import Blocker
from desirepath.vocabulary.friction import BlockerKind
from tests.catalogue.pages import headings, headline

BLOCKERS = entries(blockers, "BLOCKER")
HEADINGS = ["What speaks for it", "What speaks against it", "What it is taken for", "Source"]
MARKS = [(entry.constant.kind, mark) for entry in BLOCKERS.values() for mark in entry.constant.speaks_for_it]
each = pytest.mark.parametrize("entry", BLOCKERS.values(), ids=BLOCKERS)


def test_there_is_one_blocker_of_each_of_the_five_kinds() -> None:
    assert set(BLOCKERS) == {kind.value for kind in BlockerKind}


@each
def test_a_blocker_is_called_as_its_file(entry: Entry) -> None:
    assert isinstance(entry.constant, Blocker)
    assert entry.constant.name == entry.module.__name__.rpartition(".")[2]


@each
def test_the_docstring_of_a_blocker_is_its_page_under_fixed_headings(entry: Entry) -> None:
    assert headline(entry.module).endswith(".")
    assert headings(entry.module) == HEADINGS


@each
def test_a_blocker_asks_a_question_names_marks_and_a_source(entry: Entry) -> None:
    facts = entry.constant
    assert facts.title[:1].isupper()
    assert facts.question.endswith("?")
    assert len(facts.speaks_for_it) == len(set(facts.speaks_for_it)) >= 2
    assert facts.source


@each
def test_what_would_speak_for_a_blocker_is_a_sentence_that_names_the_step(entry: Entry) -> None:
    said = entry.module.would_show_as("“Attach the quote”")
    assert "“Attach the quote”" in said
    assert said[:1].isupper()
    assert said.endswith(".")


@pytest.mark.parametrize(("kind", "mark"), MARKS, ids=[mark for _, mark in MARKS])
def test_what_speaks_for_a_blocker_weighs_more_for_it_than_for_any_other(kind: BlockerKind, mark: str) -> None:
    weights = shipped_weights().of_marks[mark]
    own = list(BlockerKind).index(kind)
    assert weights[own] > 0
    assert weights[own] > np.delete(weights, own).max()


def test_every_row_of_the_table_of_weights_has_a_finite_number_for_each_blocker() -> None:
    for weights in shipped_weights().of_marks.values():
        assert weights.shape == (len(BlockerKind),)
        assert np.isfinite(weights).all()


def test_marks_that_are_not_in_the_table_say_nothing() -> None:
    assert not shipped_weights().of({"the weather": 1.0}).any()


def test_a_mark_counts_by_how_strong_it_is() -> None:
    weights = shipped_weights()
    half, whole = (weights.of({"access: denied": part}) for part in (0.5, 1.0))
    assert np.allclose(2 * half, whole)
    assert int(np.argmax(whole)) == list(BlockerKind).index(BlockerKind.ACCESS_GAP)
