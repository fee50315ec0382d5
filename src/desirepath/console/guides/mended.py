"""What is to be mended in a guide before it can be published, in the words of the console."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desirepath.vocabulary.errors import Mistake

_SAYS = {
    "unknown_structure": _("Pages would refuse this"),
    "too_deep": _("Rules are nested too deep"),
    "too_large": _("There is too much of it"),
    "markup": _("There are signs of markup or of a program in a text: write plain words"),
    "link": _("This workspace allows no links there: the host has to stand in the settings of guidance"),
    "selector": _("A selector asks what was entered, or is none: find the element by its name, id or role"),
    "time": _("There is no such time, or it ends before it starts"),
    "twice": _("Two of them have the same id, or one is called end"),
    "never": _("So it would never be shown"),
    "empty": _("There is not enough in it"),
    "nowhere": _("It leads to where nothing is"),
    "pattern": _("This cannot be used as a pattern, or belongs to another choice"),
    "path": _("This path fits no page: ** may stand at the end alone, * for one part"),
}


def said_of(mistake: Mistake) -> str:
    """One mistake in the language of the reader."""
    return str(_SAYS.get(mistake.code, mistake.what))
