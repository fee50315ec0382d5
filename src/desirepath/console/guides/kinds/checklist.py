"""The form of a checklist."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desirepath.console.guides.fields import Field, GuideForm, rule, words

FORM = GuideForm(
    name="checklist",
    title=_("Checklist"),
    says=_("A few things to have done, ticked as they happen."),
    fields=(
        words("title", _("Title"), needed=True),
        Field(
            name="items",
            holds="rows",
            label=_("Points"),
            row=_("Point"),
            needed=True,
            rows=(
                Field(name="id", holds="name", label=_("Id"), help=_("Small letters, as quote."), needed=True),
                words("text", _("Text"), needed=True),
                Field(name="opens", holds="guide", label=_("Opens")),
                rule("done_when", _("Done when")),
            ),
        ),
    ),
)
