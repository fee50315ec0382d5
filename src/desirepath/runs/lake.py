"""Looks after a lake: what `desirepath lake` does, on behalf of whoever keeps the warehouse."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from desirepath.ports import Progress
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.warehouse.lake.checksum import checksum
from desirepath.warehouse.lake.compact import Compacted, compact
from desirepath.warehouse.lake.counts import Reconciled, reconciled
from desirepath.warehouse.lake.erase import Erased, erase
from desirepath.warehouse.lake.layout import is_lake
from desirepath.warehouse.lake.project import Projected, project
from desirepath.warehouse.lake.rebuild import Rebuilt, rebuild
from desirepath.warehouse.lake.replay import Again, Replayed, replay
from desirepath.warehouse.lake.retain import Retained, retain
from desirepath.warehouse.lake.scrub import ScrubReport, scrub
from desirepath.warehouse.lake.status import LakeStatus, status

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class RebuiltLake:
    """Tables made anew, and whether they hold the same rows as before; `same` is None where that could not be told."""

    rebuilt: Rebuilt
    same: bool | None


def lake_status(warehouse: Path) -> LakeStatus:
    """How the lake stands. Raises BadInput where there is none."""
    _refuse_no_lake(warehouse)
    return status(warehouse)


def project_lake(warehouse: Path, progress: Progress) -> Projected:
    """Bring what the logs have into the tables."""
    return _done("bringing over what collectors logged", project, warehouse, progress)


def compact_lake(warehouse: Path, progress: Progress) -> Compacted:
    """Lay down closed days in case order."""
    return _done("laying down closed days in case order", compact, warehouse, progress)


def rebuild_lake(warehouse: Path, progress: Progress) -> RebuiltLake:
    """Make the tables anew from the logs, and look whether they hold the same."""
    _refuse_no_lake(warehouse)
    progress("summing up the rows there are")
    before = _sum_of(warehouse)
    rebuilt = _done("making the tables anew from the logs", rebuild, warehouse, progress)
    progress("summing up the rows there are now")
    return RebuiltLake(rebuilt, None if before is None else before == _sum_of(warehouse))


def scrub_lake(warehouse: Path, progress: Progress, *, heal: bool) -> tuple[ScrubReport, Reconciled | None]:
    """Read every byte, and look whether all that was received is accounted for; None where damage forbids that."""
    report = _done("reading every byte", lambda folder: scrub(folder, heal=heal), warehouse, progress)
    progress("reconciling what was received")
    try:
        return report, reconciled(warehouse)
    except (BadInput, OSError):
        return report, None


def erase_from_lake(warehouse: Path, persons: Iterable[str], progress: Progress) -> Erased:
    """Take persons out, who are named as their applications name them. Raises BadInput without the key of persons."""
    from desirepath.runs.collected_rows import persons_of

    _refuse_no_lake(warehouse)
    ids = [one for person in persons if (one := person.strip())]
    if not ids:
        raise BadInput(Mistake(code="no_person", what="no person is named", mend="Name one with `--person`."))
    named = persons_of(warehouse)
    hashed = [named.of(one) for one in ids]
    return _done("erasing", lambda folder: erase(folder, hashed=hashed, raw=ids), warehouse, progress)


def retain_in_lake(warehouse: Path, days: int, progress: Progress) -> Retained:
    """Drop what is older than so many days."""
    return _done("dropping what is older", lambda folder: retain(folder, days=days), warehouse, progress)


def replay_lake(warehouse: Path, again: Again, progress: Progress) -> Replayed:
    """Try again what was refused."""
    return _done("trying again what was refused", lambda folder: replay(folder, again), warehouse, progress)


def _done(doing: str, work: Callable[[Path], Done], warehouse: Path, progress: Progress) -> Done:
    _refuse_no_lake(warehouse)
    progress(doing)
    return work(warehouse)


def _sum_of(warehouse: Path) -> str | None:
    try:
        return checksum(warehouse)
    except (BadInput, OSError):
        return None


def _refuse_no_lake(warehouse: Path) -> None:
    if not is_lake(warehouse):
        mend = "Name the folder that a collector writes into: `desirepath collect --warehouse DIR`."
        what = "there is no lake in this folder"
        raise BadInput(Mistake(code="no_lake", what=what, mend=mend, file=str(warehouse)))
