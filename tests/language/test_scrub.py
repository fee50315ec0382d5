"""What is taken out of a text before anything of it is shown."""

import pytest

from desirepath.language.plain_words import cut_into_words, showable
from desirepath.language.scrub import scrub


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("write to qu.ill@example.org today", "write to _ today"),
        ("see https://example.org/a?b=1 or www.example.org", "see _ or _"),
        ("pay to NL91 ABNA 0417 1643 00 please", "pay to _ _ _ _ _ please"),
        ("pay to NL91ABNA0417164300 please", "pay to _ please"),
        ("call +31 (0)20 555-1234 now", "call _ _ _ now"),
        ("order 4500012345, case A-17/b", "order _ case _"),
        ("user q_quill or corp\\quill", "user _ or _"),
        ("Dear Quillon, the form hangs", "Dear _ the form hangs"),
        ("hi quillon the form hangs", "hi _ the form hangs"),
        ("Mrs. Quillon Abbernath cannot sign", "Mrs. _ _ cannot sign"),
        ("Frau Quillon hat keine Rechte", "Frau _ hat keine Rechte"),
        ("my colleague Quillon signs", "my colleague _ signs"),
        ("the form hangs\nKind regards\nQuillon Abbernath\nSales desk", "the form hangs\n_"),
        ("Das Formular hängt\nViele Grüße\nquillon", "Das Formular hängt\n_"),
    ],
)
def test_what_may_point_to_a_person_or_a_case_is_taken_out(text: str, left: str) -> None:
    assert scrub(text) == left


def test_plain_text_is_left_as_it_is() -> None:
    text = "The cost centre field rejects my entry, why?"
    assert scrub(text) == text


def test_a_name_within_sentences_is_not_shown_and_a_noun_is() -> None:
    texts = ["Then Quillon closed the quorbiss.", "I asked Quillon for a quorbiss.", "No quorbiss, says Quillon"]
    cut, spelling = cut_into_words([scrub(text) for text in texts])
    shown = showable({word for words in cut for word in words}, spelling)
    assert "quorbiss" in shown
    assert "quillon" not in shown


def test_a_german_noun_is_told_from_a_name_by_its_article() -> None:
    texts = ["Erst fehlt die Zwirbelmappe, dann fragt Quillon.", "Ohne Zwirbelmappe kann Quillon nichts tun."]
    cut, spelling = cut_into_words(texts)
    shown = showable({word for words in cut for word in words}, spelling)
    assert "zwirbelmappe" in shown
    assert "quillon" not in shown


def test_a_word_of_the_rollout_is_shown_and_a_known_name_never() -> None:
    cut, spelling = cut_into_words(["the quillon form", "a quillon form and an abbernath"])
    words = {word for one in cut for word in one}
    assert showable(words, spelling, named=["Zorblat step"], never=["Quillon"]) == {"form", "abbernath"}
    assert "zorblat" in showable({"zorblat"}, spelling, named=["Zorblat step"])
