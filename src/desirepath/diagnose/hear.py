"""Reads what people said: which step a text is about where its row does not say, and of which blocker it speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from desirepath.language.blockers import blocker_classifier, with_reasons
from desirepath.language.classify import Classifier, Readings
from desirepath.language.examples import NONE
from desirepath.language.place import Landmark, Map, Place, draw_map
from desirepath.language.words import Corpus, read_words
from desirepath.observe.case_base import step_numbers
from desirepath.observe.heard import Floats, Heard
from desirepath.observe.step_tallies import Counts
from desirepath.observe.voices import NOWHERE, Voices
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.rollout import Workflow

READ_FOR_BLOCKERS = ("tickets", "answers", "searches")
"""The tables whose texts say why. What reports and signs are about stands in their columns."""


def heard_in(
    voices: Mapping[str, Voices], workflow: Workflow, classifier: Classifier | None = None
) -> dict[str, Heard]:
    """Every table of voices, read. The words that known texts of a step use help to place those that name none.

    Each table is placed by its own texts: what one source says does not depend on whether there is another.
    """
    reader = blocker_classifier() if classifier is None else classifier
    numbers = step_numbers(workflow)
    return {name: _heard(one, workflow, numbers, reader) for name, one in voices.items()}


def _map_of(workflow: Workflow, voices: Voices, numbers: Mapping[str, int]) -> Map:
    names = {number: name for name, number in numbers.items()}
    landmarks = [
        Landmark(Place(workflow.id, step.id), tuple(dict.fromkeys((step.title, step.id, *step.activities))))
        for step in workflow.steps
    ]
    is_read = voices.table in READ_FOR_BLOCKERS
    known = [
        (text, Place(workflow.id, names[step]))
        for text, step in zip(voices.texts, voices.step.tolist(), strict=True)
        if is_read and text and step != NOWHERE
    ]
    return draw_map(landmarks, known)


def _heard(one: Voices, workflow: Workflow, numbers: Mapping[str, int], reader: Classifier) -> Heard:
    shares, about = np.zeros((len(one), len(BlockerKind))), np.ones(len(one))
    said = _said(one.texts)
    if one.table in READ_FOR_BLOCKERS and len(one):
        readings = said.spread(reader.read_corpus(said.corpus))
        if one.table == "answers":
            readings = with_reasons(readings, one.labels)
        shares, about = _shares(readings)
    return Heard(
        table=one.table,
        row=one.row,
        step=_placed(one, said, workflow, numbers),
        is_since=one.is_since,
        day=one.day,
        amount=one.amount * about,
        shares=shares,
        labels=one.labels,
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """Texts as words, each distinct one once; `which` of them each row has."""

    corpus: Corpus
    which: Counts

    def spread(self, readings: Readings) -> Readings:
        """The readings of the distinct texts, for each row."""
        return Readings(readings.labels, readings.shares[self.which], readings.familiar[self.which])


def _said(texts: Sequence[str]) -> _Said:
    known: dict[str, int] = {}
    which = np.array([known.setdefault(text, len(known)) for text in texts], np.int64)
    return _Said(read_words(tuple(known)), which)


def _shares(readings: Readings) -> tuple[Floats, Floats]:
    """What each text says of the blockers, and how likely it is about the work; an unfamiliar one counts, unread."""
    column = [readings.labels.index(kind.value) for kind in BlockerKind]
    shares = np.where(readings.familiar[:, None], readings.shares[:, column], 0.0)
    about = np.where(readings.familiar, 1 - readings.share(NONE), 1.0)
    return shares, np.asarray(about)


def _placed(one: Voices, said: _Said, workflow: Workflow, numbers: Mapping[str, int]) -> Counts:
    missing = (one.step == NOWHERE) & np.array([bool(text) for text in one.texts], bool)
    texts = np.unique(said.which[missing])
    step = one.step.copy()
    if len(texts):
        places = _map_of(workflow, one, numbers)
        of_text = np.full(len(said.corpus), NOWHERE)
        of_text[texts] = [
            numbers[place.step] if place is not None and place.step in numbers else NOWHERE
            for place in places.find_in(said.corpus.chosen(texts)).chosen()
        ]
        step[missing] = of_text[said.which[missing]]
    return step
