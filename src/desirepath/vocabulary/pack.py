"""A governance pack as a value: what a page, a PDF and slides tell alike, and the recipe that makes it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from desirepath.vocabulary.chart import BarChart, Chart, HeatTable, LineChart
from desirepath.vocabulary.figure import Figure
from desirepath.vocabulary.plan45 import Answer, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A sentence or a few, with the figures that stand in it.

    `tone`: `lead` is the one to read first, `repeat` may be told on, `note` says what another rests on.
    """

    text: str
    figures: tuple[Figure, ...] = ()
    tone: Literal["plain", "lead", "repeat", "note"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of texts, the first column its heads, with the figures that stand in it. `says` is its caption."""

    id: str
    title: str
    says: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[Figure, ...] = ()


Block = Paragraph | Grid | LineChart | BarChart | HeatTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the pack. `of` is the title of the workflow or intervention that it is about; empty for all."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRead:
    """What one table came from: a file by the SHA-256 of its bytes, or the version of a lake's table.

    Both are None for a query, which may give other rows tomorrow.
    """

    table: str
    name: str
    sha256: str | None = None
    table_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that a pack was made from.

    `as_of` is the day asked for, None where none was; `files` stand beside the rollout file and say how to read it, such
    as a BPMN file. `register` holds what people keep where the rollout file does not: none of it can be worked out again from data.
    `diagnosis` are the kept files of the diagnosis that it was made from, where it was made from none of the sources.
    """

    rollout_file: str
    sha256: str
    program: str
    as_of: date | None = None
    files: tuple[SourceRead, ...] = ()
    sources: tuple[SourceRead, ...] = ()
    register: Register = field(default_factory=Register)
    diagnosis: tuple[SourceRead, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What a board is told of a rollout, as of a time. `facts` says under which conditions; `repeat` may be told on."""

    rollout: str
    title: str
    as_of: datetime
    timezone: str
    smallest_group: int
    language: str
    facts: tuple[str, ...]
    answers: tuple[Answer, ...]
    repeat: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    recipe: Recipe

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts, in the order of the sections."""
        blocks = (block for section in self.sections for block in section.blocks)
        return tuple(block for block in blocks if isinstance(block, LineChart | BarChart | HeatTable))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure once, in the order in which it is first told."""
        return tuple({one.id: one for one in self._told()}.values())

    def _told(self) -> Iterator[Figure]:
        for answer in self.answers:
            yield from answer.figures
        for paragraph in self.repeat:
            yield from paragraph.figures
        for section in self.sections:
            for block in section.blocks:
                yield from _figures_of(block)


def _figures_of(block: Block) -> Iterator[Figure]:
    match block:
        case LineChart(lines=lines):
            yield from (one for line in lines for one in line.points if one is not None)
        case BarChart(bars=bars):
            yield from bars
        case HeatTable(rows=rows):
            yield from (one for _, cells in rows for one in cells if one is not None)
        case _:
            yield from block.figures
