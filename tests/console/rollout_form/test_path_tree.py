"""The approved path as a tree that people edit, and widened by a way that people go."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desirepath.console.rollout_form.add_variant import add_variant
from desirepath.console.rollout_form.path_tree import (
    PathNode,
    add_step_after,
    any_order_with_next,
    either_with_next,
    make_optional,
    make_repeatable,
    make_required,
    make_single,
    move_down,
    move_up,
    node_at,
    positions,
    remove,
    take_out_of_group,
    text_of,
    tree_of,
)
from desirepath.observe.automaton import automaton_of
from desirepath.observe.path_notation import parse_path, written
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.path import AnyNumber, AnyOrder, AtLeastOnce, Either, InOrder, Maybe, One, Path

STEPS = st.sampled_from(["a", "b", "c", "d", "e"])


def joined(parts: st.SearchStrategy[Path]) -> st.SearchStrategy[Path]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    groups = st.one_of(several.map(InOrder), several.map(Either), several.map(AnyOrder))
    return st.one_of(groups, parts.map(Maybe), parts.map(AnyNumber), parts.map(AtLeastOnce))


PATHS: st.SearchStrategy[Path] = st.recursive(STEPS.map(One), joined, max_leaves=7)
VARIANTS = st.lists(STEPS, min_size=1, max_size=6)


def accepts(path: str, word: str) -> bool:
    return automaton_of(parse_path(path)).accepts(word.split())


def words_of(path: str, longest: int = 5) -> list[list[str]]:
    """The shorter words of a path, a few hundred at most."""
    automaton = automaton_of(parse_path(path))
    beginnings: list[tuple[list[str], int]] = [([], 0)]
    words: list[list[str]] = []
    for word, state in beginnings:
        if automaton.accepting[state]:
            words.append(word)
        if len(word) < longest and len(beginnings) < 400:
            follow = enumerate(automaton.target[state])
            beginnings += [([*word, automaton.steps[step]], int(to)) for step, to in follow if to >= 0]
    return words


def test_a_path_is_a_list_of_what_comes_in_order() -> None:
    tree = tree_of("submit (owner | director)? check+ pay")
    assert [part.kind for part in tree.parts] == ["step", "either", "step", "step"]
    assert [part.optional for part in tree.parts] == [False, True, False, False]
    assert positions(tree) == ("0", "1", "2", "3", "1.0", "1.1")
    assert node_at(tree, "1.1") == PathNode(kind="step", step="director")


@settings(max_examples=150)
@given(PATHS)
@example(Either((AtLeastOnce(AnyNumber(One("b"))), Maybe(AnyOrder((One("a"), One("b")))))))
def test_a_tree_is_written_as_a_path_with_the_same_words(path: Path) -> None:
    text = written(path)
    again = text_of(tree_of(text))
    assert (automaton_of(parse_path(again)).target == automaton_of(path).target).all()
    assert text_of(tree_of(again)) == again


@pytest.mark.parametrize(
    "text", ["a", "a b", "a | b c", "a & b", "(a | b)? c", "a (b (c | d) & e)+ f*", "(a b)+", "(a b) c", "a? b+ c*"]
)
def test_a_path_as_people_write_it_comes_back_letter_for_letter(text: str) -> None:
    assert text_of(tree_of(text)) == text


DONE: dict[str, tuple[str, Callable[[PathNode, str], PathNode], str, str]] = {
    "a_step_behind_another": ("a b", lambda tree, at: add_step_after(tree, at, "x"), "0", "a x b"),
    "a_step_at_the_end": ("a b", lambda tree, at: add_step_after(tree, at, "x"), "", "a b x"),
    "a_first_step": ("", lambda tree, at: add_step_after(tree, at, "x"), "", "x"),
    "a_step_behind_an_alternative": ("a | b", lambda tree, at: add_step_after(tree, at, "x"), "0.0", "a x | b"),
    "a_step_behind_a_choice": ("(a | b) c", lambda tree, at: add_step_after(tree, at, "x"), "0", "(a | b) x c"),
    "one_earlier": ("a b c", move_up, "1", "b a c"),
    "the_first_no_earlier": ("a b c", move_up, "0", "a b c"),
    "one_later": ("a (b | c | d)", move_down, "1.0", "a (c | b | d)"),
    "the_last_no_later": ("a b c", move_down, "2", "a b c"),
    "may_be_left_out": ("a b c", make_optional, "1", "a b? c"),
    "a_group_may_be_left_out": ("a (b | c) d", make_optional, "1", "a (b | c)? d"),
    "may_not_be_left_out": ("a b* c", make_required, "1", "a b+ c"),
    "again_and_again": ("a b? c", make_repeatable, "1", "a b* c"),
    "once_at_most": ("a b* c", make_single, "1", "a b? c"),
    "a_choice_with_the_next": ("a b c d", either_with_next, "1", "a (b | c) d"),
    "a_choice_that_grows": ("a (b | c) d e", either_with_next, "1", "a (b | c | d) e"),
    "a_choice_of_all": ("a b", either_with_next, "0", "a | b"),
    "no_choice_with_nothing": ("a b", either_with_next, "1", "a b"),
    "a_choice_within_any_order": ("x (a & b) y", either_with_next, "1.0", "x (a | b) y"),
    "any_order_with_the_next": ("a b c d", any_order_with_next, "1", "a (b & c) d"),
    "out_of_a_group_behind_it": ("a (b | c) d", take_out_of_group, "1.1", "a b c d"),
    "out_of_a_group_before_it": ("a (b | c | d)? e", take_out_of_group, "1.0", "a b (c | d)? e"),
    "a_group_of_one_keeps_its_mark": ("a (b | c)? d", take_out_of_group, "1.1", "a b? c d"),
    "no_group_to_leave": ("a b", take_out_of_group, "0", "a b"),
    "removed": ("a b c", remove, "1", "a c"),
    "removed_from_a_choice_of_two": ("a (b | c)* d", remove, "1.0", "a c* d"),
    "the_last_step_removed": ("a", remove, "0", ""),
}


@pytest.mark.parametrize("name", sorted(DONE))
def test_what_is_done_at_a_place_changes_that_place(name: str) -> None:
    before, act, position, after = DONE[name]
    assert text_of(act(tree_of(before), position)) == after


@pytest.mark.parametrize("position", ["7", "0.0", "x", "-1", "0.", ""])
def test_a_place_that_there_is_not_is_refused(position: str) -> None:
    with pytest.raises(BadInput) as refused:
        remove(tree_of("a b"), position)
    assert [mistake.code for mistake in refused.value.mistakes] == ["no_such_place"]


def test_a_step_needs_an_id_of_its_own_kind() -> None:
    with pytest.raises(BadInput) as refused:
        add_step_after(tree_of("a"), "0", "b | c")
    assert [mistake.code for mistake in refused.value.mistakes] == ["wrong_step_id"]


def test_a_path_that_cannot_be_read_is_refused_with_its_column() -> None:
    with pytest.raises(BadInput) as refused:
        tree_of("a (b c")
    assert "column 3" in str(refused.value)


@settings(max_examples=150)
@given(PATHS, st.data())
def test_whatever_is_done_the_tree_stays_a_path(path: Path, drawn: st.DataObject) -> None:
    tree = tree_of(written(path))
    for _ in range(4):
        if not positions(tree):
            break
        acts = [move_up, move_down, make_optional, make_repeatable, make_required, either_with_next]
        acts += [any_order_with_next, take_out_of_group, remove, lambda one, at: add_step_after(one, at, "x")]
        tree = drawn.draw(st.sampled_from(acts))(tree, drawn.draw(st.sampled_from(positions(tree))))
    assert text_of(tree_of(text_of(tree))) == text_of(tree)


WIDER = {
    "accepted_already": ("a b? c", "a c", "a b? c"),
    "one_step_missing": ("a b c", "a c", "a b? c"),
    "a_choice_missing": ("a (b | c) d", "a d", "a (b | c)? d"),
    "a_repeated_step_missing": ("a b+ c", "a c", "a b* c"),
    "one_step_extra": ("a b c", "a x b c", "a x? b c"),
    "one_step_extra_in_front": ("a b", "x a b", "x? a b"),
    "one_step_extra_at_the_end": ("a b", "a b x", "a b x?"),
    "one_step_twice": ("a b c", "a b b c", "a b b? c"),
    "an_extra_step_within_a_choice": ("a (b | c) d", "a b x d", "a (b x? | c) d"),
    "another_order": ("a b c", "c b a", "a b c | c b a"),
    "a_third_way": ("a b | b a c", "c c c", "a b | b a c | c c c"),
    "two_steps_missing": ("a b c d", "a d", "a b c d | a d"),
    "no_path_yet": ("", "a b", "a b"),
}


@pytest.mark.parametrize("name", sorted(WIDER))
def test_a_variant_is_accepted_by_the_smallest_change(name: str) -> None:
    path, variant, wider = WIDER[name]
    assert add_variant(path, variant.split()) == wider


@settings(max_examples=100)
@given(PATHS, VARIANTS)
def test_the_wider_path_accepts_the_variant_and_all_that_it_did(path: Path, variant: list[str]) -> None:
    before = written(path)
    after = add_variant(before, variant)
    assert accepts(after, " ".join(variant))
    assert all(accepts(after, " ".join(word)) for word in words_of(before))


def test_a_variant_with_an_activity_of_no_step_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        add_variant("a b", ["a", "?Sent by fax", "b"])
    assert [mistake.code for mistake in refused.value.mistakes] == ["wrong_step_id"]


def test_a_variant_without_steps_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        add_variant("a b", [])
    assert [mistake.code for mistake in refused.value.mistakes] == ["no_steps"]
