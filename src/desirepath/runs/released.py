"""What of a diagnosis is shown beside what earlier ones have shown: decided, and remembered for the next."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import time
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from desirepath.observe.cases import SINCE_GO_LIVE
from desirepath.observe.contributions import CASES, SAID, SEARCHES, TICKETS, Contributions, Part
from desirepath.observe.frame import frame_of
from desirepath.ports import Means, Progress
from desirepath.prove.changed_people import EVERYONE, Cell, Changes, Table, changed_people, table_of
from desirepath.prove.renewal import HeldBack, Release, renewal
from desirepath.prove.renewal_waits import can_wait
from desirepath.runs.collected_rows import Warehouse
from desirepath.runs.kept_contributions import (
    Released,
    Shown,
    TableReleased,
    keep_released,
    kept_released,
    names_of,
    newest_until,
)
from desirepath.runs.kept_values import keep_value, kept_value
from desirepath.runs.opened_rollout import opened_rollout
from desirepath.runs.spliced_study import KINDS, MADE_FROM, WEEK, Renewed, spliced, with_rounded_maps
from desirepath.runs.told_effects import NOBODY_ASSIGNED, Arms, Proved, arms_of, told_effects
from desirepath.study import Studied, studied_by_persons
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.held import Held
from desirepath.vocabulary.rollout import Rollout


def diagnose_and_release(
    rollout_file: Path, folder: Path, *, as_of: date | None, warehouse: Warehouse | None, progress: Progress
) -> Studied:
    """A rollout's diagnosis as it may be shown. `folder` holds what was shown of it before. Raises BadInput."""
    with opened_rollout(rollout_file, as_of=as_of, engine="duckdb", warehouse=warehouse, progress=progress) as (
        rollout,
        tables,
        inputs,
        running,
    ):
        means, named = Means(running, progress, time.monotonic), names_of(folder)
        found, contributed = studied_by_persons(rollout, tables, inputs, means, named)
        known = tables.before(frame_of(rollout, tables).as_of)
        arms = arms_of(rollout, known.exposures, running, named) if found.proofs else NOBODY_ASSIGNED
        return released(found, contributed, _definition(rollout, contributed), folder, arms)


def released(
    found: Studied, contributed: Contributions, definition: str, folder: Path, arms: Arms = NOBODY_ASSIGNED
) -> Studied:
    """What may be shown of a study, remembered in the folder.

    A study as of a time before the last release shows what was shown at that time. Raises BadInput where nothing was.
    With another `definition` than at the last release all figures are others, and everything is told anew.
    """
    with _alone_in(folder):
        proved = Proved(
            proofs=found.proofs,
            arms=arms,
            contributed=contributed,
            as_of=found.study.as_of,
            floor=found.study.smallest_group,
        )
        told = with_rounded_maps(_told(found, contributed, definition, folder))
        return replace(told, proofs=told_effects(proved, folder), changes=found.changes)


def _told(found: Studied, contributed: Contributions, definition: str, folder: Path) -> Studied:
    before = kept_released(folder)
    if before is not None and found.study.as_of < before.shown[-1].as_of:
        return _as_shown_then(found, before, folder)
    if before is not None and before.definition != definition:
        before = replace(before, contributions=replace(contributed, parts={}), tables={}, texts=frozenset())
        return _Releasing(found, contributed, definition, before, None).release(folder)
    shown = None if before is None else _shown(folder, before.shown[-1].file)
    return _Releasing(found, contributed, definition, before, shown).release(folder)


