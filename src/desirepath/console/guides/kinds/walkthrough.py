"""The form of a walkthrough."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desirepath.console.guides.fields import Field, GuideForm, blocks, locator, rule, words

FORM = GuideForm(
    name="walkthrough",
    title=_("Walkthrough"),
    says=_("Step by step, over pages and reloads."),
    fields=(
        words("title", _("Title"), needed=True),
        Field(
            name="steps",
            holds="rows",
            label=_("Steps"),
            row=_("Step"),
            needed=True,
            rows=(
                Field(name="id", holds="name", label=_("Id"), help=_("Small letters, as quote."), needed=True),
                words("title", _("Title"), needed=True),
                blocks(_("Text")),
                locator("at", _("Element"), _("Empty: in the middle of the page.")),
                rule("goes_on_when", _("Goes on by itself when")),
                Field(
                    name="branches",
                    holds="json",
                    label=_("Branches"),
                    help=_("A list of rules as JSON, each with the step that it leads to; end is the end."),
                ),
            ),
        ),
    ),
)
