"""Texts as points on a sphere on which those about the same thing lie close to each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from desirepath.language.features import rows_of_length_one
from desirepath.language.words import Corpus

DIMENSIONS = 60
_MORE = 10
_ROUNDS = 3
_FEWEST_TEXTS = 3
_MOST_TEXTS = 0.4
_SHORTEST_STEM = 4
_ENDINGS = ("ungen", "ies", "ing", "ung", "es", "en", "ed", "er", "e", "s", "n", "y", "a", "o")


def stem(word: str) -> str:
    """A word without its ending, roughly and in all five languages: `orders` and `order` agree, mistakes are rare."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def points_of(corpus: Corpus, content: frozenset[str], seed: int) -> NDArray[np.float32]:
    """A point of length 1 for each text (row); all zeros for a text that shares no word of content with two others.

    Stems weighed by rarity, reduced by a truncated singular value decomposition. `seed` draws where the search for
    the singular vectors begins. Source: Deerwester et al. 1990 (latent semantic analysis); Halko et al. 2011.
    """
    counts = _stem_counts(corpus, content)
    in_texts = np.bincount(counts.indices, minlength=counts.shape[1])
    kept = np.flatnonzero((in_texts >= _FEWEST_TEXTS) & (in_texts <= max(_MOST_TEXTS * len(corpus), _FEWEST_TEXTS)))
    if len(kept) == 0:
        return np.zeros((len(corpus), 1), dtype=np.float32)
    weighed = sparse.csr_matrix(counts[:, kept])
    rarity = np.log(len(corpus) / in_texts[kept]).astype(np.float32) + 1
    weighed.data = (1 + np.log(weighed.data)) * rarity[weighed.indices]
    return reduced(rows_of_length_one(weighed), seed)


def reduced(rows: sparse.csr_matrix, seed: int) -> NDArray[np.float32]:
    """Rows of length 1 in at most 60 dimensions; empty rows stay at the origin."""
    dimensions = min(DIMENSIONS, *rows.shape)
    draw = np.random.default_rng(seed).standard_normal((rows.shape[1], dimensions + _MORE)).astype(np.float32)
    across = _upright(rows @ draw)
    for _ in range(_ROUNDS):
        across = _upright(rows @ _upright(rows.T @ across))
    _, _, directions = np.linalg.svd((rows.T @ across).T, full_matrices=False)
    return unit_rows(rows @ directions[:dimensions].T)


def _upright(columns: NDArray[np.float32]) -> NDArray[np.float32]:
    """Columns of length 1 at right angles that span the same, by the square root of their products."""
    lengths, turned = np.linalg.eigh((columns.T @ columns).astype(np.float64))
    scale = np.where(lengths > 1e-6 * lengths[-1], 1 / np.sqrt(np.maximum(lengths, 1e-30)), 0)
    return np.asarray(columns @ (turned * scale).astype(np.float32), dtype=np.float32)


def unit_rows(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """Every row divided by its length; rows of (nearly) no length are zeros."""
    length = np.linalg.norm(points, axis=1, keepdims=True)
    return np.asarray(np.where(length > 1e-6, points / np.maximum(length, 1e-6), 0), dtype=np.float32)


def _stem_counts(corpus: Corpus, content: frozenset[str]) -> sparse.csr_matrix:
    stems: dict[str, int] = {}
    number = [stems.setdefault(stem(word), len(stems)) if word in content else -1 for word in corpus.vocabulary]
    column = np.array(number, dtype=np.int64)[corpus.word] if number else np.zeros(0, dtype=np.int64)
    kept = column >= 0
    ones = np.ones(int(kept.sum()), dtype=np.float32)
    shape = (len(corpus), max(len(stems), 1))
    return sparse.csr_matrix(sparse.coo_matrix((ones, (corpus.text[kept], column[kept])), shape=shape))


def content_words(corpus: Corpus, small: frozenset[str]) -> frozenset[str]:
    """The words of letters that are no small words."""
    return frozenset(word for word in corpus.vocabulary if word.isalpha() and len(word) > 1 and word not in small)
