"""What periods are called, in the language of whoever reads."""

from __future__ import annotations

from django.utils.translation import gettext as _

from desirepath.report.measured import BASELINE, SINCE, week_number


def period_title(period: str) -> str:
    """`week_3` is `Week 3`."""
    if period == BASELINE:
        return _("Before go-live")
    if period == SINCE:
        return _("Since go-live")
    return _("Week %(number)s") % {"number": week_number(period)}
