"""The words of friction points in the console: their states, and the lines of their history."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desirepath.console.friction.reads import HappeningSeen

STATES = {
    "open": gettext_lazy("Open"),
    "being_fixed": gettext_lazy("Being fixed"),
    "watched": gettext_lazy("Watched"),
    "closed": gettext_lazy("Closed"),
    "dismissed": gettext_lazy("Dismissed"),
}
TONES = {
    "open": "bad",
    "being_fixed": "warn",
    "watched": "flat",
    "closed": "good",
    "dismissed": "flat",
}
"""The badge of each state."""
_HAPPENED = {
    "friction.found": gettext_lazy("Found by a diagnosis"),
    "friction.found_again": gettext_lazy("Found again"),
    "friction.gone": gettext_lazy("No longer found"),
    "friction.opened_again": gettext_lazy("Opened again: newer data still has it"),
    "friction.came_back": gettext_lazy("Opened again: its cases have at least doubled since it was dismissed"),
    "friction.taken_back": gettext_lazy("Dismissal taken back"),
}


def told(line: HappeningSeen) -> str:
    """One line of the history as a sentence, with what people wrote in it."""
    details = line.details
    if line.verb == "friction.state_set":
        names = {"before": STATES.get(details["from"], ""), "after": STATES.get(details["to"], "")}
        return _("%(before)s → %(after)s") % names
    if line.verb == "friction.owner_set":
        return _("Owner: %(owner)s") % {"owner": details["owner"] or _("nobody")}
    if line.verb == "friction.due_set":
        return _("Due: %(day)s") % {"day": details["due"] or _("no day")}
    if line.verb == "friction.dismissed":
        return _("Dismissed: %(reason)s") % {"reason": details["reason"]}
    return str(_HAPPENED.get(line.verb, line.verb))
