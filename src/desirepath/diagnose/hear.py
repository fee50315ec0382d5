"""Reads what people said: which step a text is about where its row does not say, and of which blocker it speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from desirepath.language.blockers import with_reasons
from desirepath.language.classify import Classifier, Readings
from desirepath.language.examples import NONE
from desirepath.language.place import Landmark, Map, Place, draw_map
from desirepath.language.taught_phrases import Taught, taught_in
from desirepath.language.words import Corpus, read_words
from desirepath.observe.case_base import step_numbers
from desirepath.observe.heard import Floats, Heard
from desirepath.observe.step_tallies import Counts
from desirepath.observe.voices import NOWHERE, Voices
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.rollout import Workflow
from desirepath.vocabulary.said import Label

READ_FOR_BLOCKERS = ("tickets", "answers", "searches")
"""The tables whose texts say why. What reports and signs are about stands in their columns."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """What texts of a workflow are read with, and the numbers of its steps."""

    workflow: Workflow
    numbers: Mapping[str, int]
    classifier: Classifier
    taught: Taught


def heard_in(voices: Mapping[str, Voices], workflow: Workflow, labels: Sequence[Label] = ()) -> dict[str, Heard]:
    """Every table of voices, read. The words that known texts of a step use help to place those that name none.

    Each table is placed by its own texts: what one source says does not depend on whether there is another.
    `labels` are what an analyst taught of phrases: texts that hold one are read so.
    """
    taught = taught_in(workflow.id, labels)
    reader = _Reader(workflow, step_numbers(workflow), taught.classifier(), taught)
    return {name: _heard(one, reader) for name, one in voices.items()}


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


def _heard(one: Voices, reader: _Reader) -> Heard:
    shares, about = np.zeros((len(one), len(BlockerKind))), np.ones(len(one))
    said = _said(one.texts)
    held = reader.taught.held_in(said.corpus)
    if one.table in READ_FOR_BLOCKERS and len(one):
        readings = said.spread(reader.classifier.read_corpus(said.corpus))
        if one.table == "answers":
            readings = with_reasons(readings, one.labels)
        shares, about = _shares(reader.taught.refined(readings, held[said.which]))
    return Heard(
        table=one.table,
        row=one.row,
        step=_placed(one, said, reader, held),
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


def _placed(one: Voices, said: _Said, reader: _Reader, held: Counts) -> Counts:
    """The step of each row: as it says, else as was taught of a phrase in its text, else what the text mentions."""
    numbers = reader.numbers
    missing = (one.step == NOWHERE) & np.array([bool(text) for text in one.texts], bool)
    texts = np.unique(said.which[missing])
    step = one.step.copy()
    if len(texts):
        places = _map_of(reader.workflow, one, numbers)
        of_text = np.full(len(said.corpus), NOWHERE)
        of_text[texts] = [
            numbers[place.step] if place is not None and place.step in numbers else NOWHERE
            for place in places.find_in(said.corpus.chosen(texts)).chosen()
        ]
        of_label = np.array([*(numbers.get(label.step or "", NOWHERE) for label in reader.taught.labels), NOWHERE])
        of_text = np.where(of_label[held] != NOWHERE, of_label[held], of_text)
        step[missing] = of_text[said.which[missing]]
    return step
