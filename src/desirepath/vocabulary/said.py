"""What people said: themes with their volume, phrases that many share, and what an analyst taught about phrases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from desirepath.vocabulary.friction import BlockerKind

SaidIn: TypeAlias = Literal["tickets", "answers", "searches"]
"""The tables that hold what people wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What some texts of one table have in common; never a text.

    `theme` is a key made of the table, the workflow and the words of the name: it stays while the name does.
    `step` is where at least half of the texts belong, `blocker` the kind that they speak of on average; None where
    there is none. `texts` counts all, of the baseline and since go-live, `people` who wrote them. `weeks` are the
    texts of each week from go-live, the last one often begun only; `before` those of the baseline. A figure is None
    where fewer people than the floor stand behind it, nobody among them, or where the others would give such a
    figure away. `words` are used more in the theme than elsewhere, the most telling first; each by as many people
    as the floor.
    """

    theme: str
    name: str
    table: SaidIn
    workflow: str
    step: str | None
    blocker: BlockerKind | None
    texts: int
    people: int
    weeks: tuple[int | None, ...]
    before: int | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Two to six words in a row, in lower case and without accents, that at least as many people wrote as the floor.

    `blocker` is how texts that hold it are read on average, None where no kind has half; `sure` is the share of the
    likeliest kind, 0 to 1. `step` is as of a theme.
    """

    text: str
    table: SaidIn
    workflow: str
    step: str | None
    people: int
    blocker: BlockerKind | None
    sure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The themes of all tables, the largest first of each, and the phrases that can be relabelled.

    By table, `texts` is how many there are in all, and `unassigned` how many of them belong to no theme that is
    told. A table of fewer people than the floor stands in neither.
    """

    themes: tuple[Theme, ...]
    unassigned: Mapping[str, int]
    texts: Mapping[str, int]
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What an analyst teaches: texts that hold the phrase speak of this kind of blocker; None: of none, not of this work.

    Without a `workflow` it holds for all. A `step` is where such texts belong if their row does not say; it needs a
    workflow. Raises ValueError for a phrase without words, and for a step without a workflow.
    """

    phrase: str
    blocker: BlockerKind | None
    workflow: str | None = None
    step: str | None = None

    def __post_init__(self) -> None:
        if not self.phrase.strip():
            raise ValueError("a label needs a phrase")
        if self.step is not None and self.workflow is None:
            raise ValueError(f"the label of `{self.phrase}` has a step, but no workflow")
