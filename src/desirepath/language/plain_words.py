"""Which words of a corpus may be shown: those that are written like words, not like names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from desirepath.language.examples import shipped_seeds
from desirepath.language.gap import GAP
from desirepath.language.word_lists import DETERMINER, STOP, listed
from desirepath.language.words import words_of

SHORTEST, LONGEST = 3, 24
_AMONG_DETERMINED = 0.1
_OPENING = "\"'([{„“«‘-"
_ENDS = (".", "!", "?", ":")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How often each word stands in small letters, with a capital within a sentence, and of these after an article."""

    small: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)
    determined: Counter[str] = field(default_factory=Counter)

    def reads_as_word(self, word: str) -> bool:
        """Whether it is written in small letters more often than with a capital, or often follows an article.

        German nouns have capitals too; but names hardly ever follow an article.
        """
        capital = self.capital[word]
        in_small = self.small[word] > capital
        return in_small or self.determined[word] > _AMONG_DETERMINED * capital


def cut_into_words(scrubbed: Sequence[str]) -> tuple[list[list[str]], Spelling]:
    """The words of scrubbed texts, with `_` where something was taken out, and how they are spelled."""
    spelling = Spelling()
    return [list(_words_in(text, spelling)) for text in scrubbed], spelling


def showable(
    vocabulary: Collection[str], spelling: Spelling, named: Collection[str] = (), never: Collection[str] = ()
) -> frozenset[str]:
    """The words that may be shown: of letters only, no small words, written like words or known from elsewhere.

    `named` are texts of the rollout (titles of steps, names of fields), whose words are known to be none of a
    person; `never` are words that must not be shown (people's names, where they are known).
    """
    known = _words_of_seeds() | {word for text in named for word in words_of(text)}
    barred = listed(STOP) | {word for text in never for word in words_of(text)}
    return frozenset(
        word
        for word in vocabulary
        if word.isalpha()
        and SHORTEST <= len(word) <= LONGEST
        and word not in barred
        and (word in known or spelling.reads_as_word(word))
    )


@cache
def _words_of_seeds() -> frozenset[str]:
    """The words of the shipped seeds, in which nobody is named."""
    return frozenset(word for seed in shipped_seeds() for word in words_of(seed.text))


def _words_in(text: str, spelling: Spelling) -> Iterator[str]:
    determiners = listed(DETERMINER)
    before, starts = "", True
    for token in text.replace("\n", " \n ").split(" "):
        words, has_capital, ends = _read(token)
        for word in words:
            yield word
            if not has_capital:
                spelling.small[word] += 1
            elif not starts:
                spelling.capital[word] += 1
                spelling.determined[word] += before in determiners
            before, starts = word, False
        if ends:
            starts = True


@lru_cache(maxsize=100_000)
def _read(token: str) -> tuple[tuple[str, ...], bool, bool]:
    """The words of a token, whether it begins with a capital, and whether a sentence ends with it."""
    if token in {GAP, "\n"}:
        return (GAP,), False, True
    return tuple(words_of(token)), token.lstrip(_OPENING)[:1].isupper(), token.endswith(_ENDS)
