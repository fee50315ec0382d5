"""The places of the console, in the order of the story: where, for whom, why, what was done, did it help."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

OF_ROLLOUT = (
    ("overview", _("Overview"), "overview"),
    ("plan", _("45 days"), "plan"),
    ("review", _("Weekly review"), "review"),
    ("packs", _("Governance packs"), "packs"),
    ("map", _("Path map"), "map"),
    ("friction", _("Friction points"), "friction"),
    ("interventions", _("Interventions"), "interventions"),
    ("effects", _("Effects"), "effects"),
    ("cohorts", _("Cohorts"), "cohorts"),
    ("words", _("Words"), "words"),
    ("path", _("Approved path"), "path"),
    ("data", _("Data"), "data"),
    ("rollout_file", _("Rollout file"), "file"),
    ("runs", _("Diagnoses"), "runs"),
)
"""Pages of one rollout: the name of the address, the title, the sign."""

OF_WORKSPACE = (
    ("people", _("People and roles"), "people", None),
    ("guidance", _("Guidance"), "guidance", None),
    ("articles", _("Articles"), "articles", None),
    ("escalations", _("Who is blocked"), "escalations", "own_friction"),
    ("applications", _("Applications"), "keys", None),
    ("notices", _("Messages"), "notices", "set_notices"),
    ("privacy", _("Privacy"), "privacy", None),
    ("audit", _("Audit"), "audit", "see_audit"),
)
"""Pages of a workspace: the name of the address, the title, the sign, and the permission that they need."""
