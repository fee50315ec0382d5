"""Sequences of words that enough people wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desirepath.language.words import Corpus


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    """Words in a row, how many people wrote them, and in which texts (positions, ascending)."""

    words: tuple[str, ...]
    people: int
    texts: NDArray[np.int64]


def frequent_sequences(
    corpus: Corpus, allowed: NDArray[np.bool_], person: NDArray[np.int64], floor: int, longest: int
) -> Iterator[Sequence]:
    """Every sequence of one to `longest` allowed words that at least `floor` people wrote.

    `allowed` has an entry for each word of the vocabulary, `person` the number of each text's writer. A sequence is
    at most as frequent as its parts, so only those are made longer that are frequent enough. Source: Agrawal and
    Srikant 1994, Fast algorithms for mining association rules (apriori), here for words in a row.
    """
    key = np.where(allowed[corpus.word], corpus.word, -1) if len(corpus.word) else corpus.word
    for length in range(1, longest + 1):
        if length > 1:
            key = _one_longer(key, corpus.text)
        key, people = _frequent(key, person[corpus.text], floor)
        if not len(people):
            return
        yield from _told(corpus, key, people, length)


def _one_longer(key: NDArray[np.int64], text: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sequence at each place together with the one that begins a word later; -1 where one of them is none."""
    together = (key[:-1] >= 0) & (key[1:] >= 0) & (text[:-1] == text[1:])
    both = np.full(len(key), -1, dtype=np.int64)
    both[:-1] = np.where(together, key[:-1] * (int(key.max(initial=0)) + 1) + key[1:], -1)
    return both


def _frequent(
    key: NDArray[np.int64], person: NDArray[np.int64], floor: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The sequences of enough people numbered anew (-1: none), and how many people each has."""
    there = np.flatnonzero(key >= 0)
    known, number = np.unique(key[there], return_inverse=True)
    persons = int(person.max(initial=0)) + 1
    people = np.bincount(np.unique(number * persons + person[there]) // persons, minlength=len(known))
    enough = people >= floor
    new = np.where(enough, np.cumsum(enough) - 1, -1)
    kept = np.full(len(key), -1, dtype=np.int64)
    kept[there] = new[number]
    return kept, people[enough]


def _told(corpus: Corpus, key: NDArray[np.int64], people: NDArray[np.int64], length: int) -> Iterator[Sequence]:
    places = np.flatnonzero(key >= 0)
    places = places[np.argsort(key[places], kind="stable")]
    starts = np.searchsorted(key[places], np.arange(len(people)))
    for number, mine in enumerate(np.split(places, starts[1:])):
        words = tuple(corpus.vocabulary[word] for word in corpus.word[mine[0] : mine[0] + length].tolist())
        yield Sequence(words, int(people[number]), np.unique(corpus.text[mine]))
