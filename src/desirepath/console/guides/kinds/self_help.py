"""The form of the panel of self-help."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desirepath.console.guides.fields import Field, GuideForm, words

FORM = GuideForm(
    name="self_help",
    title=_("Self-help"),
    says=_("The panel of articles: what fits this place first, search, and whether it helped."),
    fields=(
        words("title", _("Title"), needed=True),
        Field(name="escalates", holds="yes_no", label=_("Offers a way to somebody who can help"), usual="yes"),
    ),
)
