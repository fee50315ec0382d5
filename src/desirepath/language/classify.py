"""A classifier of short texts for any set of labels, learned from labelled examples in a second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from desirepath.language.calibration import Calibration, calibrated, usual_calibration
from desirepath.language.examples import Example
from desirepath.language.features import Features, learn_features
from desirepath.language.words import Corpus, read_words
from desirepath.vocabulary.errors import BadInput, Mistake

FOLDS = 3
FEWEST_TO_CALIBRATE = 40
_MANY = 5_000
"""From here on, what stands in a single text is not learned, and one fold is enough to calibrate."""
_KNOWN_NEEDED, _LEAST_KNOWN = 0.4, 0.1
_UNLIKE = 0.05
"""A text is unfamiliar if less of it is known than of this share of the examples, or than `_KNOWN_NEEDED`;
and if next to nothing is."""
_SURE_ENOUGH = 0.5
_SOFTNESS = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """What texts were read as: `shares` has a row for each text and a column for each label; rows add up to 1.

    `familiar` is no where too few of a text's words were ever seen: its shares say nothing.
    """

    labels: tuple[str, ...]
    shares: NDArray[np.float64]
    familiar: NDArray[np.bool_]

    def chosen(self, sure: float = _SURE_ENOUGH) -> tuple[str | None, ...]:
        """The likeliest label of each text; None (unassigned) where it is unfamiliar or no label is likely enough."""
        best = self.shares.argmax(axis=1)
        enough = self.familiar & (self.shares.max(axis=1, initial=0) >= sure)
        return tuple(self.labels[label] if is_enough else None for label, is_enough in zip(best, enough, strict=True))

    def share(self, label: str) -> NDArray[np.float64]:
        """The probability of one label for every text."""
        return self.shares[:, self.labels.index(label)]


@dataclass(frozen=True, slots=True, eq=False)
class Classifier:
    """Features, one weight for each feature and label, and what makes probabilities of distances."""

    labels: tuple[str, ...]
    features: Features
    weights: NDArray[np.float32]
    constants: NDArray[np.float32]
    calibration: Calibration
    known_needed: float

    def read(self, texts: Sequence[str]) -> Readings:
        """The reading of each text, in order."""
        return self.read_corpus(read_words(texts))

    def read_corpus(self, corpus: Corpus) -> Readings:
        """The reading of each text of a corpus, in order."""
        distances = [_distances(rows, self.weights, self.constants) for rows in self.features.matrices(corpus)]
        together = np.vstack(distances) if distances else np.zeros((0, len(self.labels)))
        familiar = self.features.known(corpus) >= self.known_needed
        return Readings(self.labels, self.calibration.probabilities(together), familiar)


def learn(examples: Sequence[Example], *, calibrate: bool = True) -> Classifier:
    """A classifier of the labels of the examples; the same examples give the same classifier.

    Words, pairs of words and letters in words, weighed by rarity; a linear support vector machine, one label against
    the rest; probabilities by cross-validation on the examples, or as they usually are. Raises BadInput with fewer than two labels.
    """
    labels = tuple(sorted({example.label for example in examples}))
    if len(labels) < 2:
        raise BadInput(
            Mistake(
                code="too_few_labels",
                what=f"labelled texts need at least two labels to tell apart, here is {len(labels)}",
                mend="Add texts with another label, for instance `none`.",
            )
        )
    number = {label: column for column, label in enumerate(labels)}
    truth = np.array([number[example.label] for example in examples], dtype=np.int64)
    weight = np.array([example.weight for example in examples], dtype=np.float64)
    corpus = read_words([example.text for example in examples])
    features = learn_features(corpus, fewest=1 if len(examples) < _MANY else 2)
    rows = features.matrix(corpus)
    usual = usual_calibration(len(labels))
    calibration = _cross_validated(rows, truth, weight, len(labels)) if calibrate else usual
    weights, constants = _fit(rows, truth, weight, len(labels))
    known_needed = _known_needed(features.known_from_others(corpus))
    return Classifier(labels, features, weights, constants, calibration, known_needed)


def _known_needed(known: NDArray[np.float64]) -> float:
    return float(np.clip(np.quantile(known, _UNLIKE), _LEAST_KNOWN, _KNOWN_NEEDED))


def folds_of(truth: NDArray[np.int64]) -> NDArray[np.int64]:
    """The fold of each example: those of one label are dealt out in turn."""
    fold = np.zeros(len(truth), dtype=np.int64)
    for label in np.unique(truth):
        of_label = np.flatnonzero(truth == label)
        fold[of_label] = np.arange(len(of_label)) % FOLDS
    return fold


def _cross_validated(
    rows: sparse.csr_matrix, truth: NDArray[np.int64], weight: NDArray[np.float64], labels: int
) -> Calibration:
    if len(truth) < FEWEST_TO_CALIBRATE:
        return usual_calibration(labels)
    fold = folds_of(truth)
    tried, distances = [], []
    for left_out in range(1 if len(truth) >= _MANY else FOLDS):
        kept, out = np.flatnonzero(fold != left_out), np.flatnonzero(fold == left_out)
        weights, constants = _fit(rows[kept], truth[kept], weight[kept], labels)
        tried.append(out)
        distances.append(_distances(rows[out], weights, constants))
    order = np.concatenate(tried)
    return calibrated(np.vstack(distances), truth[order])


def _distances(
    rows: sparse.csr_matrix, weights: NDArray[np.float32], constants: NDArray[np.float32]
) -> NDArray[np.float64]:
    return np.asarray(rows @ weights + constants, dtype=np.float64)


def _fit(
    rows: sparse.csr_matrix, truth: NDArray[np.int64], weight: NDArray[np.float64], labels: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights (features by labels) and constants. A label without examples here is far from every text."""
    from sklearn.svm import LinearSVC  # type: ignore[import-untyped]

    weights = np.zeros((rows.shape[1], labels), dtype=np.float32)
    constants = np.full(labels, -1.0, dtype=np.float32)
    there = np.unique(truth)
    if len(there) < 2:
        constants[there] = 1
        return weights, constants
    model = LinearSVC(C=_SOFTNESS, random_state=0).fit(rows, truth, sample_weight=weight)
    columns, found = model.coef_.T, model.intercept_
    if len(there) == 2:
        columns, found = np.hstack([-columns, columns]), np.concatenate([-found, found])
    weights[:, there], constants[there] = columns, found
    return weights, constants
