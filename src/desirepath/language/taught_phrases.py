"""Phrases whose meaning an analyst taught: which texts hold one, and how that changes what the texts are read as."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desirepath.language.blockers import blocker_classifier
from desirepath.language.classify import Classifier, Readings
from desirepath.language.examples import NONE
from desirepath.language.own_labels import OwnLabel, taught_labels
from desirepath.language.word_lists import STOP, listed
from desirepath.language.words import Corpus, words_of
from desirepath.vocabulary.errors import did_you_mean
from desirepath.vocabulary.rollout import Rollout
from desirepath.vocabulary.said import Label

_TRUST = 0.9
"""How likely a text that holds a taught phrase is about what was taught; the rest is left to its other words."""
NO_PHRASE = -1


@dataclass(frozen=True, slots=True)
class Taught:
    """The labels that hold in one workflow, one for each phrase."""

    labels: tuple[Label, ...] = ()

    def classifier(self) -> Classifier:
        """The classifier of blockers, learned from the shipped seeds and from the phrases as further ones."""
        return blocker_classifier(taught_labels([OwnLabel(text=one.phrase, label=name_of(one)) for one in self.labels]))

    def held_in(self, corpus: Corpus) -> NDArray[np.int64]:
        """For each text the position of the label whose phrase it holds, word by word; NO_PHRASE where it holds none.

        Of several the longest counts, and of those as long the one that was taught last.
        """
        held = np.full(len(corpus), NO_PHRASE, dtype=np.int64)
        number = {word: place for place, word in enumerate(corpus.vocabulary)}
        cut = [words_of(one.phrase) for one in self.labels]
        for position in sorted(range(len(cut)), key=lambda one: (len(cut[one]), one)):
            words = [number.get(word, -1) for word in cut[position]]
            if words and min(words) >= 0:
                held[_texts_with(words, corpus)] = position
        return held

    def refined(self, readings: Readings, held: NDArray[np.int64]) -> Readings:
        """The readings, with nine tenths of the probability given to what was taught of a phrase that the text holds.

        `held` has the position of each text's label, as `held_in` gives it. Texts without a phrase stay as they are.
        """
        rows = np.flatnonzero(held != NO_PHRASE)
        if not len(rows):
            return readings
        columns = np.array([readings.labels.index(name_of(one)) for one in self.labels])
        familiar, shares = readings.familiar.copy(), readings.shares.copy()
        unread = ~familiar[rows]
        shares[rows[unread]] = 1 / shares.shape[1]
        shares[rows] *= 1 - _TRUST
        shares[rows, columns[held[rows]]] += _TRUST
        familiar[rows] = True
        return Readings(readings.labels, shares, familiar)


def taught_in(workflow: str, labels: Sequence[Label]) -> Taught:
    """What holds in a workflow: its own labels before those of all workflows, and a later one before an earlier."""
    concerning = [one for one in labels if one.workflow in {None, workflow}]
    by_scope = sorted(concerning, key=lambda one: one.workflow is not None)
    holding: dict[tuple[str, ...], Label] = {}
    for one in by_scope:
        words = tuple(words_of(one.phrase))
        holding.pop(words, None)
        holding[words] = one
    return Taught(tuple(holding.values()))


def says_something(phrase: str) -> bool:
    """Whether a phrase has a word beside small ones; `how is it` would hold of texts about anything."""
    return any(word.isalpha() and word not in listed(STOP) for word in words_of(phrase))


def name_of(label: Label) -> str:
    """The name of a label for the classifier: the blocker's, or `none`."""
    return NONE if label.blocker is None else label.blocker.value


def teaching_remarks(labels: Sequence[Label], rollout: Rollout) -> tuple[str, ...]:
    """What a reader of a study should know of what was taught: how much, what contradicts, what names no step."""
    if not labels:
        return ()
    number = "1 phrase was" if len(labels) == 1 else f"{len(labels)} phrases were"
    return (
        f"How texts are read was taught: {number} given a meaning in labels.csv.",
        *_contradictions(labels),
        *dict.fromkeys(_unplaced(labels, rollout)),
    )


def _contradictions(labels: Sequence[Label]) -> Iterator[str]:
    later: dict[tuple[str | None, tuple[str, ...]], Label] = {}
    for one in labels:
        key = (one.workflow, tuple(words_of(one.phrase)))
        before = later.get(key)
        if before is not None and before.blocker != one.blocker:
            yield (
                f"`{one.phrase}` was taught as `{name_of(before)}` and later as `{name_of(one)}`: the later one holds."
            )
        later[key] = one


def _unplaced(labels: Sequence[Label], rollout: Rollout) -> Iterator[str]:
    """What names a workflow or a step that there is not; a rollout file may have changed since it was taught."""
    steps = {workflow.id: [step.id for step in workflow.steps] for workflow in rollout.workflows}
    for one in labels:
        if one.workflow is not None and one.workflow not in steps:
            hint = did_you_mean(one.workflow, steps)
            yield f"labels.csv names the workflow `{one.workflow}`, which there is not; it is left out. {hint}".strip()
        elif one.workflow is not None and one.step is not None and one.step not in steps[one.workflow]:
            hint = did_you_mean(one.step, steps[one.workflow])
            yield f"labels.csv names the step `{one.step}`, which `{one.workflow}` has not. {hint}".strip()


def _texts_with(words: Sequence[int], corpus: Corpus) -> NDArray[np.int64]:
    """The texts that have these words of the vocabulary in a row."""
    places = np.flatnonzero(corpus.word == words[0])
    places = places[places + len(words) <= len(corpus.word)]
    for ahead, word in enumerate(words[1:], 1):
        places = places[corpus.word[places + ahead] == word]
    whole = corpus.text[places] == corpus.text[places + len(words) - 1]
    return np.asarray(corpus.text[places[whole]])
