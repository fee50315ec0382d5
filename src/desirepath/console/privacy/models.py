"""How long collected events are kept, and who asked for whom to be erased. Nothing outside this app sees these classes."""

from __future__ import annotations

from django.db import models


class ErasureState(models.TextChoices):
    """How far an erasure is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Retention(models.Model):
    """For how many days a workspace keeps what its collector brought, and what was dropped last."""

    workspace = models.OneToOneField("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    days = models.PositiveIntegerField()
    kept_on = models.DateField(null=True)
    rows_dropped = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.days} days"


class Erasure(models.Model):
    """A person who was erased. Who it was is not kept: `mark` is a keyed hash, by which the same one is known again."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ErasureState.choices, default=ErasureState.WAITING)
    asked_by = models.CharField(max_length=254)
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    rows = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    waiting = models.PositiveBigIntegerField(default=0)
    written = models.JSONField(default=list)
    left = models.JSONField(default=list)
    problems = models.JSONField(default=list)

    class Meta:
        indexes = (models.Index(fields=["workspace", "-asked_at"]),)

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
