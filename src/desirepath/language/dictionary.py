"""What people call things, beside what the new system calls them: a dictionary learned from searches and given pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from desirepath.language.scrub import scrub
from desirepath.language.word_lists import STOP, listed
from desirepath.language.words import words_of

GIVEN_WEIGHT = 1.0
_LEARNED_AT_MOST = 0.7
_LEAST_LIFT = 2.0
_SHORTEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """An old word (or words) and the new one; `weight` is 0 to 1, how safely one may stand for the other."""

    old: str
    new: str
    weight: float


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Translations from the words of people to those of the new system."""

    translations: tuple[Translation, ...]

    def widened(self, query: str) -> dict[str, float]:
        """The words of a query with weight 1, and beside them the new words for old ones, with the translation's."""
        words = content_of(query)
        weights = dict.fromkeys(words, 1.0)
        for translation in self.translations:
            if set(words_of(translation.old)) <= set(words):
                for word in content_of(translation.new):
                    weights[word] = max(weights.get(word, 0.0), translation.weight)
        return weights


@dataclass(frozen=True, slots=True)
class Opened:
    """A search and the title of the article that was opened after it; `person` is None where it is not known."""

    query: str
    title: str
    person: str | None = None


def learn_dictionary(opened: Iterable[Opened], given: Sequence[tuple[str, str]] = (), floor: int = 10) -> Dictionary:
    """The dictionary of given pairs (old, new), and of those that searches teach.

    A word that at least `floor` people searched for before opening articles with another word in the title, twice as
    often as those who searched without it, is taken to mean it. A search of nobody known counts as a person of its own. The weight is the
    share of a word's searches that ended there, at most 0.7.
    """
    searches = list(opened)
    searched = Counter(word for one in searches for word in set(content_of(scrub(one.query))))
    titled = Counter(word for one in searches for word in set(content_of(one.title)))
    together, people = _pairs(searches)
    learned = [
        Translation(old=old, new=new, weight=round(min(share, _LEARNED_AT_MOST), 3))
        for (old, new), number in sorted(together.items())
        if len(people[old, new]) >= floor
        and (share := number / searched[old])
        >= _LEAST_LIFT * _otherwise(titled[new] - number, len(searches) - searched[old])
    ]
    said = {(old.lower(), new.lower()) for old, new in given}
    handed = [Translation(old=old, new=new, weight=GIVEN_WEIGHT) for old, new in given]
    return Dictionary((*handed, *(one for one in learned if (one.old, one.new) not in said)))


def _otherwise(number: int, searches: int) -> float:
    """The share of the searches without the word that ended there nevertheless."""
    return number / searches if searches else 0.0


def _pairs(searches: Sequence[Opened]) -> tuple[Counter[tuple[str, str]], dict[tuple[str, str], set[object]]]:
    """How often, and for how many people, a word of a search stood beside a word that only the title had."""
    together: Counter[tuple[str, str]] = Counter()
    people: dict[tuple[str, str], set[object]] = defaultdict(set)
    for row, one in enumerate(searches):
        query, title = set(content_of(scrub(one.query))), set(content_of(one.title))
        for pair in product(query - title, title - query):
            together[pair] += 1
            people[pair].add(row if one.person is None else one.person)
    return together, people


def content_of(text: str) -> list[str]:
    """The words of letters of a text that are no small words."""
    return [word for word in words_of(text) if word.isalpha() and word not in listed(STOP) and len(word) >= _SHORTEST]
