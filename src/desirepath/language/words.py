"""Texts as words: lower case, without accents, numbers made alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

NUMBER = "0"
"""What every number of four digits or more is read as: an order's number says nothing of what the text is about."""
_LONGEST_WORD = 40
_WORD = re.compile(r"[^\W\d_]+|\d+|\?")
_APOSTROPHES = str.maketrans({"’": "'", "`": "'", "´": "'"})


class _WithoutMarks(dict[int, int | None]):
    """A table for `str.translate` that drops combining marks; it grows by the letters that it meets."""

    def __missing__(self, letter: int) -> int | None:
        self[letter] = None if unicodedata.combining(chr(letter)) else letter
        return self[letter]


_WITHOUT_MARKS = _WithoutMarks()


def fold(text: str) -> str:
    """The text in lower case and without accents, so that `Genehmigungsübersicht` and `genehmigungsubersicht` agree."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold()).translate(_WITHOUT_MARKS)


def words_of(text: str) -> list[str]:
    """The words of a text in order: runs of letters, numbers up to three digits, `0` for longer ones, and `?`."""
    return [_plain(word) for word in _WORD.findall(fold(text))]


def _plain(word: str) -> str:
    if word.isdigit() and len(word) > 3:
        return NUMBER
    return word[:_LONGEST_WORD]


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """Many texts as words: `vocabulary` the distinct ones, `word` the word at every place, `text` whose place it is."""

    vocabulary: tuple[str, ...]
    word: NDArray[np.int64]
    text: NDArray[np.int64]
    texts: int

    def __len__(self) -> int:
        return self.texts

    def slices(self, size: int) -> Iterator[Corpus]:
        """The same texts in order, at most `size` at a time, with one vocabulary."""
        for start in range(0, self.texts, size):
            end = min(start + size, self.texts)
            first, last = np.searchsorted(self.text, [start, end])
            yield Corpus(self.vocabulary, self.word[first:last], self.text[first:last] - start, end - start)

    def chosen(self, rows: NDArray[np.int64]) -> Corpus:
        """Some of the texts, renumbered; `rows` ascend."""
        new = np.full(self.texts, -1, dtype=np.int64)
        new[rows] = np.arange(len(rows))
        kept = new[self.text] >= 0
        return Corpus(self.vocabulary, self.word[kept], new[self.text][kept], len(rows))

    def counts(self) -> sparse.csr_matrix:
        """How often each text (row) has each word of the vocabulary (column)."""
        ones = np.ones(len(self.word), dtype=np.float32)
        shape = (self.texts, len(self.vocabulary))
        return sparse.csr_matrix(sparse.coo_matrix((ones, (self.text, self.word)), shape=shape))


def read_words(texts: Sequence[str]) -> Corpus:
    """The words of texts; the vocabulary is in the order of first use."""
    raw = corpus_of(_WORD.findall(fold(text)) for text in texts)
    # A word is spelled plainly once, not at each of its places.
    known: dict[str, int] = {}
    plain = [known.setdefault(_plain(word), len(known)) for word in raw.vocabulary]
    return Corpus(tuple(known), np.array(plain, dtype=np.int64)[raw.word], raw.text, raw.texts)


def corpus_of(listed: Iterable[Sequence[str]]) -> Corpus:
    """Texts that were cut into words already."""
    of_texts = list(listed)
    lengths = np.fromiter(map(len, of_texts), dtype=np.int64, count=len(of_texts))
    known: dict[str, int] = {}
    places = (known.setdefault(word, len(known)) for word in chain.from_iterable(of_texts))
    word = np.fromiter(places, dtype=np.int64, count=int(lengths.sum()))
    return Corpus(tuple(known), word, np.repeat(np.arange(len(of_texts)), lengths), len(of_texts))