def _definition(rollout: Rollout, contributed: Contributions) -> str:
    """What stands for how figures are made: paths, steps, dates, the floor, the cuts."""
    made_of = (
        *(rollout.workflows, rollout.exclude, rollout.baseline, rollout.waves, rollout.go_live.isoformat()),
        *(rollout.timezone, rollout.smallest_group, contributed.cuts, contributed.of_cases),
    )
    return hashlib.blake2b(repr(made_of).encode(), digest_size=16).hexdigest()


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """One diagnosis at a time: each is held against the one before."""
    handle = os.open(folder / "release.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _as_shown_then(found: Studied, before: Released, folder: Path) -> Studied:
    file = newest_until(before, found.study.as_of)
    if file is None:
        day = f"{before.shown[0].as_of:%Y-%m-%d %H:%M} UTC"
        what = "a diagnosis as of a day before the first one that was shown could tell, beside it, what few people did"
        mend = f"Ask for a day after {day}, or leave the day empty."
        raise BadInput(Mistake(code="before_first_release", what=what, mend=mend))
    return _shown(folder, file)


def _shown(folder: Path, file: str) -> Studied:
    study, breakdowns, said, held = kept_value(folder / file)
    return Studied(study=study, breakdowns=breakdowns, said=said, held=held)


@dataclass(frozen=True, slots=True)
class _Releasing:
    """One study on its way to being shown, beside what was released before."""

    found: Studied
    contributed: Contributions
    definition: str
    before: Released | None
    shown: Studied | None

    @property
    def tables_before(self) -> Mapping[Table, TableReleased]:
        return {} if self.before is None else self.before.tables

    @property
    def contributed_before(self) -> Contributions | None:
        return None if self.before is None else self.before.contributions

    def release(self, folder: Path) -> Studied:
        """Decide, put together what is shown, and remember both, where anything is renewed."""
        number = 0 if self.before is None else len(self.before.shown)
        changes = changed_people(self.contributed_before, self.contributed)
        decided: dict[Table, HeldBack | None] = {name: table.held for name, table in self.tables_before.items()}
        decided |= {name: self._decided(name, changed, number) for name, changed in changes.items()}
        renewed = Renewed(decided)
        texts = self._texts()
        tell_texts = renewed.throughout and (not texts or len(texts) >= self.found.study.smallest_group)
        told = spliced(self.found, self.shown, renewed, texts=tell_texts)
        anew = {name: held for name, held in decided.items() if name in changes and held is not None}
        after = {**self.tables_before, **{name: self._table(name, held, number) for name, held in anew.items()}}
        told = replace(told, held=tuple(_held(told, after, self._nothing_renewed(changes, decided))))
        if anew:
            file = f"release-{number}-{secrets.token_hex(4)}.kept"
            keep_value(folder / file, (told.study, told.breakdowns, told.said, told.held))
            shown = () if self.before is None else self.before.shown
            keep_released(
                folder,
                Released(
                    definition=self.definition,
                    contributions=self._contributions(anew),
                    tables=after,
                    texts=frozenset() if tell_texts else texts,
                    shown=(*shown, Shown(as_of=self.found.study.as_of, file=file)),
                ),
            )
        return told

    def _decided(self, name: Table, changed: Changes, number: int) -> HeldBack | None:
        """What is held of a table; None where nothing of it is renewed."""
        was = self.tables_before.get(name)
        held, floor = HeldBack() if was is None else was.held, self.found.study.smallest_group
        untold = frozenset(changed) - self._told_by_itself(name)
        release = Release(
            changes=changed,
            held=held,
            number=number,
            floor=floor,
            untold=untold,
            unfinished=self._unfinished(name) if name[1] == SINCE_GO_LIVE else frozenset(),
        )
        found = renewal(release)
        if found is None or (was is not None and can_wait(release, found, self.found.study.as_of - was.as_of)):
            return None
        return found

    def _unfinished(self, name: Table) -> frozenset[int]:
        """The weeks of a workflow that are not over."""
        rows = [(row.workflow, row.period) for row in self.found.study.metrics if row.partial]
        maps = [(one.workflow, one.period) for one in self.found.breakdowns.maps if one.partial]
        return frozenset(int(period.removeprefix(WEEK)) for workflow, period in (*rows, *maps) if workflow == name[0])

    def _told_by_itself(self, name: Table) -> set[Cell]:
        """The cells of a table that the diagnosis shows, as if there had been none before."""
        workflow, span, kind = name
        told = {
            row.cohort.pairs
            for row in self.found.study.metrics
            if (row.workflow, row.period) == (workflow, span) and kind == MADE_FROM.get(row.metric, KINDS)[0]
        }
        crossed = (cell for table in self.found.breakdowns.crossed for cell in table.cells if cell.is_shown)
        return told | {cell.cohort.pairs for cell in crossed if cell.workflow == workflow}

    @staticmethod
    def _nothing_renewed(changes: Mapping[Table, Changes], decided: Mapping[Table, HeldBack | None]) -> set[Table]:
        """The tables of which even everyone's figures are held, though they would be others now."""
        return {name for name, changed in changes.items() if decided[name] is None and changed.get(EVERYONE)}

    def _texts(self) -> frozenset[str]:
        """Whose texts changed since what people said was told last."""
        were = {} if self.contributed_before is None else self.contributed_before.parts
        are = self.contributed.parts
        both = {part for part in (*were, *are) if part.kind in (TICKETS, SEARCHES, SAID)}
        changed = {part.unit for part in both if were.get(part) != are.get(part)}
        return frozenset(changed) | (frozenset() if self.before is None else self.before.texts)

    def _table(self, name: Table, held: HeldBack, number: int) -> TableReleased:
        was = self.tables_before.get(name)
        since: dict[Cell, datetime] = {}
        for cell in held.changed:
            if was is not None:
                at = was.since.get(cell) if was.held.is_held(cell) else was.as_of
                since |= {} if at is None else {cell: at}
        return TableReleased(number=number, as_of=self.found.study.as_of, held=held, since=since)

    def _contributions(self, anew: Mapping[Table, HeldBack]) -> Contributions:
        """Of each table, what it was released with last."""
        were = {} if self.contributed_before is None else self.contributed_before.parts
        parts = {part: one for part, one in self.contributed.parts.items() if _table(part) in anew}
        parts |= {part: one for part, one in were.items() if _table(part) not in anew}
        return replace(self.contributed, parts=parts)


def _table(part: Part) -> Table:
    return table_of(part.workflow, part.week, part.kind)


def _held(told: Studied, tables: Mapping[Table, TableReleased], nothing_renewed: Container[Table]) -> Iterator[Held]:
    """What pages say of what is held: of cohorts that are shown, and whose cases have changed since."""
    shown = {(row.workflow, row.cohort.pairs) for row in told.study.metrics}
    crossed = (cell for table in told.breakdowns.crossed for cell in table.cells if cell.is_shown)
    shown |= {(cell.workflow, cell.cohort.pairs) for cell in crossed}
    for (workflow, span, kind), table in tables.items():
        if kind != CASES:
            continue
        if (workflow, span, kind) in nothing_renewed:
            yield Held(workflow=workflow, cohort=Cohort(), span=span, since=table.as_of)
        for cell, since in table.since.items():
            if any(table.held.changed.get(cell, {}).values()) and (workflow, cell) in shown:
                yield Held(workflow=workflow, cohort=Cohort(cell), span=span, since=since)
