"""How long a case may stand idle: `30d`, `12h`, `45m`, `2w`."""

from __future__ import annotations

import re
from datetime import timedelta

from desirepath.vocabulary.rollout_keys import DURATION_PATTERN

LONGEST = timedelta(days=3650)
_UNITS = {"w": timedelta(weeks=1), "d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}


def parse_duration(text: str) -> timedelta:
    """The duration that a number and a unit write. Raises ValueError for anything else, and past ten years."""
    if not re.fullmatch(DURATION_PATTERN, text):
        raise ValueError(f"`{text}` is not a duration")
    duration = int(text[:-1]) * _UNITS[text[-1]]
    if duration > LONGEST:
        raise ValueError(f"`{text}` is longer than ten years")
    return duration
