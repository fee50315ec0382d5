"""What each worker of a collector counted, in a file of its own, so that whichever is asked tells of all."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from desirepath.collector.standing import Counted, Standing, counted_together, together

STALE_SECONDS = 5.0
"""A worker that has laid nothing down for so long is at it no more; what it counted still counts."""


def folder_of_standings(warehouse: Path) -> Path:
    """Beside the logs and the tables."""
    return warehouse / "metrics"


def forget(warehouse: Path, name: str) -> None:
    """Remove what workers of an earlier collector of this name have laid down. Raises OSError."""
    folder = folder_of_standings(warehouse)
    folder.mkdir(parents=True, exist_ok=True)
    of_it = re.compile(rf"{re.escape(name)}-\d+\.(json|part)")
    for file in folder.iterdir():
        if of_it.fullmatch(file.name):
            file.unlink(missing_ok=True)


class LaidDown:
    """The files of the workers of one collector; `own` is this worker's name, `others` are those beside it.

    A worker that was started again goes on from what the one before had laid down, so that no count falls.
    """

    def __init__(self, warehouse: Path, own: str, others: tuple[str, ...]) -> None:
        folder = folder_of_standings(warehouse)
        self._own = folder / f"{own}.json"
        self._others = tuple(folder / f"{one}.json" for one in others)
        before = _read(self._own)
        self._before = Counted() if before is None else before.counted

    def lay_down(self, standing: Standing) -> Standing:
        """Lay down how this worker stands, with what it counted before; the sum of both.

        On a full disk the file stays as it was.
        """
        whole = Standing(standing.at, counted_together((self._before, standing.counted)), standing.open)
        part = self._own.with_suffix(".part")
        with suppress(OSError):
            part.write_bytes(msgspec.json.encode(whole))
            part.replace(self._own)
        return whole

    def all_with(self, standing: Standing) -> Standing:
        """How all workers stand. What is told was laid down first, so that it is not forgotten with this process."""
        return together((self.lay_down(standing), *self._standings_of_others()))

    def _standings_of_others(self) -> Iterator[Standing]:
        now = time.time()
        for file in self._others:
            found = _read(file)
            if found is None:
                continue
            stale = abs(now - found.at) > STALE_SECONDS
            yield Standing(found.at, found.counted, found.open.ended()) if stale else found


def _read(file: Path) -> Standing | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Standing)
    except (OSError, msgspec.DecodeError):
        return None
