"""A log of payloads in files: what it acknowledged is on the disk, and what the disk damaged is told, never guessed.

One process writes; any may read. Payloads are kept in frames with a checksum, frames in segments named by their first
sequence. Sequences are consecutive from 1, and each is given to one payload only.
"""

from __future__ import annotations

from desirepath.warehouse.segment_log.append import SegmentLog
from desirepath.warehouse.segment_log.errors import LogBusy, LogFull, LogInUse, LogUnwritable
from desirepath.warehouse.segment_log.files import Files, OsFiles
from desirepath.warehouse.segment_log.frame import Frame
from desirepath.warehouse.segment_log.reading import frames
from desirepath.warehouse.segment_log.rewrite import drop_before, rewrite_without
from desirepath.warehouse.segment_log.scrub import scrub
from desirepath.warehouse.segment_log.seal_open import seal_open
from desirepath.warehouse.segment_log.state import LogHealth, LogState, SegmentHealth
from desirepath.warehouse.segment_log.waiting import Appended

__all__ = [
    "Appended",
    "Files",
    "Frame",
    "LogBusy",
    "LogFull",
    "LogHealth",
    "LogInUse",
    "LogState",
    "LogUnwritable",
    "OsFiles",
    "SegmentHealth",
    "SegmentLog",
    "drop_before",
    "frames",
    "rewrite_without",
    "scrub",
    "seal_open",
]
