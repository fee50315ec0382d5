"""The preview of a guide says what pages say, word for word, in every language that they speak."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.utils import timezone

from desirepath.console.guides.preview import Preview, previewed, words_in_pages
from tests.console.guides.made_guides import made_guide
from tests.house.tree import ROOT

SAID = re.compile(r'"((?:[^"\\]|\\.)*)"')
IN_A_ROW = re.compile(r"\w+: \[((?:\"(?:[^\"\\]|\\.)*\",? ?){6})\]")
BY_LANGUAGE = re.compile(r"Words = \{(.*?)\};", re.DOTALL)
LANGUAGES = ("de", "fr", "es", "nl", "ar")


def said_by_pages() -> Iterator[tuple[str, ...]]:
    """English and the other languages of everything that stands in the sources of the SDK."""
    sources = ROOT / "sdk" / "src"
    for row in IN_A_ROW.findall((sources / "core" / "our_words.ts").read_text(encoding="utf-8")):
        yield tuple(SAID.findall(row))
    for file in (sources / "guides" / "words").glob("*.ts"):
        for words in BY_LANGUAGE.findall(file.read_text(encoding="utf-8")):
            yield tuple(SAID.findall(words))


def test_every_word_of_the_preview_is_one_of_the_pages_in_all_of_their_languages() -> None:
    previewed_words = {(english, *(others[one] for one in LANGUAGES)) for english, others in words_in_pages().items()}
    assert len(previewed_words) > 20
    assert previewed_words - set(said_by_pages()) == set()


@pytest.mark.parametrize(
    ("language", "next_", "step"),
    [
        ("en", "Next", "Step 1 of 2"),
        ("de-AT", "Weiter", "Schritt 1 von 2"),
        ("fr", "Suivant", "Étape 1 sur 2"),
        ("ja", "Next", "Step 1 of 2"),
    ],
)
def test_buttons_are_in_the_language_of_the_preview_or_in_english(language: str, next_: str, step: str) -> None:
    seen = Preview(kind="walkthrough", told={}, language=language, languages=())
    assert (seen.our("Next"), seen.step_of(1, 2)) == (next_, step)


def test_times_and_hours_are_said_as_the_language_says_them() -> None:
    german, french = (Preview(kind="known_issue", told={}, language=one, languages=()) for one in ("de", "fr"))
    with timezone.override("Europe/Berlin"):
        assert "2027" in german.moment("2027-01-31T10:00:00Z")
        assert "11:00" in german.moment("2027-01-31T10:00:00Z")
    assert (german.hours(48), german.hours(1), french.hours(48)) == ("48 Stunden", "1 Stunde", "48 h")


def test_a_guide_is_previewed_in_its_first_language_where_it_lacks_the_one_asked_for() -> None:
    assert [previewed(made_guide("tooltip"), one).language for one in ("de", "fr")] == ["de", "en"]
