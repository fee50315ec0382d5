"""More than five hundred marks of persons and cases are hidden in texts; none is in anything that comes out.

Each mark stands in every text of a theme, so that it would be the theme's first word if it were let through.
"""

import random

import pytest

from desirepath.language.dictionary import Opened, learn_dictionary
from desirepath.language.themes import Themes, Wording, find_themes
from tests.language.made_tickets import SUBJECTS, made_tickets

FLOOR = 10
EACH = 40
ROUNDS = 13
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
WAYS = {
    "greeting": "Hi {name},\n{text}",
    "small greeting": "hello {small}, {text}",
    "signature": "{text}\nKind regards\n{name}",
    "sentence": "{text} and then {name} said no",
    "title": "{text}, ask Mr {small} about it",
    "mail": "{text}, mail {small}@example.org or {small}.{small}@example.org",
    "code": "{text} for {name}{number} and {small}_{number}",
    "account": "{text}, pay to {iban} 1643 00",
    "colleague": "Der Kollege {name} meint: {text}",
    "page": "{text} (see https://example.org/{small} and www.{small}.example)",
}


def made_name(dice: random.Random) -> str:
    return "".join(dice.choice(CONSONANTS) + dice.choice(VOWELS) for _ in range(4)).capitalize() + "qx"


def hidden(way: str, text: str, name: str, dice: random.Random) -> str:
    number = dice.randrange(10**8, 10**9)
    group = "".join(letter for letter in name.upper() if letter not in "AEIOU")[:4]
    return WAYS[way].format(text=text, name=name, small=name.lower(), number=number, iban=f"NL91 {group} {number}")


def themes_of(texts: list[str], wording: Wording = Wording()) -> Themes:  # noqa: B008
    return find_themes(texts, [f"person {row}" for row in range(len(texts))], FLOOR, wording=wording)


def told(themes: Themes) -> str:
    return " ".join(theme.name for theme in themes.themes).lower()


def marks_of(name: str) -> set[str]:
    group = "".join(letter for letter in name.lower() if letter not in "aeiou")[:4]
    return {name.lower(), group}


@pytest.mark.parametrize("way", WAYS)
def test_no_mark_that_stands_in_every_text_of_a_theme_is_in_its_name(way: str) -> None:
    for seed in range(ROUNDS):
        dice = random.Random(seed)
        texts, truth = made_tickets(EACH, seed)
        name_of = {subject: made_name(dice) for subject in SUBJECTS}
        marked = [hidden(way, text, name_of[subject], dice) for text, subject in zip(texts, truth, strict=True)]
        themes = themes_of(marked)
        words = set(told(themes).replace(",", "").split())
        assert len(themes.themes) >= 2
        assert words.isdisjoint({mark for name in name_of.values() for mark in marks_of(name)})


def test_there_were_five_hundred_marks() -> None:
    assert len(WAYS) * ROUNDS * len(SUBJECTS) >= 500


def test_a_new_word_that_stands_in_every_text_of_a_theme_is_in_its_name() -> None:
    """So that the tests above can fail: what is written like a word is told."""
    texts, truth = made_tickets(EACH, 1)
    marked = [
        f"the quorbiss {text} quorbiss" if subject == "date" else text
        for text, subject in zip(texts, truth, strict=True)
    ]
    assert "quorbiss" in told(themes_of(marked))


def test_a_name_in_small_letters_is_not_told_where_names_are_known() -> None:
    texts, truth = made_tickets(EACH, 0)
    marked = [
        f"{text} ask quillonax" if subject == "date" else text for text, subject in zip(texts, truth, strict=True)
    ]
    assert "quillonax" in told(themes_of(marked))
    assert "quillonax" not in told(themes_of(marked, Wording(never=["Quillonax"])))


def test_no_mark_survives_in_the_dictionary() -> None:
    dice = random.Random(2)
    opened = [
        Opened(f"holiday {name.lower()}@example.org {name}{person}", "Absence", f"person {person}")
        for name in (made_name(dice) for _ in range(500))
        for person in range(FLOOR + 2)
    ]
    unrelated = [Opened("goods", "Delivery", f"person {row}") for row in range(len(opened))]
    dictionary = learn_dictionary([*opened, *unrelated], floor=FLOOR)
    assert [one.old for one in dictionary.translations] == ["goods", "holiday"]
