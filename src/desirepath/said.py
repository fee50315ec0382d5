"""What people said, as a page can show it: themes with their volume, phrases that can be taught, and no text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from desirepath.diagnose.hear import heard_in
from desirepath.language.shared_phrases import shareable, shared_phrases, telling_words
from desirepath.language.theme_space import stem
from desirepath.language.themes import Wording, find_themes
from desirepath.language.words import words_of
from desirepath.observe.case_base import CaseBase
from desirepath.observe.heard import Heard
from desirepath.observe.step_tallies import Counts
from desirepath.observe.tables import Tables
from desirepath.observe.voices import NOWHERE
from desirepath.observe.written import WRITTEN_IN, Written, weeks_since, written
from desirepath.ports import Means
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.rollout import Workflow
from desirepath.vocabulary.said import Label, Phrase, Said, Theme

_HALF = 0.5
_KINDS = tuple(BlockerKind)


def said(base: CaseBase, tables: Tables, means: Means, labels: Sequence[Label] = ()) -> Said:
    """The themes and phrases of tickets, answers and searches, of the baseline and since go-live.

    What `tables` holds of labels and `labels` on top are used to read the texts; a later one before an earlier one.
    Everything that is told has at least as many people behind it as the rollout's smallest group; people who are not
    known count one a text.
    """
    means.progress("reading what people said")
    taught, floor, weeks = (*tables.labels, *labels), base.rollout.smallest_group, weeks_since(base)
    parts = [_read(one, taught) for one in written(tables, base, means.engine)]
    themes: list[Theme] = []
    texts: dict[str, int] = {}
    for table in WRITTEN_IN:
        mine = [part for part in parts if part.written.table == table]
        person = np.concatenate([part.written.person for part in mine]) if mine else np.zeros(0, np.int64)
        if len(np.unique(person)) >= floor:
            found = [theme for part in mine for theme in _themes(part, floor, weeks)]
            themes += _with_enough_beside(found, person, floor)
            texts[table] = len(person)
    assigned = {table: sum(theme.texts for theme in themes if theme.table == table) for table in texts}
    return Said(
        themes=tuple(themes),
        unassigned={table: number - assigned[table] for table, number in texts.items()},
        texts=texts,
        phrases=tuple(phrase for part in parts for phrase in _phrases(part, floor)),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """The texts of one table and workflow, and what they were read as."""

    written: Written
    heard: Heard
    wording: Wording

    def step_of(self, rows: Counts) -> str | None:
        """The step that at least half of some texts are about."""
        steps = self.heard.step[rows]
        there = np.bincount(steps[steps != NOWHERE], minlength=1)
        return self.written.workflow.steps[int(there.argmax())].id if there.max() >= _HALF * len(rows) else None

    def blocker_of(self, rows: Counts) -> tuple[BlockerKind | None, float]:
        """The kind of blocker that some texts speak of on average, and its share; None below a half."""
        shares = self.heard.shares[rows].mean(axis=0)
        likeliest = int(shares.argmax())
        sure = float(shares[likeliest])
        return (_KINDS[likeliest] if sure >= _HALF else None), sure


def _read(one: Written, labels: Sequence[Label]) -> _Part:
    heard = heard_in({one.table: one.voices}, one.workflow, labels)[one.table]
    return _Part(one, heard, Wording(named=_named_in(one.workflow)))


def _named_in(workflow: Workflow) -> tuple[str, ...]:
    """What the rollout file itself calls things: words that are nobody's name."""
    return (workflow.title, *(name for step in workflow.steps for name in (step.title, step.id, *step.activities)))


@dataclass(frozen=True, slots=True)
class _Found:
    """A theme and the numbers of the persons who wrote its texts, one a text."""

    theme: Theme
    person: Counts


def _themes(part: _Part, floor: int, weeks: int) -> Iterator[_Found]:
    """The themes of enough people that have a name, the largest first."""
    one = part.written
    writers = [str(number) for number in one.person.tolist()]
    found = find_themes(one.voices.texts, writers, floor, wording=part.wording)
    told = shareable(one.voices.texts, one.person, part.wording)
    words = telling_words(told, found.of_text, floor)
    keys: set[str] = set()
    for number, theme in enumerate(found.themes):
        if not theme.name:
            continue
        rows = np.flatnonzero(found.of_text == number)
        key = _key(part, theme.name, keys)
        keys.add(key)
        before, *since = _volumes(one.week[rows], one.person[rows], weeks, floor)
        yield _Found(
            Theme(
                theme=key,
                name=theme.name,
                table=one.table,
                workflow=one.workflow.id,
                step=part.step_of(rows),
                blocker=part.blocker_of(rows)[0],
                texts=len(rows),
                people=theme.people,
                weeks=tuple(since),
                before=before,
                words=words[number],
            ),
            one.person[rows],
        )


def _key(part: _Part, name: str, taken: set[str]) -> str:
    """The table, the workflow and the stems of the name in the order of letters: the same words give the same key."""
    stems = sorted({stem(word) for word in words_of(name)})
    key = ".".join((part.written.table, part.written.workflow.id, "-".join(stems)))
    return next(one for one in (key, *(f"{key}-{again}" for again in range(2, len(taken) + 3))) if one not in taken)


def _volumes(week: Counts, person: Counts, weeks: int, floor: int) -> list[int | None]:
    """The texts of the baseline and of each week; None where fewer people than the floor wrote them.

    The total is known. So as long as what is hidden is of fewer people than the floor, the smallest figure that is
    shown is hidden with it.
    """
    wrote = [set(person[week == number].tolist()) for number in range(weeks + 1)]
    shown = [number for number in range(weeks + 1) if len(wrote[number]) >= floor]
    while shown:
        hidden: set[int] = set().union(*(wrote[number] for number in range(weeks + 1) if number not in shown))
        if not 0 < len(hidden) < floor:
            break
        shown.remove(min(shown, key=lambda number: (len(wrote[number]), number)))
    return [int((week == number).sum()) if number in shown else None for number in range(weeks + 1)]


def _with_enough_beside(found: Sequence[_Found], person: Counts, floor: int) -> list[Theme]:
    """The themes of a table, less the smallest where those beside them would else be fewer people than the floor.

    `person` has the writer of each text of the table, whose number is known.
    """
    kept = list(found)
    while kept:
        texts = np.bincount(person)
        for one in kept:
            texts -= np.bincount(one.person, minlength=len(texts))
        if not 0 < int((texts > 0).sum()) < floor:
            break
        kept.remove(min(kept, key=lambda one: (one.theme.people, one.theme.theme)))
    return [one.theme for one in sorted(kept, key=lambda one: (-one.theme.texts, one.theme.theme))]


def _phrases(part: _Part, floor: int) -> Iterator[Phrase]:
    one = part.written
    for phrase in shared_phrases(shareable(one.voices.texts, one.person, part.wording), floor):
        blocker, sure = part.blocker_of(phrase.texts)
        yield Phrase(
            text=" ".join(phrase.words),
            table=one.table,
            workflow=one.workflow.id,
            step=part.step_of(phrase.texts),
            people=phrase.people,
            blocker=blocker,
            sure=round(sure, 3),
        )
