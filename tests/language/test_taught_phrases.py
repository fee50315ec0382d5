"""What is taught of a phrase changes the reading of the texts that hold it, and next to nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from desirepath.language.blockers import blocker_classifier
from desirepath.language.classify import Readings
from desirepath.language.examples import LANGUAGES, NONE, blocker_examples
from desirepath.language.taught_phrases import NO_PHRASE, says_something, taught_in
from desirepath.language.words import read_words
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.said import Label
from tests.language.judged import check_texts

SEEDS = [seed.text for seed in blocker_examples()]
CHECK = [text for language in LANGUAGES for _, text in check_texts(language)]
AT_MOST = 0.02
TAUGHT = {
    "greyed out": BlockerKind.WORKFLOW_FRICTION,
    "cost centre": BlockerKind.POLICY_AMBIGUITY,
    "no permission": BlockerKind.CAPABILITY_GAP,
    "error message": BlockerKind.ACCESS_GAP,
    "step by step": BlockerKind.POLICY_AMBIGUITY,
    "walk me through": BlockerKind.CAPABILITY_GAP,
}


SHORT_LANE_TAKES = 3
"""One phrase in so many by itself, and all of them together; the long lane takes each."""


def lesson(phrase: str, blocker: BlockerKind | None, workflow: str | None = None) -> Label:
    return Label(phrase=phrase, blocker=blocker, workflow=workflow)


def read_so(labels: list[Label], texts: list[str], workflow: str = "claim") -> Readings:
    taught, corpus = taught_in(workflow, labels), read_words(texts)
    return taught.refined(taught.classifier().read_corpus(corpus), taught.held_in(corpus))


@pytest.mark.parametrize(
    "phrase",
    [
        pytest.param(phrase, marks=[pytest.mark.long] * (place % SHORT_LANE_TAKES != 0))
        for place, phrase in enumerate(TAUGHT)
    ],
)
def test_every_text_that_holds_a_taught_phrase_is_read_so_and_at_most_two_per_cent_of_others_change(
    phrase: str,
) -> None:
    labels = [lesson(phrase, TAUGHT[phrase])]
    for texts in (SEEDS, CHECK):
        holds = taught_in("claim", labels).held_in(read_words(texts)) != NO_PHRASE
        before, after = (np.array(one.chosen()) for one in (blocker_classifier().read(texts), read_so(labels, texts)))
        assert set(after[holds]) <= {TAUGHT[phrase].value}
        assert (before[~holds] != after[~holds]).mean() <= AT_MOST
    assert (taught_in("claim", labels).held_in(read_words(SEEDS)) != NO_PHRASE).any()


def test_all_phrases_together_change_at_most_two_per_cent_of_the_texts_that_hold_none() -> None:
    labels = [lesson(phrase, blocker) for phrase, blocker in TAUGHT.items()]
    others = taught_in("claim", labels).held_in(read_words(CHECK)) == NO_PHRASE
    before, after = (np.array(one.chosen()) for one in (blocker_classifier().read(CHECK), read_so(labels, CHECK)))
    assert 0 < (before[others] != after[others]).mean() <= AT_MOST


def test_a_text_in_words_never_seen_is_read_by_the_phrase_in_it() -> None:
    text = "zaubernuss frobnicator quux wibble"
    assert blocker_classifier().read([text]).chosen() == (None,)
    assert read_so([lesson("Frobnicator, QUUX", BlockerKind.ACCESS_GAP)], [text]).chosen() == ("access_gap",)


def test_a_text_with_the_words_of_a_phrase_apart_does_not_hold_it() -> None:
    taught = taught_in("claim", [lesson("cost centre", BlockerKind.ACCESS_GAP)])
    texts = ["the cost of a centre", "which Cost-Centre is it?", "centre cost", "its cost", "centre"]
    assert taught.held_in(read_words(texts)).tolist() == [NO_PHRASE, 0, NO_PHRASE, NO_PHRASE, NO_PHRASE]


def test_the_later_of_two_labels_that_contradict_each_other_holds() -> None:
    labels = [lesson("cost centre", BlockerKind.ACCESS_GAP), lesson("Cost Centre", BlockerKind.CAPABILITY_GAP)]
    assert read_so(labels, ["cost centre"]).chosen() == ("capability_gap",)
    assert read_so(labels[::-1], ["cost centre"]).chosen() == ("access_gap",)


def test_of_two_phrases_in_one_text_the_longer_counts_whichever_came_first() -> None:
    labels = [
        lesson("centre is missing", BlockerKind.CAPABILITY_GAP),
        lesson("cost centre", BlockerKind.ACCESS_GAP),
    ]
    for order in (labels, labels[::-1]):
        assert read_so(order, ["the cost centre is missing"]).chosen() == ("capability_gap",)


def test_a_label_of_the_workflow_comes_before_one_for_all_and_none_of_another_counts() -> None:
    labels = [
        lesson("cost centre", BlockerKind.CAPABILITY_GAP, "claim"),
        lesson("cost centre", BlockerKind.ACCESS_GAP),
        lesson("cost centre", BlockerKind.SUPPORT_DEPENDENCY, "travel"),
    ]
    assert read_so(labels, ["cost centre"], "claim").chosen() == ("capability_gap",)
    assert read_so(labels, ["cost centre"], "leave").chosen() == ("access_gap",)


def test_a_phrase_can_be_taught_to_have_nothing_to_do_with_the_work() -> None:
    text = "no permission to open the parking gate"
    assert read_so([lesson("parking gate", None)], [text]).chosen() == (NONE,)


def test_nothing_taught_changes_nothing() -> None:
    assert np.array_equal(read_so([], CHECK).shares, blocker_classifier().read(CHECK).shares)


def test_a_phrase_of_small_words_says_nothing() -> None:
    assert [says_something(one) for one in ("how is it", "4711", "  ", "how is it done", "Freigabe")] == [
        False,
        False,
        False,
        False,
        True,
    ]


def test_a_step_needs_a_workflow_and_a_phrase_a_word() -> None:
    with pytest.raises(ValueError, match="has a step, but no workflow"):
        Label(phrase="cost centre", blocker=None, step="pay")
    with pytest.raises(ValueError, match="needs a phrase"):
        Label(phrase="  ", blocker=None)
