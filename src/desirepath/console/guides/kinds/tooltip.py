"""The form of a tooltip."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desirepath.console.guides.fields import GuideForm, blocks, locator, words

FORM = GuideForm(
    name="tooltip",
    title=_("Tooltip"),
    says=_("A few words beside an element, opened by whoever wants them."),
    fields=(locator("at", _("Element"), needed=True), words("title", _("Title"), needed=True), blocks(_("Text"))),
)
