"""Search over help articles: BM25, with the old words of people widened by the new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from desirepath.language.dictionary import Dictionary, content_of
from desirepath.language.theme_space import stem
from desirepath.language.words import corpus_of

_SATURATION = 1.2
_BY_LENGTH = 0.75
_TITLE_COUNTS = 3
NO_WORDS = Dictionary(())


@dataclass(frozen=True, slots=True)
class Article:
    """A help article; `article` is its id."""

    article: str
    title: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """An article and how well it fits; fits of one search can be compared, those of two cannot."""

    article: str
    fit: float


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Articles made ready for searching: the weight of each stem (column) in each article (row)."""

    articles: tuple[str, ...]
    stems: dict[str, int]
    weights: sparse.csc_matrix

    def search(self, query: str, dictionary: Dictionary = NO_WORDS, most: int = 10) -> tuple[Found, ...]:
        """The articles that fit, best first; equals in the order of their ids. None where no word is known."""
        wanted = np.zeros(len(self.stems))
        for word, weight in dictionary.widened(query).items():
            column = self.stems.get(stem(word))
            if column is not None:
                wanted[column] = max(wanted[column], weight)
        fits = np.asarray(self.weights @ wanted)
        best = sorted(np.flatnonzero(fits > 0), key=lambda row: (-fits[row], self.articles[row]))[:most]
        return tuple(Found(self.articles[row], float(fits[row])) for row in best)


def shelve(articles: Sequence[Article]) -> Shelf:
    """The shelf of up to some 100,000 articles. Words of the title count three times.

    Source: Robertson and Zaragoza 2009, The probabilistic relevance framework: BM25 and beyond.
    """
    corpus = corpus_of([_stems(article) for article in articles])
    counts = corpus.counts().astype(np.float64)
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    in_articles = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = np.log(1 + (len(articles) - in_articles + 0.5) / (in_articles + 0.5))
    norm = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * lengths / max(float(lengths.mean()) if len(lengths) else 1, 1))
    counts.data = _saturated(counts.data, np.repeat(norm, np.diff(counts.indptr))) * rarity[counts.indices]
    stems = {word: column for column, word in enumerate(corpus.vocabulary)}
    return Shelf(tuple(article.article for article in articles), stems, sparse.csc_matrix(counts))


def _stems(article: Article) -> list[str]:
    title = [stem(word) for word in content_of(article.title)]
    return title * _TITLE_COUNTS + [stem(word) for word in content_of(article.body)]


def _saturated(count: NDArray[np.float64], norm: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(count * (_SATURATION + 1) / (count + norm), dtype=np.float64)
