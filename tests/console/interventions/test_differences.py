"""Two texts beside each other, word by word."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from desirepath.console.interventions.differences import Piece, differences


def test_a_changed_word_is_struck_out_and_its_successor_underlined() -> None:
    assert differences("Attach the quote.", "Attach the offer.") == (
        Piece("same", "Attach the "),
        Piece("del", "quote"),
        Piece("ins", "offer"),
        Piece("same", "."),
    )


def test_equal_texts_are_one_piece_and_empty_ones_none() -> None:
    assert differences("As it was.", "As it was.") == (Piece("same", "As it was."),)
    assert differences("", "") == ()


def test_what_is_only_in_one_text_is_one_piece() -> None:
    assert differences("", "All new") == (Piece("ins", "All new"),)
    assert differences("All gone", "") == (Piece("del", "All gone"),)


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_give_both_texts_back(earlier: str, later: str) -> None:
    pieces = differences(earlier, later)
    assert "".join(one.text for one in pieces if one.kind != "ins") == earlier
    assert "".join(one.text for one in pieces if one.kind != "del") == later


def test_the_longest_texts_are_compared_in_time() -> None:
    began = time.perf_counter()
    differences("a b " * 2500, "b a " * 2500)
    differences(" ".join(map(str, range(2000))), " ".join(map(str, reversed(range(2000)))))
    assert time.perf_counter() - began < 2
