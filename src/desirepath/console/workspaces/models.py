"""Workspaces and who works in them. Nothing outside this app sees these classes."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from desirepath.console.workspaces.permissions import ROLE_TITLES, Role


class Workspace(models.Model):
    """One organisation's rollouts and people, apart from all others."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    demands_second_factor = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug


class Membership(models.Model):
    """What a person is in a workspace."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, ROLE_TITLES[role]) for role in Role])
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["workspace", "person"], name="once_in_a_workspace"),)

    def __str__(self) -> str:
        return f"{self.person_id} in {self.workspace_id}"
