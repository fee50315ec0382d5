"""Words, pairs of words and letters in words, weighed: what a linear model sees of a text."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from desirepath.language.words import Corpus

SHORTEST, LONGEST = 2, 5
_LENGTHS = (1.0, 1.0, 1.5)
"""How much words, pairs and letters count; tried by cross-validation on the shipped seeds."""
_AT_A_TIME = 4_000


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What is known of the words of a vocabulary: the number of each, -1 where it is new, and its known letter runs."""

    numbers: NDArray[np.int64]
    letters: sparse.csr_matrix


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What was learned from a corpus: its words, pairs and letter runs, and how rare each is.

    A pair is the number of its first word times the number of words, plus that of its second.
    """

    words: dict[str, int]
    pairs: NDArray[np.int64]
    letters: dict[str, int]
    rarity: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]
    repeated: frozenset[str]
    """The words that stand in two texts or more."""

    def matrix(self, corpus: Corpus) -> sparse.csr_matrix:
        """One row for each text; what was never seen before is left out. Each of the three kinds has its own length."""
        return self._weighed(corpus, self._seen(corpus.vocabulary))

    def _weighed(self, corpus: Corpus, seen: _Seen) -> sparse.csr_matrix:
        kinds = zip(self._counts(corpus, seen), self.rarity, _LENGTHS, strict=True)
        weighed = [_weighed(counts, rarity) * length for counts, rarity, length in kinds]
        return sparse.csr_matrix(sparse.hstack(weighed, format="csr"), dtype=np.float32)

    def matrices(self, corpus: Corpus) -> Iterator[sparse.csr_matrix]:
        """The matrix in pieces of some thousand texts, to hold little at a time."""
        seen = self._seen(corpus.vocabulary)
        return (self._weighed(piece, seen) for piece in corpus.slices(_AT_A_TIME))

    def known(self, corpus: Corpus) -> NDArray[np.float64]:
        """The share of each text's words that were seen before; 0 for a text without words. Numbers are no words."""
        return _share_of_words(corpus, self.words.keys())

    def known_from_others(self, corpus: Corpus) -> NDArray[np.float64]:
        """The same for the texts that were learned from: the share of words that another of them has too."""
        return _share_of_words(corpus, self.repeated)

    def _seen(self, vocabulary: tuple[str, ...]) -> _Seen:
        numbers = (self.words.get(word, -1) for word in vocabulary)
        return _Seen(np.fromiter(numbers, dtype=np.int64, count=len(vocabulary)), _letters_in(vocabulary, self.letters))

    def _counts(self, corpus: Corpus, seen: _Seen) -> tuple[sparse.csr_matrix, sparse.csr_matrix, sparse.csr_matrix]:
        word = seen.numbers[corpus.word]
        known = word >= 0
        words = _count(corpus.text[known], word[known], (corpus.texts, len(self.words)))
        text, keys = pair_keys(word, corpus.text, len(self.words))
        column = np.searchsorted(self.pairs, keys)
        column[column == len(self.pairs)] = 0
        there = self.pairs[column] == keys if len(self.pairs) else np.zeros(len(keys), dtype=bool)
        pairs = _count(text[there], column[there], (corpus.texts, len(self.pairs)))
        letters = corpus.counts() @ seen.letters
        return words, pairs, sparse.csr_matrix(letters)


def learn_features(corpus: Corpus, fewest: int = 1) -> Features:
    """The features of a corpus; `fewest` is the number of texts in which one must stand to be kept."""
    by_text = corpus.counts()
    in_texts = np.asarray((by_text > 0).sum(axis=0)).ravel()
    kept = np.flatnonzero(in_texts >= fewest)
    words = {corpus.vocabulary[old]: new for new, old in enumerate(kept)}
    numbers = np.full(len(corpus.vocabulary), -1, dtype=np.int64)
    numbers[kept] = np.arange(len(kept))
    text, keys = pair_keys(numbers[corpus.word], corpus.text, len(words))
    pairs, pairs_in_texts = _in_texts(keys, text)
    often = pairs_in_texts >= fewest
    letters = _letters(tuple(words))
    letters_in = sparse.csr_matrix(by_text[:, kept] @ _letters_in(tuple(words), letters))
    letters_in_texts = np.bincount(letters_in.indices, minlength=len(letters))
    counted = (in_texts[kept], pairs_in_texts[often], letters_in_texts)
    rarity = tuple(_rarity(number, corpus.texts) for number in counted)
    repeated = frozenset(corpus.vocabulary[word] for word in np.flatnonzero(in_texts > 1))
    return Features(words, pairs[often], letters, (rarity[0], rarity[1], rarity[2]), repeated)


