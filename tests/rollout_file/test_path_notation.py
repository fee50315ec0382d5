"""The path notation: what binds to what, what is refused and how that is said, and writing it back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desirepath.observe.path_notation import PathMistake, parse_path, written
from desirepath.vocabulary.path import AnyNumber, AnyOrder, AtLeastOnce, Either, InOrder, Maybe, One, Path

A, B, C, D = (One(step) for step in "abcd")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a", A),
        ("a b c", InOrder((A, B, C))),
        ("a?", Maybe(A)),
        ("a b*", InOrder((A, AnyNumber(B)))),
        ("(a b)+", AtLeastOnce(InOrder((A, B)))),
        ("a | b c", Either((A, InOrder((B, C))))),
        ("a & b c", AnyOrder((A, InOrder((B, C))))),
        ("a & b | c & d", Either((AnyOrder((A, B)), AnyOrder((C, D))))),
        ("a (b | c)? d", InOrder((A, Maybe(Either((B, C))), D))),
        ("a (b & c) d", InOrder((A, AnyOrder((B, C)), D))),
        ("  a\n  b  ", InOrder((A, B))),
        ("(a b) c", InOrder((InOrder((A, B)), C))),
        ("a?*", AnyNumber(Maybe(A))),
        ("re-check_2 a", InOrder((One("re-check_2"), A))),
        ("((a))", A),
        ("a|b", Either((A, B))),
    ],
)
def test_postfix_binds_tightest_then_sequence_then_any_order_then_either(text: str, path: Path) -> None:
    assert parse_path(text) == path


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the path is empty at column 1."),
        ("   ", "the path is empty at column 1."),
        ("a (b", "`(` is never closed at column 3."),
        ("a (b | (c d)", "`(` is never closed at column 3."),
        ("a (", "`(` is never closed at column 3."),
        ("a b)", "`)` closes nothing at column 4."),
        (") a", "`)` closes nothing at column 1."),
        ("a () b", "the parentheses hold no step at column 3."),
        ("a |", "`|` has no step after it at column 3."),
        ("a (b &) c", "`&` has no step after it at column 6."),
        ("| a", "`|` has no step before it at column 1."),
        ("? a", "`?` has no step before it at column 1."),
        ("a (* b)", "`*` has no step before it at column 4."),
        ("a || b", "`|` has no step after it at column 3."),
        ("a 2nd", "`2nd` is not a step id at column 3."),
        ("a é b", "`é` is not a step id at column 3."),
        ("a -> b", "`->` is not part of the notation at column 3."),
        ("a → b", "`→` is not part of the notation at column 3."),
        ("a, b", "`,` is not part of the notation at column 2."),
        ("(" * 60 + "a" + ")" * 60, "parentheses are nested deeper than 50 at column 51."),
        ("a" + "?" * 60, "more than 50 marks follow one step at column 52."),
        ("a " * 6000, "the path is longer than 10,000 characters at column 10001."),
    ],
)
def test_a_path_that_cannot_be_read_is_refused_with_its_column_and_a_mend(text: str, says: str) -> None:
    with pytest.raises(PathMistake) as refused:
        parse_path(text)
    assert str(refused.value).startswith(says)
    assert refused.value.mend


def _several(parts: st.SearchStrategy[Path]) -> st.SearchStrategy[tuple[Path, ...]]:
    return st.lists(parts, min_size=2, max_size=3).map(tuple)


PATHS: st.SearchStrategy[Path] = st.recursive(
    st.sampled_from([A, B, C, One("re-check_2")]),
    lambda parts: st.one_of(
        _several(parts).map(InOrder),
        _several(parts).map(Either),
        _several(parts).map(AnyOrder),
        parts.map(Maybe),
        parts.map(AnyNumber),
        parts.map(AtLeastOnce),
    ),
    max_leaves=12,
)


@given(PATHS)
def test_a_path_that_is_written_and_parsed_is_the_same_path(path: Path) -> None:
    assert parse_path(written(path)) == path


@given(st.text(alphabet="ab ?*+|&()2é-\n", max_size=25))
def test_any_text_is_either_a_path_or_a_mistake_with_a_column_within_it(text: str) -> None:
    try:
        path = parse_path(text)
    except PathMistake as mistake:
        assert 1 <= mistake.column <= len(text) + 1  # noqa: PT017 - the other half is the round trip
    else:
        assert parse_path(written(path)) == path


def test_writing_uses_no_parentheses_that_are_not_needed() -> None:
    assert written(parse_path("((a) ((b | c)?)) (d)")) == "(a (b | c)?) d"
    assert written(parse_path("(a & b) | (c d)")) == "a & b | c d"
