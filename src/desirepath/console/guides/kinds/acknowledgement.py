"""The form of an acknowledgement."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desirepath.console.guides.fields import GuideForm, blocks, words

FORM = GuideForm(
    name="acknowledgement",
    title=_("Acknowledgement"),
    says=_("A statement that a person confirms. Who confirmed which wording is kept in a record."),
    fields=(
        words("title", _("Title"), needed=True),
        blocks(_("Text"), needed=True),
        words("statement", _("Statement"), _("As: I have read the rule."), needed=True),
        words("button", _("Button"), needed=True),
    ),
)
