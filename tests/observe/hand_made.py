"""A rollout of a few cases written by hand, opened as far as its tallies."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desirepath.observe.case_base import CaseBase, read_case_base
from desirepath.observe.frame import frame_of
from desirepath.observe.step_tallies import StepTallies, step_tallies
from desirepath.observe.tables import Tables
from desirepath.ports import Means
from desirepath.runs.opened_rollout import opened_rollout
from desirepath.warehouse.engines import AnyEngine

GO_LIVE, AS_OF = datetime(2025, 9, 1, tzinfo=UTC), datetime(2025, 10, 1, tzinfo=UTC)
ROLLOUT = """
rollout: requests
go_live: 2025-09-01
as_of: 2025-10-01
timezone: UTC
{more}
sources:
{sources}
workflows:
  - workflow: request
    case_ends_after: 7d
    path: draft quote check order
    old_path: draft quote check order
    withdrawn: [taken back]
"""
USUAL = 120
"""So many quick cases before go-live say how long is long at a step: the first level, two hours."""


@dataclass(frozen=True, slots=True)
class Case:
    """The events of one case: words `activity`, `activity:outcome`, `activity@channel`; `+N` waits N hours, not 1."""

    person: str
    begun: datetime
    words: str
    office: str = ""

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        at, wait = self.begun, 0.0
        for word in self.words.split():
            if word.startswith("+"):
                wait = float(word[1:])
                continue
            at += timedelta(hours=wait)
            activity, _, channel = word.partition("@")
            activity, _, outcome = activity.partition(":")
            yield {
                "case_id": name,
                "activity": activity.replace("_", " "),
                "at": at.isoformat(),
                "user_id": self.person,
                "outcome": outcome,
                "channel": channel,
                "office": self.office,
            }
            wait = 1.0


@dataclass(frozen=True, slots=True)
class Read:
    """What was opened; it goes when the block ends."""

    base: CaseBase
    tables: Tables
    engine: AnyEngine
    tallies: tuple[StepTallies, ...]

    def counted(self, person: str, count: str, step: str, span: str = "since") -> int:
        """A count of a person at a step, over all their rows."""
        return at(self.tallies[0], person, count, step, span)


def at(tallies: StepTallies, person: str, count: str, step: str, span: str = "since") -> int:
    """The same of any workflow's tallies."""
    number = [one.id for one in tallies.workflow.steps].index(step)
    rows = tallies.person == tallies.person[tallies.row_of[person]]
    return int(getattr(tallies, span).of_steps[count][number][rows].sum())


def day(number: int, hour: float = 9) -> datetime:
    """Local days since go-live, negative before."""
    return GO_LIVE + timedelta(days=number, hours=hour)


def usual_cases() -> list[Case]:
    """What was usual before go-live: an hour before every step."""
    return [
        Case(f"requester-{number % 12}", day(-1 - number % 30), "draft quote check order") for number in range(USUAL)
    ]


def silent(_: str) -> None:
    """Show no progress."""


@contextmanager
def opened(
    folder: Path,
    cases: Sequence[Case],
    *,
    more: str = "",
    tables: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    rollout: str = ROLLOUT,
) -> Iterator[Read]:
    """Write the log and any other tables, and read them."""
    file = written(folder, cases, more=more, tables=tables, rollout=rollout)
    with opened_rollout(file, as_of=None, engine="duckdb", warehouse=None, progress=silent) as (one, all_, _, engine):
        frame = frame_of(one, all_)
        known = all_.before(frame.as_of)
        base = read_case_base(known, frame, Means(engine, silent, time.monotonic))
        yield Read(base, known, engine, step_tallies(base, engine, has_people=known.have_people))


def written(
    folder: Path,
    cases: Sequence[Case],
    *,
    more: str = "",
    tables: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    rollout: str = ROLLOUT,
) -> Path:
    """Write the log and any other tables; the rollout file."""
    rows = [row for number, case in enumerate(cases) for row in case.rows(f"case-{number}")]
    all_tables = {"events": rows, **(tables or {})}
    for table, of_table in all_tables.items():
        _write(folder / f"{table}.csv", of_table)
    sources = "\n".join(f"  - {{table: {table}, file: {table}.csv}}" for table in all_tables)
    file = folder / "rollout.yaml"
    file.write_text(rollout.format(more=more, sources=sources), encoding="utf-8")
    return file


def _write(file: Path, rows: Sequence[Mapping[str, str]]) -> None:
    columns = [name for name in rows[0] if any(row[name] for row in rows)]
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
