"""Phrases and words that many people wrote: what may be shown of texts, and can be taught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from desirepath.language.plain_words import cut_into_words, showable
from desirepath.language.scrub import scrub
from desirepath.language.spherical import Groups
from desirepath.language.theme_space import stem
from desirepath.language.themes import Wording
from desirepath.language.word_lists import CLOSING, DETERMINER, GREETING, STOP, listed
from desirepath.language.word_sequences import Sequence as Phrase
from desirepath.language.word_sequences import frequent_sequences
from desirepath.language.words import Corpus, corpus_of

FEWEST_WORDS, MOST_WORDS = 2, 6
MOST_PHRASES = 60
_MOST_TRIED = 3_000
_SMALL_WORD = 0.1
"""What a small word adds to the worth of a phrase, where any other adds 1."""
_MUCH_ALIKE = 0.5
_SAME_WORDS = 0.7
_WORDS_OF_A_GROUP = 8


@dataclass(frozen=True, slots=True, eq=False)
class Shareable:
    """Texts of which only that is told which many people have in common.

    `corpus` holds their words, without what was taken out; `person` numbers the writer of each text; `shown` says
    of each word of the vocabulary whether it may be shown, `small` whether it is one that says nothing alone.
    """

    corpus: Corpus
    person: NDArray[np.int64]
    shown: NDArray[np.bool_]
    small: NDArray[np.bool_]


def shareable(texts: Sequence[str], person: NDArray[np.int64], wording: Wording) -> Shareable:
    """Texts scrubbed and cut into words."""
    cut, spelling = cut_into_words([scrub(text) for text in texts])
    corpus = corpus_of(cut)
    shown = showable(corpus.vocabulary, spelling, wording.named, wording.never)
    return Shareable(
        corpus,
        person,
        np.array([word in shown for word in corpus.vocabulary], dtype=bool),
        np.array([word in listed(STOP) for word in corpus.vocabulary], dtype=bool),
    )


def shared_phrases(told: Shareable, floor: int, most: int = MOST_PHRASES) -> tuple[Phrase, ...]:
    """Two to six words in a row that at least `floor` people wrote, the most telling first; one word may not be small.

    What was taken out and words that may not be shown stand in no phrase; none begins or ends with an article or a
    greeting. No phrase stands within another, so that nobody can take the people of the one from those of the other;
    of phrases that have most words in common, or that mostly the same people wrote, the most telling stands for all.
    """
    sequences = frequent_sequences(told.corpus, told.shown | told.small, told.person, floor, MOST_WORDS)
    found = [one for one in sequences if len(one.words) >= FEWEST_WORDS and _is_telling(one)]
    chosen: list[Phrase] = []
    wrote: list[NDArray[np.bool_]] = []
    for one in sorted(found, key=lambda one: (-_worth(one), one.words))[:_MOST_TRIED]:
        writers = np.unique(told.person[one.texts])
        if any(_say_the_same(one, other) for other in chosen) or any(_are_alike(writers, others) for others in wrote):
            continue
        chosen.append(one)
        wrote.append(np.isin(np.arange(int(told.person.max()) + 1), writers))
        if len(chosen) == most:
            break
    return tuple(chosen)


def telling_words(told: Shareable, groups: Groups, floor: int) -> list[tuple[str, ...]]:
    """For each group up to eight words that at least `floor` of its people used, those first that others use least.

    Of words with one stem, the first stands for all.
    """
    number, words = int(groups.max(initial=-1)) + 1, max(len(told.corpus.vocabulary), 1)
    shown = told.shown & ~told.small
    chosen = shown[told.corpus.word] & (groups[told.corpus.text] >= 0)
    text, word = told.corpus.text[chosen], told.corpus.word[chosen]
    persons = int(told.person.max(initial=0)) + 1
    cells = np.unique((groups[text] * words + word) * persons + told.person[text]) // persons
    cell, people = np.unique(cells, return_counts=True)
    everywhere = np.bincount(cell % words, weights=people, minlength=words)
    weight = people * people / np.maximum(everywhere[cell % words], 1)
    found: list[dict[str, str]] = [{} for _ in range(number)]
    for place in np.lexsort((cell, -weight)).tolist():
        of_group, name = found[cell[place] // words], told.corpus.vocabulary[cell[place] % words]
        if people[place] >= floor and len(of_group) < _WORDS_OF_A_GROUP:
            of_group.setdefault(stem(name), name)
    return [tuple(one.values()) for one in found]


@cache
def _small_words() -> frozenset[str]:
    return listed(STOP) | _never_at_an_end()


@cache
def _never_at_an_end() -> frozenset[str]:
    return listed(DETERMINER) | listed(GREETING) | listed(CLOSING)


def _is_telling(phrase: Phrase) -> bool:
    """Whether one word is not small, and both ends are of the phrase."""
    ends = {phrase.words[0], phrase.words[-1]}
    return _never_at_an_end().isdisjoint(ends) and not _small_words().issuperset(phrase.words)


def _worth(phrase: Phrase) -> float:
    """How many people wrote a phrase, times how much its words say."""
    small = sum(word in _small_words() for word in phrase.words)
    return phrase.people * (len(phrase.words) - small + _SMALL_WORD * small)


def _say_the_same(one: Phrase, other: Phrase) -> bool:
    """Whether one stands within the other, or they have most of their words in common, small ones aside."""
    short, long = sorted((one.words, other.words), key=len)
    if any(long[start : start + len(short)] == short for start in range(len(long) - len(short) + 1)):
        return True
    few, many = sorted((frozenset(words) - _small_words() for words in (one.words, other.words)), key=len)
    return len(few & many) >= _SAME_WORDS * len(few)


def _are_alike(writers: NDArray[np.int64], others: NDArray[np.bool_]) -> bool:
    both = int(others[writers].sum())
    return both >= _MUCH_ALIKE * (len(writers) + int(others.sum()) - both)
