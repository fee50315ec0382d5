"""Blocks written as lines: what is read from them, and that nothing is lost on the way there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desirepath.console.guides.notation import Unlike, read_blocks, tidy, write_blocks
from desirepath.vocabulary.guidance.words import (
    Block,
    Blocks,
    Example,
    Heading,
    Link,
    Listed,
    Note,
    Paragraph,
    Words,
)
from tests.console.guides.made_guides import BLOCKS

LANGUAGES = ("en", "de", "ar")
SIGNS = st.text(st.sampled_from("ab #-✓✗!1.)[](…\\\n§ é"), min_size=1, max_size=14).map(tidy).filter(bool)
WORDS: st.SearchStrategy[Words] = st.dictionaries(st.sampled_from(LANGUAGES), SIGNS, min_size=1)
ONE_LINE = WORDS.map(lambda words: {language: " ".join(text.split()) for language, text in words.items()})
ADDRESSES = st.text(st.sampled_from("abc/-_?=&"), max_size=12).map(lambda path: f"https://host.example/{path}")
BLOCK: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, text=WORDS),
    st.builds(Heading, text=WORDS),
    st.builds(Example, text=WORDS, right=st.booleans()),
    st.builds(Note, text=WORDS),
    st.builds(Link, text=ONE_LINE, to=ADDRESSES),
    st.builds(Listed, items=st.lists(WORDS, min_size=1, max_size=3).map(tuple), ordered=st.booleans()),
)


@given(st.lists(BLOCK, max_size=6).map(tuple))
def test_blocks_written_as_lines_and_read_again_are_the_same(blocks: Blocks) -> None:
    texts = {language: write_blocks(blocks, language) for language in LANGUAGES}
    assert read_blocks(texts) == blocks


@given(st.text(st.sampled_from("ab #-✓✗!1.)[](…\\\n"), max_size=30))
def test_whatever_is_written_is_read_as_something_that_stays_the_same(text: str) -> None:
    try:
        blocks = read_blocks({"en": text})
    except Unlike:
        return
    assert read_blocks({"en": write_blocks(blocks, "en")}) == blocks


def test_every_mark_is_read_as_what_it_stands_for() -> None:
    text = (
        "# Before you begin\nHave the quote at hand.\n- As a PDF\n- One page\n1. Open it\n2. Attach it\n"
        "✓ 4711-2\n✗ 4711\n! It is checked.\n[The rule](https://intranet.example.com/rule)"
    )
    assert write_blocks(BLOCKS, "en") == text
    assert [type(block).__name__ for block in read_blocks({"en": text})] == [type(block).__name__ for block in BLOCKS]


def test_a_line_that_is_not_translated_leaves_its_place() -> None:
    read = read_blocks({"en": "# Quote\nAs a PDF.\n- one\n- two", "de": "#\n…\n- eins\n-"})
    assert read == (
        Heading(text={"en": "Quote"}),
        Paragraph(text={"en": "As a PDF."}),
        Listed(items=({"en": "one", "de": "eins"}, {"en": "two"})),
    )


def test_a_backslash_makes_a_mark_a_letter_and_two_spaces_go_on() -> None:
    assert read_blocks({"en": "\\# no heading\n  but a paragraph"}) == (
        Paragraph(text={"en": "# no heading\nbut a paragraph"}),
    )


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ({"en": "# a\nb", "de": "# a"}, "en has 2 parts and de 1"),
        ({"en": "# a", "de": "- a"}, "Part 1 is not the same in en and de"),
        ({"en": "[a](https://a.example/)", "de": "[a](https://b.example/)"}, "Part 1 is not the same"),
        ({"en": "a\n#"}, "Part 2 has no words"),
    ],
)
def test_languages_whose_parts_differ_are_refused_with_the_place(texts: dict[str, str], says: str) -> None:
    with pytest.raises(Unlike, match=says):
        read_blocks(texts)
