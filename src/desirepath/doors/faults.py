"""A fault of ours, told without what was sent."""

from __future__ import annotations

import traceback


def place_of(fault: Exception) -> str:
    """What kind of fault, and where; its message may quote the request and stays out of the record."""
    frames = traceback.extract_tb(fault.__traceback__)
    last = frames[-1] if frames else None
    return f"{type(fault).__name__} in {last.name}, line {last.lineno}" if last else type(fault).__name__
