"""The form of an escalation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desirepath.console.guides.fields import Field, GuideForm, blocks, words

_TO = (
    ("access", _("Owner of access")),
    ("policy", _("Owner of the policy")),
    ("application", _("Owner of the application")),
)
FORM = GuideForm(
    name="escalation",
    title=_("I am blocked"),
    says=_("A word of somebody who is blocked to the owner of the access, the policy or the application."),
    fields=(
        words("title", _("Title"), needed=True),
        blocks(_("Text")),
        Field(
            name="routes",
            holds="rows",
            label=_("Ways"),
            row=_("Way"),
            needed=True,
            rows=(
                Field(name="to", holds="one_of", label=_("Goes to"), options=_TO, usual="access"),
                words("text", _("Text"), needed=True),
            ),
        ),
        words("thanks", _("Thanks")),
        Field(name="answered_within_hours", holds="number", label=_("Answered within hours")),
    ),
)
