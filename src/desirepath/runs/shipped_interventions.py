"""`shipped-interventions.csv` beside the rollout file: what the console let go live, read without being named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desirepath.vocabulary.rollout import Rollout, Source

SHIPPED_FILE = "shipped-interventions.csv"


def with_shipped(rollout: Rollout) -> Rollout:
    """The rollout with the file as its last source; unchanged where there is none, or where a source holds it already.

    The rollout file itself stays as it was written.
    """
    folder = Path(rollout.file).parent
    file = folder / SHIPPED_FILE
    if not file.is_file() or any(_holds(one, file, folder) for one in rollout.sources):
        return rollout
    return replace(rollout, sources=(*rollout.sources, Source(table="interventions", file=SHIPPED_FILE)))


def _holds(source: Source, file: Path, folder: Path) -> bool:
    """Whether a source names the file, or a pattern of it finds it."""
    if source.query is not None or not source.file:
        return False
    named = folder / source.file
    found = (
        [named] if named.is_file() else list(folder.glob(source.file)) if not Path(source.file).is_absolute() else []
    )
    return any(one.resolve() == file.resolve() for one in found)
