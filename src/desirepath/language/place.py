"""Which workflow and step a text is about: by what it mentions, by texts of known steps, by the person's own cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from desirepath.language.classify import Classifier, learn
from desirepath.language.examples import NONE, Example, blocker_examples
from desirepath.language.mention import Mentions, mentions_of
from desirepath.language.words import Corpus, read_words
from desirepath.vocabulary.errors import BadInput, Mistake

Kind = TypeVar("Kind")

FEWEST_KNOWN = 5
"""Texts that must be known of a step before the words of such texts are learned."""
_MOST_KNOWN = 400
_FEWEST_UNRELATED = 150
_MENTION_WEIGHS = 5.0
"""The log-odds of a step whose title stands in a text in full: as good as 148 to 1."""
_BASE = 0.5
"""How likely a text is about some step of the rollout before anything is known of it."""
_LEAST = 1e-6
_SURE_ENOUGH = 0.5


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A step of a workflow; or, without a step, the workflow as a whole."""

    workflow: str
    step: str = ""


@dataclass(frozen=True, slots=True)
class Landmark:
    """What a place may be recognised by: its title, id, activities, names of fields."""

    place: Place
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Placings:
    """Where texts belong: `shares` has a row for each text, a column for each place and a last one for nowhere."""

    places: tuple[Place, ...]
    shares: NDArray[np.float64]

    def chosen(self, sure: float = _SURE_ENOUGH) -> tuple[Place | None, ...]:
        """The likeliest place of each text; its workflow alone where only that is sure; None where neither is."""
        workflows = sorted({place.workflow for place in self.places})
        columns = [[place.workflow == workflow for place in self.places] for workflow in workflows]
        of_workflows = np.array([self.shares[:, :-1][:, column].sum(axis=1) for column in columns]).T
        return tuple(
            self._chosen(row, workflows, of_workflow, sure)
            for row, of_workflow in zip(self.shares, of_workflows, strict=True)
        )

    def _chosen(
        self, row: NDArray[np.float64], workflows: list[str], of_workflow: NDArray[np.float64], sure: float
    ) -> Place | None:
        best, workflow = int(row[:-1].argmax()), int(of_workflow.argmax())
        if row[best] >= sure:
            return self.places[best]
        return Place(workflows[workflow]) if of_workflow[workflow] >= sure else None


@dataclass(frozen=True, slots=True, eq=False)
class Map:
    """The places of a rollout, what they are recognised by, and what texts of known places have taught."""

    places: tuple[Place, ...]
    mentions: Mentions
    taught: Classifier | None

    def find(self, texts: Sequence[str], at_work: Sequence[Mapping[Place, float]] | None = None) -> Placings:
        """Where each text belongs.

        `at_work` gives, for each text, how likely its person was at which place when it was written (an open case
        there, say): probabilities that add up to at most 1; an empty mapping says nothing.
        """
        return self.find_in(read_words(texts), at_work)

    def find_in(self, corpus: Corpus, at_work: Sequence[Mapping[Place, float]] | None = None) -> Placings:
        """The same of texts that were cut into words already."""
        odds = self._before(len(corpus))
        odds[:, :-1] += _MENTION_WEIGHS * self.mentions.strengths(corpus)
        if self.taught is not None:
            readings = self.taught.read_corpus(corpus)
            labels = [_label(place) for place in self.places]
            columns = [readings.labels.index(label) if label in readings.labels else -1 for label in [*labels, NONE]]
            learned = np.log(np.maximum(np.where(np.array(columns) >= 0, readings.shares[:, columns], 1), _LEAST))
            usual = np.log(_BASE / max(len(self.places), 1))
            learned[:, np.array(columns) < 0] = usual
            odds += np.where(readings.familiar[:, None], learned - self._before(1), 0)
        for row, likely in enumerate(at_work or ()):
            odds[row] += self._from_work(likely)
        shares = np.exp(odds - odds.max(axis=1, keepdims=True))
        return Placings(self.places, shares / shares.sum(axis=1, keepdims=True))

    def _before(self, texts: int) -> NDArray[np.float64]:
        """The logarithms of what is thought of a text before it is read."""
        row = np.full(len(self.places) + 1, np.log(_BASE / max(len(self.places), 1)))
        row[-1] = np.log(1 - _BASE)
        return np.repeat(row[None, :], texts, axis=0)

    def _from_work(self, likely: Mapping[Place, float]) -> NDArray[np.float64]:
        """What is known of the person's work, as a change of the odds."""
        if not likely:
            return np.zeros(len(self.places) + 1)
        left = max(1 - sum(likely.values()), 0.0)
        elsewhere = sum(place not in likely for place in self.places)
        told = [likely.get(place, left * _BASE / max(elsewhere, 1)) for place in self.places]
        return np.asarray(np.log(np.maximum([*told, left * (1 - _BASE)], _LEAST)) - self._before(1)[0])


def draw_map(landmarks: Sequence[Landmark], known: Sequence[tuple[str, Place]] = ()) -> Map:
    """The map of a rollout, from its landmarks and from texts whose place is known (tickets with a step).

    Words of known texts are learned once two places have five each, beside the shipped seeds that have nothing to
    do with any change. Raises BadInput without landmarks.
    """
    if not landmarks:
        raise BadInput(Mistake(code="no_landmarks", what="no step to look for", mend="Name a workflow with its steps."))
    places = tuple(sorted({landmark.place for landmark in landmarks}))
    return Map(
        places, mentions_of([(places.index(one.place), one.phrases) for one in landmarks]), _taught(places, known)
    )


def _taught(places: tuple[Place, ...], known: Sequence[tuple[str, Place]]) -> Classifier | None:
    of_place: dict[Place, list[str]] = defaultdict(list)
    for text, place in known:
        of_place[place].append(text)
    enough = [place for place in places if len(of_place[place]) >= FEWEST_KNOWN]
    if len(enough) < 2:
        return None
    examples = [Example(text, _label(place)) for place in enough for text in _some(of_place[place])]
    unrelated = [seed for seed in blocker_examples() if seed.label == NONE]
    return learn([*examples, *_some(unrelated, max(_FEWEST_UNRELATED, len(examples)))], calibrate=False)


def _some(texts: Sequence[Kind], most: int = _MOST_KNOWN) -> Sequence[Kind]:
    """At most so many of the texts, evenly spread over them: more teach little and take long."""
    step = -(-len(texts) // most)
    return texts[::step]


def _label(place: Place) -> str:
    return f"{place.workflow} {place.step}"
