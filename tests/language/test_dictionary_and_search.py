"""Old words beside new ones, and the search that uses them."""

import math

import pytest

from desirepath.language.dictionary import Opened, Translation, learn_dictionary
from desirepath.language.search import Article, shelve

FLOOR = 10
ARTICLES = (
    Article("a1", "Purchase request", "Enter the goods and send them for approval"),
    Article("a2", "Absence request", "Enter the days and send them for approval"),
    Article("a3", "Delivery", "Confirm what arrived"),
)


def searches(query: str, title: str, people: int) -> list[Opened]:
    return [Opened(query, title, f"person {person}") for person in range(people)]


def test_a_word_that_enough_people_search_by_is_learned() -> None:
    opened = [*searches("requisition", "Purchase", FLOOR), *searches("holiday", "Absence", FLOOR)]
    assert learn_dictionary(opened, floor=FLOOR).translations == (
        Translation(old="holiday", new="absence", weight=0.7),
        Translation(old="requisition", new="purchase", weight=0.7),
    )


def test_a_word_of_fewer_people_than_the_floor_is_not_told() -> None:
    opened = [*searches("requisition", "Purchase", FLOOR - 1), *searches("holiday", "Absence", 50)]
    assert [one.old for one in learn_dictionary(opened, floor=FLOOR).translations] == ["holiday"]


def test_one_person_who_searches_often_is_one_person() -> None:
    opened = [Opened("requisition", "Purchase", "person 1")] * 50
    assert learn_dictionary([*opened, *searches("x", "y", 50)], floor=FLOOR).translations == ()


def test_a_title_that_follows_every_search_means_nothing() -> None:
    opened = [*searches("requisition", "Start page", 20), *searches("holiday", "Start page", 20)]
    assert learn_dictionary(opened, floor=FLOOR).translations == ()


def test_given_pairs_come_first_and_count_in_full() -> None:
    dictionary = learn_dictionary([], [("PR", "purchase request")])
    assert dictionary.widened("blocked requisition") == {"blocked": 1.0, "requisition": 1.0}
    assert learn_dictionary([], [("requisition", "purchase request")]).widened("requisition") == {
        "requisition": 1.0,
        "purchase": 1.0,
        "request": 1.0,
    }
    assert dictionary.translations[0].weight == 1.0


def test_an_old_word_finds_the_article_of_the_new_one() -> None:
    shelf = shelve(ARTICLES)
    assert shelf.search("requisition") == ()
    dictionary = learn_dictionary([], [("requisition", "purchase request")])
    assert [found.article for found in shelf.search("requisition", dictionary)] == ["a1", "a2"]


def test_the_weight_of_a_word_is_that_of_the_formula() -> None:
    found = shelve([Article("a", "", "goods"), Article("b", "", "days")]).search("goods")
    rarity = math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    assert [(one.article, one.fit) for one in found] == [("a", pytest.approx(rarity * 1 * 2.2 / (1 + 1.2)))]


def test_articles_that_fit_alike_stand_in_the_order_of_their_ids() -> None:
    same = [Article(name, "Delivery") for name in ("c", "a", "b")]
    assert [found.article for found in shelve(same).search("deliveries")] == ["a", "b", "c"]


def test_an_empty_shelf_finds_nothing() -> None:
    assert shelve([]).search("anything") == ()
