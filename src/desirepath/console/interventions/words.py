"""The words of interventions in the console: states, stages, designs, and the lines of their history."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desirepath.console.interventions.reads import HappeningSeen
from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.friction_words import BLOCKERS
from desirepath.report.spoken import first_up
from desirepath.report.wording import words

STATES = {
    "draft": gettext_lazy("Draft"),
    "review": gettext_lazy("In review"),
    "staged": gettext_lazy("Staged"),
    "live": gettext_lazy("Live"),
    "expired": gettext_lazy("Expired"),
    "retired": gettext_lazy("Retired"),
}
TONES = {"draft": "flat", "review": "warn", "staged": "warn", "live": "good", "expired": "bad", "retired": "flat"}
"""The badge of each state."""
STAGES = {
    "draft": gettext_lazy("draft"),
    "review": gettext_lazy("in review"),
    "staged": gettext_lazy("staged"),
    "live": gettext_lazy("live"),
    "past": gettext_lazy("past"),
}
STEPS = (
    ("draft", gettext_lazy("Draft")),
    ("review", gettext_lazy("Review")),
    ("staged", gettext_lazy("Staged")),
    ("live", gettext_lazy("Live")),
    ("retired", gettext_lazy("Retired")),
)
"""The way of every intervention, in its order."""
DESIGNS = {
    "holdout": gettext_lazy("Drawn: some are held out, to compare with"),
    "waves": gettext_lazy("In waves: one group after the other"),
    "everyone": gettext_lazy("Everyone at once: its effect is harder to prove"),
}
RISKS = {"high": gettext_lazy("high risk"), "medium": gettext_lazy("medium risk"), "low": gettext_lazy("low risk")}
_HAPPENED = {
    "intervention.drafted": gettext_lazy("Begun"),
    "intervention.facts_set": gettext_lazy("Changed where and for whom it is"),
    "intervention.expired": gettext_lazy("Retired: its last day was over"),
}
_OF_A_VERSION = {
    "intervention.written": gettext_lazy("Version %(version)s written"),
    "intervention.review_asked": gettext_lazy("Review of version %(version)s asked for"),
    "intervention.approved": gettext_lazy("Version %(version)s approved"),
    "intervention.sent_back": gettext_lazy("Version %(version)s sent back: %(reason)s"),
    "intervention.went_live": gettext_lazy("Version %(version)s went live"),
    "intervention.rolled_back": gettext_lazy("Back to the text of version %(to)s, as version %(version)s"),
}


def told(line: HappeningSeen) -> str:
    """One line of the history as a sentence, with what people wrote in it."""
    details = line.details
    if line.verb in _OF_A_VERSION:
        said = str(_OF_A_VERSION[line.verb]) % details
        return f"{said}: {details['note']}" if details.get("note") else said
    if line.verb == "intervention.planned":
        names = {"owner": details["owner"] or _("nobody"), "day": details["expires_on"] or _("none")}
        return _("Owner: %(owner)s; last day: %(day)s") % names
    if line.verb == "intervention.retired":
        return _("Retired: %(reason)s") % {"reason": details["reason"]} if details["reason"] else _("Retired")
    return str(_HAPPENED.get(line.verb, line.verb))


def kind_title(kind: str) -> str:
    """The title of a kind of intervention, else its name in words."""
    found = intervention_catalogue().get(kind)
    return _(found.title) if found else first_up(words(kind))


def kinds_to_choose() -> list[tuple[str, str]]:
    """The kinds with the blocker that each addresses, those of one blocker together."""
    ordered = sorted(intervention_catalogue().values(), key=lambda one: (BLOCKERS[one.addresses], one.title))
    return [(one.name, f"{BLOCKERS[one.addresses]}: {_(one.title)}") for one in ordered]
