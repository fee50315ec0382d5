"""A classifier for whatever labels somebody hands in."""

import numpy as np
import pytest

from desirepath.language.calibration import calibrated
from desirepath.language.classify import folds_of, learn
from desirepath.language.examples import Example
from desirepath.language.features import learn_features
from desirepath.language.words import corpus_of, read_words, words_of
from desirepath.vocabulary.errors import BadInput

FRUIT = ("ripe apple from the tree", "a basket of apples and pears", "pears are sweet", "apple juice, pear juice")
METAL = ("the bolt is rusty", "steel bolts and nuts", "a nut of brass", "rusty steel, polished brass")


def fruit_and_metal() -> list[Example]:
    return [*(Example(text, "fruit") for text in FRUIT), *(Example(text, "metal") for text in METAL)]


def test_any_set_of_labels_can_be_learned_from_a_handful_of_texts() -> None:
    read = learn(fruit_and_metal()).read(["sweet apples from the basket", "rusty nuts and bolts"])
    assert read.labels == ("fruit", "metal")
    assert read.chosen() == ("fruit", "metal")
    assert np.allclose(read.shares.sum(axis=1), 1)


def test_one_label_alone_cannot_be_learned() -> None:
    with pytest.raises(BadInput, match="at least two labels to tell apart, here is 1"):
        learn([Example("apple", "fruit")])


def test_a_label_that_counts_more_wins_where_two_contradict() -> None:
    twice = [*fruit_and_metal(), Example("a pear shaped bolt", "fruit"), Example("a pear shaped bolt", "metal", 20.0)]
    assert learn(twice).read(["a pear shaped bolt"]).chosen() == ("metal",)


def test_labels_are_dealt_out_to_folds_in_turn() -> None:
    assert folds_of(np.array([0, 0, 1, 0, 0, 1])).tolist() == [0, 1, 0, 2, 0, 1]


def test_calibration_finds_the_scale_at_which_three_of_four_are_right() -> None:
    distances = np.array([[1.0, -1.0]] * 400)
    truth = np.array([0, 0, 0, 1] * 100)
    assert calibrated(distances, truth).probabilities(distances)[0] == pytest.approx([0.75, 0.25], abs=0.01)


def test_long_numbers_accents_and_capitals_make_no_difference() -> None:
    assert words_of("Übersicht der Anträge 4711002, Fehler 403?") == [
        "ubersicht",
        "der",
        "antrage",
        "0",
        "fehler",
        "403",
        "?",
    ]
    assert words_of("UBERSICHT") == words_of("übersicht")


def test_words_pairs_and_letters_have_their_own_lengths() -> None:
    corpus = read_words(["apple pie", "apple juice"])
    features = learn_features(corpus)
    row = features.matrix(corpus)[0].toarray().ravel()
    words, pairs = len(features.words), len(features.pairs)
    parts = (row[:words], row[words : words + pairs], row[words + pairs :])
    assert [float(np.linalg.norm(part)) for part in parts] == pytest.approx([1, 1, 1.5], abs=1e-5)


def test_a_rare_word_weighs_more_than_one_that_stands_everywhere() -> None:
    corpus = read_words(["apple pie", "apple juice"])
    features = learn_features(corpus)
    row = features.matrix(corpus)[0].toarray().ravel()
    assert row[features.words["pie"]] / row[features.words["apple"]] == pytest.approx(np.log(3 / 2) + 1)


def test_the_known_share_counts_words_and_no_numbers() -> None:
    features = learn_features(read_words(["apple pie"]))
    assert features.known(read_words(["apple 12345 tart", "12345", ""])).tolist() == [0.5, 0, 0]


def test_slices_of_a_corpus_have_the_same_counts() -> None:
    corpus = corpus_of([["a", "b"], [], ["b", "b"], ["c"]])
    pieces = [piece.counts().toarray() for piece in corpus.slices(3)]
    assert np.vstack(pieces).tolist() == corpus.counts().toarray().tolist()
