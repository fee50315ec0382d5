"""Help articles for somebody at a place: what fits the place first, then what fits their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from desirepath.delivery.in_language import plain, plain_blocks, said, said_blocks
from desirepath.delivery.said import Asked
from desirepath.intervene.page_paths import fits
from desirepath.language import search
from desirepath.language.dictionary import GIVEN_WEIGHT, Dictionary, Translation
from desirepath.vocabulary.guidance.published import Article, Guides, NewWord

MOST_ANSWERS = 10
MOST_SHELVES = 32
"""Languages whose articles are kept ready; the oldest is given up for another."""


@dataclass(slots=True)
class HelpDesk:
    """The articles of one published document, made ready for each language that is asked for."""

    guides: Guides
    _shelves: dict[str, search.Shelf] = field(default_factory=dict)

    def answers(self, asked: Asked) -> tuple[Article, ...]:
        """The articles that hold a word of the query, or without words those of the place: at most ten, in one language.

        Those of the same step come first, then of the same workflow, page, and role; equals as BM25 orders them.
        """
        fit = self._fitting(asked) if asked.query.strip() else {one.article: 0.0 for one in self._of_place(asked)}
        found = [one for one in self.guides.articles if one.article in fit]
        found.sort(key=lambda one: (-place_fit(one, asked), -fit[one.article], one.article))
        return tuple(in_language(one, asked.language) for one in found[:MOST_ANSWERS])

    def _of_place(self, asked: Asked) -> Iterable[Article]:
        return (one for one in self.guides.articles if place_fit(one, asked) > 0)

    def _fitting(self, asked: Asked) -> dict[str, float]:
        most = len(self.guides.articles)
        found = self._shelf(asked.language).search(asked.query, _dictionary(self.guides.words), most)
        return {one.article: one.fit for one in found}

    def _shelf(self, language: str) -> search.Shelf:
        """The shelf of a language; which languages there are, a page may not decide."""
        known = _known(self.guides, language)
        if known not in self._shelves:
            while len(self._shelves) >= MOST_SHELVES:
                del self._shelves[next(iter(self._shelves))]
            here = (in_language(one, known) for one in self.guides.articles)
            self._shelves[known] = search.shelve(
                [search.Article(one.article, plain(one.title), plain_blocks(one.blocks)) for one in here]
            )
        return self._shelves[known]


def place_fit(article: Article, asked: Asked) -> int:
    """How closely an article belongs to a place: 8 for its step, 4 for its workflow, 2 for its page, 1 for its role.

    A step counts only in its workflow, and one of another workflow or step is no nearer than one that names none.
    """
    of_workflow = article.workflow is not None and article.workflow == asked.workflow
    of_step = of_workflow and article.step is not None and article.step == asked.step
    of_page = asked.path is not None and any(fits(pattern, asked.path) for pattern in article.pages)
    return 8 * of_step + 4 * of_workflow + 2 * of_page + (asked.role is not None and asked.role in article.roles)


def in_language(article: Article, language: str) -> Article:
    """The article with one text for each, in the language or what stands in for it."""
    return Article(
        article=article.article, title=said(article.title, language), blocks=said_blocks(article.blocks, language)
    )


def _dictionary(words: Iterable[NewWord]) -> Dictionary:
    return Dictionary(tuple(Translation(old=one.old, new=one.new, weight=GIVEN_WEIGHT) for one in words))


def _known(guides: Guides, language: str) -> str:
    """The language, or only its first part where no text is in it: so that few different ones are kept."""
    there = {name.lower() for one in guides.articles for name in one.title}
    return next((name for name in (language.lower(), language.lower().split("-")[0]) if name in there), "")
