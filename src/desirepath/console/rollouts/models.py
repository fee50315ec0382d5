"""Rollouts and the versions of their files. Nothing outside this app sees these classes."""

from __future__ import annotations

from django.db import models


class Rollout(models.Model):
    """One rollout of a workspace. Its truth is the text of its newest version."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    archived = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["workspace", "slug"], name="one_rollout_of_a_name"),)

    def __str__(self) -> str:
        return self.slug


class Version(models.Model):
    """One version of a rollout file, with who wrote it and why."""

    rollout = models.ForeignKey(Rollout, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["rollout", "number"], name="versions_are_counted"),)

    def __str__(self) -> str:
        return f"{self.rollout_id} v{self.number}"
