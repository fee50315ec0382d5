"""What is known of workspaces, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desirepath.console.workspaces.models import Membership, Workspace
from desirepath.console.workspaces.permissions import ROLE_TITLES, Role
from desirepath.console.workspaces.seat import Seat

_MOST = 2**63
"""Ids are below it; databases take no larger number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceSeen:
    """A workspace in a list."""

    slug: str
    name: str
    role_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who works in a workspace."""

    person: int
    email: str
    name: str
    role: Role
    role_title: str
    since: datetime
    last_login: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceId:
    """A workspace where nobody looks: its id and its slug."""

    id: int
    slug: str


def seat_of(person: int, slug: str) -> Seat | None:
    """The seat of a person in the workspace of this slug, or None."""
    found = Membership.objects.select_related("workspace", "person").filter(person=person, workspace__slug=slug).first()
    if found is None:
        return None
    return Seat(
        workspace=found.workspace_id,
        slug=found.workspace.slug,
        name=found.workspace.name,
        person=found.person_id,
        email=found.person.email,
        role=Role(found.role),
    )


def demands_second_factor(workspace: int) -> bool:
    """Whether everybody in the workspace has to sign in with a second factor."""
    return Workspace.objects.filter(pk=workspace, demands_second_factor=True).exists()


def works_in(person: int, workspace: int) -> bool:
    """Whether a person works in a workspace. An id may be any number that stood in an address."""
    return person < _MOST and Membership.objects.filter(person=person, workspace=workspace).exists()


def works_elsewhere(person: int, workspace: int) -> bool:
    """Whether a person works in any other workspace."""
    return Membership.objects.filter(person=person).exclude(workspace=workspace).exists()


def workspaces_of(person: int) -> tuple[WorkspaceSeen, ...]:
    """The workspaces that a person works in, by name."""
    found = Membership.objects.select_related("workspace").filter(person=person).order_by("workspace__name")
    return tuple(
        WorkspaceSeen(slug=one.workspace.slug, name=one.workspace.name, role_title=str(ROLE_TITLES[Role(one.role)]))
        for one in found
    )


def members_of(workspace: int) -> tuple[Member, ...]:
    """Everybody who works in a workspace, by address."""
    found = Membership.objects.select_related("person").filter(workspace=workspace).order_by("person__email")
    return tuple(
        Member(
            person=one.person_id,
            email=one.person.email,
            name=one.person.name,
            role=Role(one.role),
            role_title=str(ROLE_TITLES[Role(one.role)]),
            since=one.since,
            last_login=one.person.last_login,
        )
        for one in found
    )


def all_workspaces() -> tuple[WorkspaceId, ...]:
    """Every workspace of the installation, for what runs beside the pages."""
    return tuple(WorkspaceId(id=one.pk, slug=one.slug) for one in Workspace.objects.order_by("pk"))
