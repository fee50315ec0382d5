"""Somebody at work in a workspace: who, as what, where. Every action is given one."""

from __future__ import annotations

from dataclasses import dataclass

from desirepath.console.workspaces.permissions import NotAllowed, Role, may


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A person's place in a workspace. `workspace` and `person` are ids, `slug` is the workspace's name in addresses."""

    workspace: int
    slug: str
    name: str
    person: int
    email: str
    role: Role

    def may(self, permission: str) -> bool:
        """Whether the role includes it."""
        return may(self.role, permission)

    def must(self, permission: str) -> None:
        """Raise NotAllowed unless the role includes it."""
        if not may(self.role, permission):
            raise NotAllowed(permission, self.role)