def pair_keys(
    word: NDArray[np.int64], text: NDArray[np.int64], words: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Text and key of every two neighbouring known words of one text."""
    together = (text[:-1] == text[1:]) & (word[:-1] >= 0) & (word[1:] >= 0)
    return text[:-1][together], word[:-1][together] * words + word[1:][together]


@lru_cache(maxsize=10_000)
def letter_runs(word: str) -> tuple[str, ...]:
    """Runs of two to five letters, with a blank at either end of the word: `no` has ` n`, `no`, `o `, ` no` and so on."""
    padded = f" {word} "
    return tuple(
        padded[start : start + length]
        for length in range(SHORTEST, min(LONGEST, len(padded)) + 1)
        for start in range(len(padded) - length + 1)
    )


def _share_of_words(corpus: Corpus, known: AbstractSet[str]) -> NDArray[np.float64]:
    is_word = np.fromiter(map(str.isalpha, corpus.vocabulary), dtype=bool, count=len(corpus.vocabulary))
    is_known = np.fromiter((word in known for word in corpus.vocabulary), dtype=bool, count=len(corpus.vocabulary))
    words = np.bincount(corpus.text, weights=is_word[corpus.word], minlength=corpus.texts)
    seen = np.bincount(corpus.text, weights=(is_word & is_known)[corpus.word], minlength=corpus.texts)
    return np.asarray(seen / np.maximum(words, 1), dtype=np.float64)


def _letters(words: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for run in chain.from_iterable(map(letter_runs, words)):
        found.setdefault(run, len(found))
    return found


def _letters_in(words: tuple[str, ...], letters: dict[str, int]) -> sparse.csr_matrix:
    """How often each word (row) has each known run of letters (column)."""
    of_words = [[letters[run] for run in letter_runs(word) if run in letters] for word in words]
    ends = np.cumsum([0, *map(len, of_words)])
    columns = np.fromiter(chain.from_iterable(of_words), dtype=np.int64, count=int(ends[-1]))
    ones = np.ones(len(columns), dtype=np.float32)
    counted = sparse.csr_matrix((ones, columns, ends), shape=(len(words), len(letters)))
    counted.sum_duplicates()
    return counted


def _count(rows: NDArray[np.int64], columns: NDArray[np.int64], shape: tuple[int, int]) -> sparse.csr_matrix:
    ones = np.ones(len(rows), dtype=np.float32)
    return sparse.csr_matrix(sparse.coo_matrix((ones, (rows, columns)), shape=shape))


def _in_texts(keys: NDArray[np.int64], text: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct keys in order, and the number of texts that have each."""
    distinct, number = np.unique(keys, return_inverse=True)
    once = np.unique(number.astype(np.int64) * (int(text.max(initial=0)) + 1) + text)
    per_key = np.bincount(once // (int(text.max(initial=0)) + 1), minlength=len(distinct))
    return distinct, per_key


def _rarity(in_texts: NDArray[np.int64], texts: int) -> NDArray[np.float32]:
    return np.asarray(np.log((1 + texts) / (1 + in_texts)) + 1, dtype=np.float32)


def _weighed(counts: sparse.csr_matrix, rarity: NDArray[np.float32]) -> sparse.csr_matrix:
    """1 plus the logarithm of the count, times the rarity, each row of length 1."""
    weighed = counts.copy()
    weighed.data = (1 + np.log(weighed.data)) * rarity[weighed.indices]
    return rows_of_length_one(weighed)


def rows_of_length_one(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """The same matrix with every row that is not empty divided by its length."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    length[length == 0] = 1
    divided = matrix.copy()
    divided.data = (divided.data / np.repeat(length, np.diff(divided.indptr))).astype(np.float32)
    return divided
