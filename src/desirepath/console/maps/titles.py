"""What periods and verdicts are called, in the language of whoever reads."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desirepath.report.measured import BASELINE, SINCE, week_number

VERDICTS = {
    "on_path": gettext_lazy("On the path"),
    "off_path": gettext_lazy("Off the path"),
    "abandoned": gettext_lazy("Abandoned"),
    "open": gettext_lazy("Still open"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "unjudged": gettext_lazy("Not judged"),
}


def period_title(period: str) -> str:
    """`week_3` is `Week 3`."""
    if period == BASELINE:
        return _("Before go-live")
    if period == SINCE:
        return _("Since go-live")
    return _("Week %(number)s") % {"number": week_number(period)}
