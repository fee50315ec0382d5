"""Names of themes: two to four words that its texts use more than the others do, and that enough people have used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desirepath.language.features import pair_keys
from desirepath.language.spherical import Groups
from desirepath.language.theme_space import stem
from desirepath.language.words import Corpus

MOST_WORDS = 4
_TRIED = 30
_PAIR_WORTH = 1.5
"""A pair of neighbours says more than two words apart, so it may come before somewhat more frequent ones."""


@dataclass(frozen=True, slots=True, eq=False)
class _Terms:
    """Every place of a term in a text; `keys` holds the distinct terms, `term` the position in it of each place's."""

    keys: NDArray[np.int64]
    term: NDArray[np.int64]
    text: NDArray[np.int64]


def theme_names(
    corpus: Corpus, groups: Groups, people: NDArray[np.int64], shown: frozenset[str], floor: int
) -> list[tuple[str, ...]]:
    """The name of each group, one word or pair an entry; empty where no term is used by `floor` of its people.

    Terms are weighed by how often a group uses them against how rare they are elsewhere. `people` numbers the
    person of each text. Source: Grootendorst 2022, BERTopic (class-based TF-IDF).
    """
    number = int(groups.max(initial=-1)) + 1
    allowed = np.fromiter((word in shown for word in corpus.vocabulary), dtype=bool, count=len(corpus.vocabulary))
    words, pairs = _words(corpus, allowed), _pairs(corpus, allowed)
    ranked = [_ranked(terms, groups, people, number, floor) for terms in (words, pairs)]
    return [
        _chosen(_best_first(of_words, of_pairs, corpus.vocabulary))
        for of_words, of_pairs in zip(ranked[0], ranked[1], strict=True)
    ]


def _words(corpus: Corpus, allowed: NDArray[np.bool_]) -> _Terms:
    kept = allowed[corpus.word]
    keys, term = np.unique(corpus.word[kept], return_inverse=True)
    return _Terms(keys, term, corpus.text[kept])


def _pairs(corpus: Corpus, allowed: NDArray[np.bool_]) -> _Terms:
    word = np.where(allowed[corpus.word], corpus.word, -1)
    text, all_keys = pair_keys(word, corpus.text, len(corpus.vocabulary))
    keys, term = np.unique(all_keys, return_inverse=True)
    return _Terms(keys, term, text)


def _ranked(
    terms: _Terms, groups: Groups, people: NDArray[np.int64], number: int, floor: int
) -> list[list[tuple[float, int]]]:
    """For each group its weightiest terms that at least `floor` of its people use, as weight and key."""
    inside = groups[terms.text] >= 0
    term, text = terms.term[inside], terms.text[inside]
    cells, cell_of = np.unique(groups[text] * len(terms.keys) + term, return_inverse=True)
    uses = np.bincount(cell_of, minlength=len(cells))
    persons = int(people.max(initial=0)) + 1
    users = np.bincount(np.unique(cell_of.astype(np.int64) * persons + people[text]) // persons, minlength=len(cells))
    group, column = np.divmod(cells, max(len(terms.keys), 1))
    everywhere = np.bincount(column, weights=uses, minlength=len(terms.keys))
    in_group = np.bincount(group, weights=uses, minlength=number)
    usual = uses.sum() / max(number, 1)
    weight = uses / np.maximum(in_group[group], 1) * np.log(1 + usual / np.maximum(everywhere[column], 1))
    ranked: list[list[tuple[float, int]]] = [[] for _ in range(number)]
    for place in np.lexsort((column, -weight)):
        if users[place] >= floor and len(ranked[group[place]]) < _TRIED:
            ranked[group[place]].append((float(weight[place]), int(terms.keys[column[place]])))
    return ranked


def _best_first(
    words: list[tuple[float, int]], pairs: list[tuple[float, int]], vocabulary: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    found: list[tuple[float, tuple[str, ...]]] = [(weight, (vocabulary[key],)) for weight, key in words]
    for weight, key in pairs:
        first, second = divmod(key, len(vocabulary))
        found.append((weight * _PAIR_WORTH, (vocabulary[first], vocabulary[second])))
    return (term for _, term in sorted(found, key=lambda one: (-one[0], one[1])))


def _chosen(best_first: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    """Terms until there are four words or no more; of words with one stem, the weightiest stands for all."""
    chosen: list[str] = []
    stems: set[str] = set()
    words = 0
    for term in best_first:
        its_stems = {stem(word) for word in term}
        if words + len(term) > MOST_WORDS or its_stems & stems or len(its_stems) < len(term):
            continue
        chosen.append(" ".join(term))
        stems |= its_stems
        words += len(term)
        if words >= MOST_WORDS - 1:
            break
    return tuple(chosen)
