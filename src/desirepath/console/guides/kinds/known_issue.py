"""The form of a known issue."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desirepath.console.guides.fields import Field, GuideForm, blocks, locator, words

FORM = GuideForm(
    name="known_issue",
    title=_("Known issue"),
    says=_("What does not work at the moment, what to do meanwhile, and until when."),
    fields=(
        words("title", _("Title"), needed=True),
        blocks(_("What to do meanwhile")),
        locator("at", _("Element"), _("Empty: at the top of the page.")),
        Field(name="until", holds="moment", label=_("Until (UTC)"), help=_("As 2026-11-27T10:00:00Z; may be empty.")),
    ),
)
