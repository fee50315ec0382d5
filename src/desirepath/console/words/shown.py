"""What the page of words shows: themes by table with their volume, and phrases that many share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from desirepath.report.friction_words import BLOCKERS
from desirepath.report.svg.sparkline import sparkline
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.said import Phrase, Said, Theme
from desirepath.vocabulary.study import Study

TABLES = {"tickets": _("Tickets"), "answers": _("Survey answers"), "searches": _("Searches")}
MOST_THEMES, MOST_PHRASES = 40, 24
"""So many of a table, and so many phrases, are shown at once; the rest is in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which themes and phrases are to be shown; empty means all."""

    workflow: str = ""
    step: str = ""
    words: str = ""

    def fits(self, one: Theme | Phrase) -> bool:
        """Whether a theme or a phrase is asked for."""
        text = one.text if isinstance(one, Phrase) else " ".join((one.name, *one.words))
        return (
            self.workflow in ("", one.workflow)
            and self.step in ("", f"{one.workflow}/{one.step}")
            and all(word in text.casefold() for word in self.words.casefold().split())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeShown:
    """One theme. `since` are the texts since go-live, None where those before it are hidden."""

    theme: Theme
    workflow: str
    step: str
    blocker: str
    line: Markup
    since: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShown:
    """The themes of one table. `unassigned` is the share of its texts that are in none."""

    table: str
    title: str
    texts: int
    unassigned: float
    weeks: int
    themes: tuple[ThemeShown, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseShown:
    """A phrase, the table that it is from, and how texts that hold it are read."""

    phrase: Phrase
    said_in: str
    workflow: str
    step: str
    blocker: str


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles of workflows and of their steps, as `workflow/step`."""

    workflows: Mapping[str, str]
    steps: Mapping[str, str]

    @classmethod
    def of(cls, study: Study) -> Titles:
        """Those of a study, in the order of the rollout file."""
        steps = {
            f"{picture.workflow}/{step.step}": step.title
            for picture in study.workflows
            for drawn in picture.maps
            for step in drawn.steps
        }
        return cls({picture.workflow: picture.title for picture in study.workflows}, steps)

    def step(self, workflow: str, step: str | None) -> str:
        """The title of a step; nothing for none."""
        return "" if step is None else self.steps.get(f"{workflow}/{step}", step)


def blocker_of(kind: BlockerKind | None) -> str:
    """What a kind of blocker is called; nothing for none."""
    return "" if kind is None else BLOCKERS[kind]


def tables_shown(said: Said, titles: Titles, asked: Asked) -> tuple[TableShown, ...]:
    """The tables that hold anything, in the order of tickets, answers, searches."""
    return tuple(_tables(said, titles, asked))


def _tables(said: Said, titles: Titles, asked: Asked) -> Iterator[TableShown]:
    for table, title in TABLES.items():
        texts = said.texts.get(table, 0)
        if texts:
            found = [one for one in said.themes if one.table == table and asked.fits(one)]
            yield TableShown(
                table=table,
                title=str(title),
                texts=texts,
                unassigned=said.unassigned.get(table, 0) / texts,
                weeks=max((len(one.weeks) for one in found), default=0),
                themes=tuple(_theme(one, titles) for one in found[:MOST_THEMES]),
                more=max(0, len(found) - MOST_THEMES),
            )


def _theme(one: Theme, titles: Titles) -> ThemeShown:
    return ThemeShown(
        theme=one,
        workflow=titles.workflows.get(one.workflow, one.workflow),
        step=titles.step(one.workflow, one.step),
        blocker=blocker_of(one.blocker),
        line=sparkline(one.weeks),
        since=None if one.before is None else one.texts - one.before,
    )


def phrases_shown(said: Said, titles: Titles, asked: Asked) -> tuple[tuple[PhraseShown, ...], int]:
    """The phrases that most people share, and how many more there are."""
    found = sorted((one for one in said.phrases if asked.fits(one)), key=lambda one: (-one.people, one.text))
    shown = tuple(
        PhraseShown(
            phrase=one,
            said_in=str(TABLES[one.table]),
            workflow=titles.workflows.get(one.workflow, one.workflow),
            step=titles.step(one.workflow, one.step),
            blocker=blocker_of(one.blocker),
        )
        for one in found[:MOST_PHRASES]
    )
    return shown, max(0, len(found) - MOST_PHRASES)
