"""Minutes of a weekly review: what the meeting saw and what it decided, as values that Markdown and DOCX are made of.

They hold sentences, not figures to be worked out anew: minutes do not change once the meeting is over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desirepath.report.effect_sentences import DECISIONS
from desirepath.report.sentence_parts import short_name
from desirepath.report.spoken import marked, said
from desirepath.report.weekly.figures_told import FigureTold
from desirepath.report.weekly.told import ItemTold, ReviewTold
from desirepath.vocabulary.review import Resolved

_TOGETHER = marked("Decided together with: %(title)s.")
_NOTHING = marked("Nothing was recorded.")
_TO_FILL_IN = marked("Decision: …………………… Decided by: …………………… Because: ……………………")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One thing that was decided on. `rows` are label and text, in their order; `decided` is what the room decided."""

    title: str
    says: str
    rows: tuple[tuple[str, str], ...] = ()
    facts: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The whole. `moved` are rows of a table under `moved_head`; `silent` what was looked at and does not stand out."""

    title: str
    heading: str
    about: tuple[tuple[str, str], ...]
    quiet: str = ""
    because: str = ""
    sections: tuple[Section, ...] = ()
    silent: tuple[tuple[str, str], ...] = ()
    silent_heading: str = ""
    moved_heading: str = ""
    moved_head: tuple[str, ...] = ()
    moved: tuple[tuple[str, ...], ...] = ()
    note: str = ""


def minutes_of(told: ReviewTold, resolved: Sequence[Resolved] = (), held_on: str = "") -> Minutes:
    """The minutes, in the language in force. `held_on` is the day of the meeting; empty while it has not been held."""
    held = ((said("Meeting"), held_on),) if held_on else ()
    before = ((said("Compared with"), told.before),) if told.before else ()
    return Minutes(
        title=told.title,
        heading=said("Weekly review"),
        about=(*held, (said("Data until"), told.until), *before),
        quiet=told.quiet,
        because=told.because,
        sections=tuple(_section(one, told, resolved, is_open=not held_on) for one in told.to_decide),
        silent=tuple((one.title, _silent(one)) for one in told.silent),
        silent_heading=said("Looked at"),
        moved_heading=said("Headline figures"),
        moved_head=(said("Figure"), said("Now"), said("Last review"), said("Moved by")),
        moved=tuple(_moved(told)),
        note=said("Every interval is a 95% interval. A change is told only where its interval leaves out zero."),
    )


def _section(one: ItemTold, told: ReviewTold, resolved: Sequence[Resolved], *, is_open: bool) -> Section:
    decided = tuple(resolved_said(done) for done in resolved if done.item == one.id)
    other = next((found.title for found in told.items if found.id == one.decided_with), "")
    together = (said(_TOGETHER, title=other),) if other else ()
    return Section(
        title=one.title,
        says=str(one.says.headline),
        rows=tuple(_rows(one)),
        facts=tuple(map(str, one.says.facts)),
        decided=decided or together or (said(_TO_FILL_IN if is_open else _NOTHING),),
    )


def resolved_said(done: Resolved) -> str:
    """`Escalate to the process owner: nobody may sign alone. Decided by the process owner.`"""
    what = f"{DECISIONS[done.decided]} {short_name(done.to)}".strip()
    return said(
        "%(what)s: %(because)s (decided by: %(role)s)",
        what=what,
        because=short_name(done.because, 2000),
        role=short_name(done.role),
    )


def _rows(one: ItemTold) -> Iterator[tuple[str, str]]:
    figure = one.says.figure
    if figure is not None:
        yield said("Figure"), _figure(figure)
        if figure.before:
            yield said("Last review"), f"{figure.before}; {figure.verdict} ({figure.change})"
    if one.proposal is not None:
        what = f"{one.proposal.title} {one.proposal.to}".strip()
        yield said("Proposed"), f"{what}. {one.proposal.because}".strip()


def _figure(figure: FigureTold) -> str:
    bounds = f" ({figure.interval})" if figure.interval else ""
    return f"{figure.value}{bounds}, {figure.of}"


def _silent(one: ItemTold) -> str:
    return " ".join(map(str, (one.says.headline, *one.says.facts)))


def _moved(told: ReviewTold) -> Iterator[tuple[str, ...]]:
    for item in told.items:
        for row in item.moved:
            name = ", ".join(part for part in (row.title, row.workflow, row.period) if part)
            now = f"{row.told.value} ({row.told.interval})"
            change = ", ".join(part for part in (row.told.change, row.told.verdict) if part)
            yield name, now, row.told.before or "–", change or "–"
