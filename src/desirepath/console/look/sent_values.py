"""What a form sends as text, read as what it means."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from desirepath.vocabulary.errors import BadInput, Mistake


def day_read(written: str) -> date | None:
    """The day that was written; None where nothing was. Raises BadInput."""
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        mend = _("Write it as 2026-09-30, or leave it empty.")
        raise BadInput(Mistake(code="no_day", what=_("This is no day"), mend=mend)) from error


def number_read(written: str) -> int:
    """The number of a version as a form carries it; 0, which none has, where it is none."""
    return int(written) if written.isdecimal() and len(written) < 9 else 0
