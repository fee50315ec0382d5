"""Decisions on interventions: what was decided, by whom, when, on which estimate. Nothing outside this app sees these."""

from __future__ import annotations

from django.db import models


class Decision(models.Model):
    """One decision. It is never changed; a later one stands beside it.

    `proposed` is what the rule proposed then. `estimate` is what it stood on: metric, value, low, high, n, and as of when;
    empty where nothing could be told. `to` is a cohort, an intervention or an owner, or empty. `role` is what the person
    decided as; empty in decisions from before it was kept.
    """

    rollout = models.ForeignKey("rollouts.Rollout", on_delete=models.CASCADE, related_name="+")
    intervention = models.CharField(max_length=64)
    decided = models.CharField(max_length=12)
    proposed = models.CharField(max_length=12)
    to = models.CharField(max_length=400, blank=True)
    because = models.TextField()
    estimate = models.JSONField(default=dict)
    run = models.BigIntegerField()
    by = models.CharField(max_length=254)
    role = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (models.Index(fields=["rollout", "intervention"], name="decisions_of_intervention"),)

    def __str__(self) -> str:
        return f"{self.intervention}: {self.decided}"
