"""What is captured of a workspace's people, from its rollout files and from what each table holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from desirepath.console.rollouts.reads import RolloutSeen, read_file, rollouts_of
from desirepath.vocabulary.rollout import Rollout, Source
from desirepath.vocabulary.tables import TABLES, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedColumn:
    """A column that is read where the source has it. `called` is what the source calls it, where that is said."""

    name: str
    meaning: str
    called: str
    names_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedTable:
    """What is read into one table, and from where."""

    table: str
    holds: str
    sources: tuple[str, ...]
    collected: bool
    columns: tuple[CapturedColumn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedRollout:
    """One rollout. `tables` is None where its file has mistakes, so that nobody can say."""

    rollout: RolloutSeen
    smallest_group: int | None
    tables: tuple[CapturedTable, ...] | None
    cuts: tuple[str, ...]
    ignored: tuple[str, ...]


_PERSONS = ("user_id", "manager")


def captured_in(workspace: int) -> tuple[CapturedRollout, ...]:
    """What the rollouts of a workspace capture, by title."""
    return tuple(_captured(seen, read_file(seen)) for seen in rollouts_of(workspace))


def _captured(seen: RolloutSeen, said: Rollout | None) -> CapturedRollout:
    if said is None:
        return CapturedRollout(rollout=seen, smallest_group=None, tables=None, cuts=(), ignored=())
    return CapturedRollout(
        rollout=seen,
        smallest_group=said.smallest_group,
        tables=tuple(_tables(said)),
        cuts=said.cuts,
        ignored=() if said.collect is None else said.collect.ignore,
    )


def _tables(said: Rollout) -> Iterator[CapturedTable]:
    collected = {} if said.collect is None else {one.table: one for one in said.collect.events}
    for name, table in TABLES.items():
        sources = [source for source in said.sources if source.table == name]
        if sources or name in collected:
            yield CapturedTable(
                table=name,
                holds=_(table.holds),
                sources=tuple(source.file or "query" for source in sources),
                collected=name in collected,
                columns=tuple(_columns(said, table, sources)),
            )


def _columns(said: Rollout, table: Table, sources: list[Source]) -> Iterator[CapturedColumn]:
    mapped = {ours: theirs for source in sources for ours, theirs in source.columns.items() if theirs is not None}
    collected = [] if said.collect is None else [one for one in said.collect.events if one.table == table.name]
    kept = {"at", "user_id", "event_id", "activity", *(name for one in collected for name in one.columns)}
    known = {column.name: column.meaning for column in table.columns}
    for column in table.columns:
        from_source = any(source.columns.get(column.name, column.name) is not None for source in sources)
        if from_source or (collected and column.name in kept):
            yield _column(column.name, column.meaning, mapped)
    if table.keeps_more:
        further = {*(name for name in mapped if name not in known)}
        further |= {cut for cut in said.cuts if cut not in known} if sources else set()
        if collected and said.collect is not None:
            further |= set(said.collect.keep)
        for name in sorted(further):
            yield _column(name, "", mapped)


def _column(name: str, meaning: str, mapped: dict[str, str]) -> CapturedColumn:
    called = mapped.get(name, name)
    return CapturedColumn(
        name=name, meaning=_(meaning), called="" if called == name else called, names_person=name in _PERSONS
    )
