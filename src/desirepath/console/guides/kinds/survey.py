"""The form of a survey of one question."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desirepath.console.guides.fields import Field, GuideForm, words

_REASONS = (
    ("training", _("Training")),
    ("access", _("Access")),
    ("policy", _("Policy")),
    ("usability", _("Usability")),
    ("support", _("Support")),
    ("other", _("Other")),
)
FORM = GuideForm(
    name="survey",
    title=_("One question"),
    says=_("One question at the point of friction; answers are sorted by reason."),
    fields=(
        words("question", _("Question"), needed=True),
        Field(
            name="choices",
            holds="rows",
            label=_("Answers"),
            row=_("Answer"),
            needed=True,
            rows=(
                words("text", _("Text"), needed=True),
                Field(name="reason", holds="one_of", label=_("Counts for"), options=_REASONS, usual="other"),
            ),
        ),
        words("asks_for_words", _("Asks for more, in words"), _("Empty: it does not.")),
        words("thanks", _("Thanks")),
    ),
)
