"""How a workspace wants to be guided. Nothing outside this app sees these classes."""

from __future__ import annotations

from django.db import models


class Guidance(models.Model):
    """The settings of one workspace. `quiet` are pairs of times of the day, `words` pairs of an old and a new name.

    `records` and `contact` are texts by language; `silent` switches all pages off.
    """

    workspace = models.OneToOneField("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    silent = models.BooleanField(default=False)
    quiet = models.JSONField(default=list)
    guides_a_day = models.PositiveIntegerField(default=3)
    surveys_days_apart = models.PositiveIntegerField(default=30)
    snooze_hours = models.PositiveIntegerField(default=24)
    link_hosts = models.JSONField(default=list)
    applications = models.JSONField(default=list)
    words = models.JSONField(default=list)
    records = models.JSONField(default=dict)
    contact = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.workspace_id)
