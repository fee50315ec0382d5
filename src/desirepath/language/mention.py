"""How plainly a text mentions a phrase, in whatever form its words are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from desirepath.language.features import letter_runs, rows_of_length_one
from desirepath.language.word_lists import STOP, listed
from desirepath.language.words import Corpus, words_of

_ALIKE = 0.55
"""The cosine of letter runs from which two words count as forms of one: `approve` and `approval`, typing errors."""
_AT_A_TIME = 5_000


@dataclass(frozen=True, slots=True, eq=False)
class Mentions:
    """The distinct words of phrases, how much each tells places apart, and which phrase of which place has which."""

    words: tuple[str, ...]
    weight: NDArray[np.float64]
    phrases: NDArray[np.float64]
    place: NDArray[np.int64]
    places: int

    def strengths(self, corpus: Corpus) -> NDArray[np.float64]:
        """For every text (row) and place (column): 0 not mentioned to 1, a phrase of it stands there in full.

        The share of a phrase's words that the text has, weighed by how few places share them, squared; the best
        phrase of a place counts.
        """
        alike = _alike(corpus.vocabulary, self.words)
        pieces = [self._strengths_in(piece, alike) for piece in corpus.slices(_AT_A_TIME)]
        return np.vstack(pieces) if pieces else np.zeros((0, self.places))

    def _strengths_in(self, corpus: Corpus, alike: sparse.csr_matrix) -> NDArray[np.float64]:
        there = sparse.coo_matrix(alike[corpus.word])
        found = np.zeros((len(corpus), len(self.words)))
        np.maximum.at(found, (corpus.text[there.row], there.col), there.data)
        covered = (found @ (self.phrases * self.weight).T / np.maximum(self.phrases @ self.weight, 1e-9)) ** 2
        best = np.zeros((len(corpus), self.places))
        for phrase, place in enumerate(self.place):
            best[:, place] = np.maximum(best[:, place], covered[:, phrase])
        return best


def mentions_of(phrases: Sequence[tuple[int, Sequence[str]]]) -> Mentions:
    """What phrases of places are recognised by. A phrase of nothing but small words is left out."""
    cut = [(place, _content(phrase)) for place, of_place in phrases for phrase in of_place]
    kept = [(place, words) for place, words in cut if words]
    vocabulary = tuple(sorted({word for _, words in kept for word in words}))
    places = max((place for place, _ in phrases), default=-1) + 1
    has = np.array([[word in words for word in vocabulary] for _, words in kept], dtype=np.float64)
    has = has.reshape(len(kept), len(vocabulary))
    place = np.array([place for place, _ in kept], dtype=np.int64)
    shared = [len({int(one) for one in place[has[:, word] > 0]}) for word in range(len(vocabulary))]
    weight = np.log(1 + places / np.maximum(shared, 1)) if vocabulary else np.zeros(0)
    return Mentions(vocabulary, np.asarray(weight, dtype=np.float64), has, place, places)


def _content(phrase: str) -> frozenset[str]:
    return frozenset(word for word in words_of(phrase) if word not in listed(STOP) and len(word) > 1)


def _alike(vocabulary: Sequence[str], words: Sequence[str]) -> sparse.csr_matrix:
    """How alike each word of a corpus (row) and each word of phrases (column) are; 1 the same, 0 not forms of one."""
    runs: dict[str, int] = {}
    ours = _runs_in(words, runs, grow=True)
    theirs = _runs_in(vocabulary, runs, grow=False)
    cosines = sparse.csr_matrix(theirs @ ours.T)
    cosines.data[cosines.data < _ALIKE] = 0
    cosines.eliminate_zeros()
    return cosines


def _runs_in(words: Sequence[str], runs: dict[str, int], *, grow: bool) -> sparse.csr_matrix:
    """The letter runs of words, each row of length 1; runs that are not known count for the length only."""
    columns: list[int] = []
    ends = [0]
    lengths: list[int] = []
    for word in words:
        own = [run for run in letter_runs(word) if run.strip()]
        numbers = (
            [runs.setdefault(run, len(runs)) for run in own] if grow else [runs[run] for run in own if run in runs]
        )
        columns += numbers
        ends.append(len(columns))
        lengths.append(len(own))
    counted = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(words), max(len(runs), 1)))
    counted.sum_duplicates()
    if grow:
        return rows_of_length_one(counted)
    scale = 1 / np.sqrt(np.maximum(np.array(lengths), 1))
    return sparse.csr_matrix(sparse.diags(scale) @ counted)
