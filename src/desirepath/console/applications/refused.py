"""Why pages refused content, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REFUSED = {
    "bad_signature": _("not signed with the key that the page trusts"),
    "expired": _("expired"),
    "downgraded": _("older than what the page had seen"),
    "other_workspace": _("of another workspace"),
    "unknown_structure": _("of a structure that the page does not know"),
    "hostile": _("asks for what no content may"),
    "fault": _("a fault of desirepath in the page, which fell silent there"),
}
