"""Roles, and what each may do: one table, read by every action and every page."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Role(StrEnum):
    """What somebody is in a workspace."""

    VIEWER = "viewer"
    AUTHOR = "author"
    PROCESS_OWNER = "process_owner"
    APPLICATION_OWNER = "application_owner"
    ADOPTION_OWNER = "adoption_owner"
    ADMINISTRATOR = "administrator"


ROLE_TITLES = {
    Role.VIEWER: gettext_lazy("Viewer"),
    Role.AUTHOR: gettext_lazy("Author"),
    Role.PROCESS_OWNER: gettext_lazy("Process owner"),
    Role.APPLICATION_OWNER: gettext_lazy("Application owner"),
    Role.ADOPTION_OWNER: gettext_lazy("Adoption owner"),
    Role.ADMINISTRATOR: gettext_lazy("Administrator"),
}
ROLE_SAYS = {
    Role.VIEWER: gettext_lazy("sees what was found and takes it along as CSV"),
    Role.AUTHOR: gettext_lazy("writes rollouts, uploads data, diagnoses, drafts interventions, teaches words"),
    Role.PROCESS_OWNER: gettext_lazy("all of an author, and says what the approved path is and what goes live"),
    Role.APPLICATION_OWNER: gettext_lazy("all of an author, and lets interventions go live and applications send"),
    Role.ADOPTION_OWNER: gettext_lazy(
        "all of an author, says what the path is and what goes live, reads the audit log"
    ),
    Role.ADMINISTRATOR: gettext_lazy("everything, people and privacy among it"),
}

_WRITERS = frozenset({Role.AUTHOR, Role.PROCESS_OWNER, Role.APPLICATION_OWNER, Role.ADOPTION_OWNER, Role.ADMINISTRATOR})
_OWNERS = _WRITERS - {Role.AUTHOR}

PERMISSIONS: dict[str, frozenset[Role]] = {
    "see": frozenset(Role),
    "export": frozenset(Role),
    "edit_rollout": _WRITERS,
    "upload": _WRITERS,
    "diagnose": _WRITERS,
    "discuss": _WRITERS,
    "own_friction": _WRITERS,
    "dismiss_friction": _OWNERS,
    "edit_path": frozenset({Role.PROCESS_OWNER, Role.ADOPTION_OWNER, Role.ADMINISTRATOR}),
    "draft_intervention": _WRITERS,
    "approve_intervention": _OWNERS,
    "decide": _OWNERS,
    "waive_gate": _OWNERS,
    "keep_workarounds": _WRITERS,
    "teach_words": _WRITERS,
    "set_applications": frozenset({Role.APPLICATION_OWNER, Role.ADMINISTRATOR}),
    "see_audit": frozenset({Role.ADOPTION_OWNER, Role.ADMINISTRATOR}),
    "set_people": frozenset({Role.ADMINISTRATOR}),
    "set_privacy": frozenset({Role.ADMINISTRATOR}),
    "set_notices": frozenset({Role.ADMINISTRATOR}),
    "erase_person": frozenset({Role.ADMINISTRATOR}),
}
"""Who may do what. What is not in here nobody may do."""


class NotAllowed(Exception):
    """A role does not include what was asked for."""

    def __init__(self, permission: str, role: Role) -> None:
        roles = ", ".join(str(ROLE_TITLES[one]) for one in Role if one in PERMISSIONS[permission])
        super().__init__(
            _("You work here as %(role)s. This can be done by: %(roles)s.")
            % {"role": ROLE_TITLES[role], "roles": roles}
        )
        self.permission = permission


def may(role: Role, permission: str) -> bool:
    """Whether a role includes a permission. Raises KeyError where there is no such permission."""
    return role in PERMISSIONS[permission]
