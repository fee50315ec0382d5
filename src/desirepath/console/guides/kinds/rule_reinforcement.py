"""The form of a rule that is said before something is sent."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desirepath.console.guides.fields import Field, GuideForm, blocks, locator, rule, words

_MUST = (("filled", _("is filled")), ("matches", _("matches the pattern")), ("checked", _("is checked")))
FORM = GuideForm(
    name="rule_reinforcement",
    title=_("Rule before sending"),
    says=_("Before something is sent: what is not as the rule wants it. Values are looked at in the page alone."),
    fields=(
        locator("at", _("Form or button"), needed=True),
        words("title", _("Title"), needed=True),
        blocks(_("Text")),
        Field(
            name="rules",
            holds="rows",
            label=_("Rules"),
            row=_("Rule"),
            needed=True,
            rows=(
                locator("field", _("Field"), needed=True),
                Field(name="must", holds="one_of", label=_("What must be"), options=_MUST, usual="filled"),
                Field(name="pattern", holds="name", label=_("Pattern"), help=_("A regular expression, as [0-9]{4}.")),
                words("says", _("What people read"), needed=True),
                rule("only_when", _("Only when")),
            ),
        ),
        Field(
            name="stops",
            holds="yes_no",
            label=_("Holds up the first sending"),
            help=_("A second one always goes through."),
            usual="yes",
        ),
    ),
)
