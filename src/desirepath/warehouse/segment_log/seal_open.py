"""Has the segment that is being written sealed, so that it can be rewritten as all others."""

from __future__ import annotations

import time
from pathlib import Path

from desirepath.warehouse.segment_log.append import SegmentLog
from desirepath.warehouse.segment_log.errors import LogInUse
from desirepath.warehouse.segment_log.segment import SEAL_ASKED

PATIENCE_SECONDS = 10.0
_PAUSE_SECONDS = 0.05


def seal_open(folder: Path, patience: float = PATIENCE_SECONDS) -> bool:
    """Seal what a dead writer left, or have a living one seal what it writes; whether that came in time.

    Raises LogUnwritable where the folder cannot be written to, and OSError.
    """
    try:
        SegmentLog.opened(folder).close()
    except LogInUse:
        return _sealed_by_its_writer(folder, patience)
    return True


def _sealed_by_its_writer(folder: Path, patience: float) -> bool:
    asked = folder / SEAL_ASKED
    asked.touch()
    until = time.monotonic() + patience
    while asked.exists():
        if time.monotonic() > until:
            asked.unlink(missing_ok=True)
            return False
        time.sleep(_PAUSE_SECONDS)
    return True
