"""Themes: what new texts are about, found without being told, named without quoting, and honest about the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from desirepath.language.grouping import Grouping, grouped
from desirepath.language.plain_words import cut_into_words, showable
from desirepath.language.scrub import scrub
from desirepath.language.spherical import Groups
from desirepath.language.theme_names import theme_names
from desirepath.language.theme_space import content_words, points_of
from desirepath.language.word_lists import STOP, listed
from desirepath.language.words import corpus_of

_COMES_BACK = 0.5
_CLEAR, _NEAR = 0.1, 0.3
_TEXTS_PER_FLOOR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What some texts have in common. `name` is an analyst's, or made of words that at least `floor` people used.

    `name` is empty where no word may be shown. `stability` is 0 to 1: how much of the theme comes back from half of
    the texts; it is 1 for an analyst's theme.
    """

    name: str
    texts: int
    people: int
    stability: float
    given: bool


@dataclass(frozen=True, slots=True, eq=False)
class Themes:
    """Themes, the largest first; `of_text` has the position of each text's theme, -1 where it has none."""

    themes: tuple[Theme, ...]
    of_text: NDArray[np.int64]

    @property
    def unassigned(self) -> float:
        """The share of texts that belong to no theme, 0 to 1; 0 where there are no texts."""
        return float((self.of_text < 0).mean()) if len(self.of_text) else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What may be shown: words of the rollout (titles of steps, names of fields), and those of people's names never."""

    named: Collection[str] = field(default=())
    never: Collection[str] = field(default=())


def find_themes(
    texts: Sequence[str],
    people: Sequence[str | None],
    floor: int,
    given: Sequence[str | None] = (),
    wording: Wording = Wording(),
) -> Themes:
    """The themes of texts: groups that come back from half of them and that at least `floor` people have in common.

    `people` names who wrote each text; a text of nobody known counts as a person of its own. `given` holds an
    analyst's theme for texts that have one: these stay together under that name, and texts like them join them.
    A theme of fewer people than the floor is not told; its texts are unassigned, as are those between themes.
    The same texts give the same themes.
    """
    listed_words, spelling = cut_into_words([scrub(text) for text in texts])
    corpus = corpus_of(listed_words)
    points = points_of(corpus, content_words(corpus, listed(STOP)), seed=0)
    names = tuple(sorted({name for name in given if name}))
    pinned = np.array([names.index(name) if name else -1 for name in given or [None] * len(texts)], dtype=np.int64)
    number = _numbered(people)
    # Where all texts are alike, no word tells them apart, and no point lies anywhere.
    if len(texts) < _TEXTS_PER_FLOOR * floor or not points.any():
        found, stability = pinned, np.ones(len(names))
    else:
        found, stability = _kept(grouped(points, 0, pinned), pinned, len(names))
    enough = np.array([len(np.unique(number[found == one])) >= floor for one in range(len(stability))], dtype=bool)
    found = np.where((found >= 0) & np.append(enough, False)[found], found, -1)
    shown = showable(corpus.vocabulary, spelling, wording.named, wording.never)
    made = theme_names(corpus, found, number, shown, floor)
    return _told(found, number, stability, [*names, *(", ".join(name) for name in made[len(names) :])], len(names))


def _numbered(people: Sequence[str | None]) -> NDArray[np.int64]:
    """A number for each person; texts of nobody known have one each."""
    known: dict[object, int] = {}
    keys = ((person is None, row if person is None else person) for row, person in enumerate(people))
    return np.array([known.setdefault(key, len(known)) for key in keys], dtype=np.int64)


def _kept(grouping: Grouping, pinned: Groups, given: int) -> tuple[Groups, NDArray[np.float64]]:
    """The groups without those that do not come back, and without texts that lie far off or between two."""
    stability = grouping.stability.copy()
    stability[:given] = 1
    belongs = (grouping.clear >= _CLEAR) & (grouping.near >= _NEAR) & (stability[grouping.groups] >= _COMES_BACK)
    return np.where((pinned >= 0) | ((grouping.groups >= 0) & belongs), grouping.groups, -1), stability


def _told(
    found: Groups, people: NDArray[np.int64], stability: NDArray[np.float64], names: Sequence[str], given: int
) -> Themes:
    """The groups that have texts as themes, the largest first."""
    sizes = np.bincount(found[found >= 0], minlength=len(stability))
    order = [one for one in sorted(range(len(sizes)), key=lambda one: (-sizes[one], one)) if sizes[one] > 0]
    themes = tuple(
        Theme(
            name=names[one] if one < len(names) else "",
            texts=int(sizes[one]),
            people=len(np.unique(people[found == one])),
            stability=round(float(stability[one]), 3),
            given=one < given,
        )
        for one in order
    )
    position = np.full(len(sizes) + 1, -1, dtype=np.int64)
    position[order] = np.arange(len(order))
    return Themes(themes, position[found])
