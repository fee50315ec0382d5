"""Answers from help articles: what fits the place first, in the words and the language of whoever asks."""

from __future__ import annotations

from typing import Any

import pytest

from desirepath.delivery.help_search import HelpDesk, place_fit
from desirepath.delivery.said import Asked
from tests.delivery.conftest import Served
from tests.delivery.made import as_guides, document

DESK = HelpDesk(as_guides(document()))


def asked(query: str, language: str = "en", **place: Any) -> Asked:
    return Asked(key="", query=query, language=language, **place)


def found(query: str, language: str = "en", **place: Any) -> list[str]:
    return [one.article for one in DESK.answers(asked(query, language, **place))]


def test_an_article_that_has_the_word_in_its_title_comes_before_those_that_have_it_in_their_text() -> None:
    assert found("quote")[0] == "quotes"
    assert set(found("quote")) == {"quotes", "catalogue", "travel"}


@pytest.mark.parametrize(
    ("place", "first"),
    [
        ({"workflow": "travel"}, "travel"),
        ({"path": "/requests/7"}, "catalogue"),
        ({"role": "buyer"}, "catalogue"),
        ({"workflow": "purchase_request", "step": "quote", "path": "/requests/7", "role": "buyer"}, "quotes"),
    ],
)
def test_what_fits_the_place_comes_first(place: dict[str, str], first: str) -> None:
    assert found("quote", **place)[0] == first


def test_without_words_what_fits_the_place_is_given_and_nothing_else() -> None:
    assert found(" ", workflow="purchase_request", step="quote", path="/requests/7") == ["quotes", "catalogue"]
    assert found("") == []


def test_a_step_counts_only_in_its_own_workflow() -> None:
    article = DESK.guides.articles[0]
    assert place_fit(article, asked("", workflow="purchase_request", step="quote")) == 12
    assert place_fit(article, asked("", workflow="travel", step="quote")) == 0


def test_old_words_find_what_the_application_calls_by_new_ones() -> None:
    assert found("shopping list") == ["catalogue"]
    assert HelpDesk(as_guides(document(words=[]))).answers(asked("shopping list")) == ()


def test_words_that_nobody_wrote_find_nothing() -> None:
    assert found("zebra", workflow="travel") == []


def test_texts_are_in_the_language_asked_for_and_each_that_is_missing_in_another() -> None:
    best = DESK.answers(asked("Angebot", "de-AT"))[0]
    assert best.title == {"de": "Ein Angebot anhängen"}
    assert [getattr(one, "text", None) or one.items for one in best.blocks] == [  # type: ignore[union-attr]
        {"de": "Jede Anforderung braucht ein Angebot."},
        ({"en": "Only in English"},),
    ]
    assert DESK.answers(asked("quote", "ar"))[0].title == {"en": "Attach a quote"}


def test_languages_that_pages_make_up_are_not_kept_ready() -> None:
    desk = HelpDesk(as_guides(document()))
    for number in range(100):
        desk.answers(asked("quote", f"x{number}"))
    assert len(desk._shelves) == 1


def test_a_page_gets_articles_as_the_document_has_them(delivery: Served) -> None:
    told = delivery.say("/v1/answers", query="Angebot", language="de").told
    assert told == {
        "answers": [
            {
                "article": "quotes",
                "title": {"de": "Ein Angebot anhängen"},
                "blocks": [
                    {"block": "paragraph", "text": {"de": "Jede Anforderung braucht ein Angebot."}},
                    {"block": "list", "items": [{"en": "Only in English"}]},
                ],
            }
        ]
    }
