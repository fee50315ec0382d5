"""The minutes of a review: as they were kept once it is finished, else as they stand now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
from django.utils import timezone

from desirepath.console.look.times import day
from desirepath.console.review.held import HeldReview
from desirepath.console.review.reads import resolutions_of
from desirepath.report.friction_words import OWNERS
from desirepath.report.weekly.minutes import Minutes, minutes_of


def minutes_now(held: HeldReview, on: date | None = None) -> Minutes:
    """The minutes, in the language of the reader. `on` is the day of the meeting; None while it has not been held."""
    if held.is_finished and held.seen is not None:
        return msgspec.convert(held.seen.minutes, Minutes)
    told = tuple(replace(one.resolved, role=OWNERS.get(one.role, one.role)) for one in resolutions_of(held.seen))
    if on is None and held.seen is not None:
        on = timezone.localdate()
    return minutes_of(held.told, told, "" if on is None else day(on))
