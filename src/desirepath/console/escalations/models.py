"""What owners noted of escalations. The escalations themselves lie with what pages said, outside the database."""

from __future__ import annotations

from django.db import models


class Answer(models.Model):
    """That an escalation was answered, by its reference (`E-17`)."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    reference = models.CharField(max_length=40)
    note = models.CharField(max_length=500)
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["workspace", "reference"], name="answered_once"),)

    def __str__(self) -> str:
        return self.reference
