"""Why a log does not keep a payload."""

from __future__ import annotations

import errno
from pathlib import Path

from desirepath.vocabulary.errors import BadInput, Mistake

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What a disk, a quota or a limit on file sizes says when nothing more fits."""


class LogFull(Exception):
    """The disk is full. The log tries by itself whether there is room again."""


class LogUnwritable(Exception):
    """The disk cannot be written to, or the log is closed."""


class LogBusy(Exception):
    """Too much is waiting for the disk."""


class LogInUse(BadInput):
    """Another process writes to this log."""

    @classmethod
    def of(cls, folder: Path, holder: str) -> LogInUse:
        """The error for a folder that is locked by the process `holder`, which may be empty where it is not known."""
        by = f"process {holder}" if holder else "another process"
        what = f"the log is being written by {by}"
        mend = "End that collector first, or give this one a name of its own with `--name`."
        return cls(Mistake(code="log_in_use", what=what, mend=mend, file=str(folder)))


def as_refusal(error: OSError) -> LogFull | LogUnwritable:
    """What those who wait are told of an error of the disk."""
    told = error.strerror or str(error)
    return LogFull(told) if error.errno in NO_ROOM else LogUnwritable(told)
