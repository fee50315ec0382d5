"""The shipped seeds: enough of every label in every language, nobody in them, and none of the check texts."""

import re
from collections import Counter

import pytest

from desirepath.language.blockers import BACKGROUNDS, BLOCKERS
from desirepath.language.examples import LANGUAGES, NONE, shipped_seeds
from desirepath.language.words import words_of
from tests.language.judged import check_texts

PERSON = re.compile(r"@|https?:|\b[A-Z]{2}\d{2}[A-Z0-9]{10,}\b|\b(?:Mrs?|Herr|Frau|Mme|Sra?|dhr|mevr)\.? [A-Z]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_has_at_least_sixty_seeds(language: str) -> None:
    counts = Counter(seed.label for seed in shipped_seeds() if seed.language == language and seed.label)
    assert set(counts) == {*BLOCKERS, NONE}
    assert min(counts.values()) >= 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_has_at_least_twenty_check_texts(language: str) -> None:
    counts = Counter(label for label, _ in check_texts(language))
    assert set(counts) == {*BLOCKERS, NONE}
    assert min(counts.values()) >= 20


def test_every_background_reason_has_seeds_in_every_language() -> None:
    found = {(seed.language, seed.background) for seed in shipped_seeds() if seed.background}
    assert found == {(language, background) for language in LANGUAGES for background in BACKGROUNDS}


def test_no_seed_stands_twice_in_its_language() -> None:
    texts = Counter((seed.language, tuple(words_of(seed.text))) for seed in shipped_seeds())
    assert [text for text, number in texts.items() if number > 1] == []


def test_no_check_text_is_a_seed() -> None:
    seeds = {tuple(words_of(seed.text)) for seed in shipped_seeds()}
    checks = {tuple(words_of(text)) for language in LANGUAGES for _, text in check_texts(language)}
    assert len(checks) > 590
    assert seeds & checks == set()


def test_nobody_is_named_in_a_seed() -> None:
    assert [seed.text for seed in shipped_seeds() if PERSON.search(seed.text)] == []
