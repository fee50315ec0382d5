"""The places of the console, in the order of the story: where, for whom, why, what was done, did it help."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

OF_ROLLOUT = (
    ("overview", _("Overview"), "overview"),
    ("runs", _("Diagnoses"), "runs"),
    ("rollout_file", _("Rollout file"), "file"),
)
"""Pages of one rollout: the name of the address, the title, the sign."""

OF_WORKSPACE = (
    ("people", _("People and roles"), "people", None),
    ("audit", _("Audit"), "audit", "see_audit"),
)
"""Pages of a workspace: the name of the address, the title, the sign, and the permission that they need."""
