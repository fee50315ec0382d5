"""What states, forms and stages of packs are called, and why one could not be made or verified."""

from __future__ import annotations

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desirepath.console.packs.rhythm import LAST_DAY, NEVER, Rhythm
from desirepath.runs.kept_pack import PAGE, PDF, SLIDES, TOGETHER

STATES = {
    "waiting": gettext_lazy("waiting"),
    "running": gettext_lazy("being made"),
    "done": gettext_lazy("ready"),
    "failed": gettext_lazy("failed"),
}
TONES = {"waiting": "flat", "running": "flat", "done": "good", "failed": "bad"}
FORM_TITLES = {
    "html": gettext_lazy("Page (HTML)"),
    "pdf": gettext_lazy("PDF"),
    "pptx": gettext_lazy("Slides (PPTX)"),
    "json": gettext_lazy("Figures (JSON)"),
}
STAGES = {
    TOGETHER: gettext_lazy("putting the pack together"),
    PAGE: gettext_lazy("drawing the page"),
    PDF: gettext_lazy("setting the PDF"),
    SLIDES: gettext_lazy("laying out the slides"),
}
INTERRUPTED, GONE, OUR_FAULT = "interrupted", "gone", "our_fault"
OTHER_BYTES = "other_bytes"
_WHY: dict[str, Promise] = {
    INTERRUPTED: gettext_lazy("It was interrupted because the program stopped. Ask for it again."),
    GONE: gettext_lazy("The diagnosis that it stands on is gone."),
    OUR_FAULT: gettext_lazy("A fault of desirepath, not of your data. The log of the server says more."),
    OTHER_BYTES: gettext_lazy("all that is compared is as computed, but the file is not the one that was written"),
}


def why_said(why: str) -> str:
    """Why it failed, as a sentence: one of ours in the reader's language, anything else as it was written down."""
    return str(_WHY.get(why, why))


def rhythm_said(rhythm: Rhythm) -> str:
    """`each month, on day 5`, `every week, on Monday`."""
    if rhythm.every == "month":
        return _("each month, on day %(day)s") % {"day": rhythm.day}
    return _("every week, on %(weekday)s") % {"weekday": WEEKDAYS[rhythm.day]}


def rhythms() -> tuple[tuple[str, str], ...]:
    """The choices of a schedule with their words: never, the days of a month, the weekdays."""
    monthly = tuple(Rhythm("month", day) for day in range(1, LAST_DAY + 1))
    weekly = tuple(Rhythm("week", day) for day in range(7))
    return (
        (NEVER, _("Only when asked for")),
        *((str(one), _first_up(rhythm_said(one))) for one in (*weekly, *monthly)),
    )


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
