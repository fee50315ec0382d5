"""The form of help at a field."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desirepath.console.guides.fields import Field, GuideForm, locator, words

FORM = GuideForm(
    name="field_help",
    title=_("Field help"),
    says=_("What a field is for, its format and examples, while the field has the focus."),
    fields=(
        locator("at", _("Field"), needed=True),
        words("purpose", _("What it is for"), needed=True),
        words("format", _("Format")),
        Field(name="right", holds="listed", label=_("Right examples"), help=_("One a line.")),
        Field(name="wrong", holds="listed", label=_("Wrong examples"), help=_("One a line.")),
        words("mend", _("How to mend a wrong one")),
    ),
)
