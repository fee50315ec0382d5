"""Phrases are told only if enough people wrote them, and nothing in them points to anybody."""

from __future__ import annotations

import numpy as np

from desirepath.language.shared_phrases import shareable, shared_phrases, telling_words
from desirepath.language.themes import Wording

FLOOR = 5


def phrases(texts: list[str], people: list[int] | None = None) -> dict[str, int]:
    person = np.arange(len(texts)) if people is None else np.array(people)
    told = shared_phrases(shareable(texts, person, Wording()), FLOOR)
    return {" ".join(one.words): one.people for one in told}


def test_a_phrase_of_as_many_people_as_the_floor_is_told_and_of_one_less_it_is_not() -> None:
    assert phrases(["the cost centre is locked"] * 5) == {"cost centre is locked": 5}
    assert phrases(["the cost centre is locked"] * 4) == {}


def test_what_one_person_wrote_ten_times_counts_once() -> None:
    assert phrases(["the cost centre is locked"] * 10, [0] * 10) == {}
    assert phrases(["the cost centre is locked"] * 10, [0, 0, 0, 0, 0, 0, 1, 2, 3, 4]) == {"cost centre is locked": 5}


def test_no_phrase_stands_within_another_so_that_nobody_can_subtract() -> None:
    # Five wrote the longer one, seven the shorter: two would be those who wrote it without the rest.
    told = phrases([*["cost centre locked again"] * 5, *["cost centre unknown"] * 2])
    assert len(told) == 1


def test_two_things_that_are_said_are_two_phrases() -> None:
    told = phrases([*["please open the cost centre"] * 6, *["supplier number missing here"] * 9])
    assert set(told.values()) == {6, 9}


def test_a_phrase_has_two_to_six_words_and_does_not_run_over_the_end_of_a_line() -> None:
    told = phrases(["alpha field\nbroken button\nsupplier number keeps jumping between two open windows"] * 5)
    assert all(2 <= len(phrase.split()) <= 6 for phrase in told)
    assert not any("field broken" in phrase for phrase in told)


def test_numbers_addresses_and_what_stands_beside_them_are_not_joined_over_the_gap() -> None:
    told = phrases(["invoice 4711 rejected by jo@example.com yesterday evening"] * 9)
    assert not any("4711" in phrase or "example" in phrase or "invoice rejected" in phrase for phrase in told)


def test_a_name_that_everybody_writes_with_a_capital_stands_in_no_phrase() -> None:
    told = phrases(["please call Quorbiss about the cost centre"] * 20)
    assert told
    assert not any("quorbiss" in phrase for phrase in told)


def test_small_words_alone_are_no_phrase() -> None:
    assert phrases(["how is it done"] * 20) == {}


def test_no_text_has_no_phrase() -> None:
    assert phrases([]) == {}
    assert phrases([""] * 20) == {}


def test_the_words_of_a_group_are_those_that_enough_of_its_people_and_few_others_use() -> None:
    texts = [*["cost centre locked"] * 5, *["cost report missing"] * 5, "cost wombat"]
    told = shareable(texts, np.arange(11), Wording())
    first, second = telling_words(told, np.array([0] * 5 + [1] * 6), FLOOR)
    assert first == ("centre", "locked", "cost")
    assert second == ("report", "missing", "cost")
