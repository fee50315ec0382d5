"""The form of a launcher."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desirepath.console.guides.fields import Field, GuideForm, locator, words

FORM = GuideForm(
    name="launcher",
    title=_("Launcher"),
    says=_("A button that opens another guide."),
    fields=(
        words("label", _("Label"), needed=True),
        Field(name="opens", holds="guide", label=_("Opens"), needed=True),
        locator("at", _("Element"), _("Empty: in the corner of the page.")),
    ),
)
