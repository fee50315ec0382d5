"""The form of an announcement."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desirepath.console.guides.fields import Field, GuideForm, blocks, words

_FORMS = (("banner", _("Banner: does not disturb")), ("dialog", _("Dialog: has to be closed")))
FORM = GuideForm(
    name="announcement",
    title=_("Announcement"),
    says=_("A go-live, a release, a new policy."),
    fields=(
        words("title", _("Title"), needed=True),
        blocks(_("Text")),
        Field(name="form", holds="one_of", label=_("Form"), options=_FORMS, usual="banner"),
    ),
)
