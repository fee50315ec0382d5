"""Times in the zone of whoever reads, with the exact one beside them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def at(moment: datetime | None) -> str:
    """The local day and minute, as an element that carries the exact time."""
    if moment is None:
        return "–"
    local = timezone.localtime(moment)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(),
        date_format(local, "DATETIME_FORMAT"),
        date_format(local, "SHORT_DATETIME_FORMAT"),
    )


def ago(moment: datetime | None) -> str:
    """How long ago: `12 minutes ago`; the exact time stands beside it."""
    if moment is None:
        return _("never")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(),
        date_format(timezone.localtime(moment), "DATETIME_FORMAT"),
        _since(moment),
    )


def _since(moment: datetime) -> str:
    minutes = int((timezone.now() - moment).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        hours = minutes // 60
        return ngettext("%(n)s hour ago", "%(n)s hours ago", hours) % {"n": hours}
    days = minutes // (24 * 60)
    return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}


def day(one: date | datetime | None, zone: str = "") -> str:
    """The day as people write it: in a zone, else in that of the reader."""
    if one is None:
        return "–"
    if isinstance(one, datetime):
        one = timezone.localtime(one, ZoneInfo(zone) if zone else None)
    return date_format(one, "DATE_FORMAT")


def last_day(until: datetime | None, zone: str = "") -> str:
    """The last day that is known, where everything before a time is."""
    return day(None if until is None else until - timedelta(microseconds=1), zone)


FILTERS = {"at": at, "ago": ago, "day": day, "last_day": last_day}
