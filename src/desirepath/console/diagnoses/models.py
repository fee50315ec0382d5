"""Diagnoses that were asked for, and when the next is due. Nothing outside this app sees these classes."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """How far a diagnosis is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Run(models.Model):
    """One diagnosis. What it found lies in a folder of its own; here is what lists need."""

    rollout = models.ForeignKey("rollouts.Rollout", on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_by = models.CharField(max_length=254, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    as_of = models.DateField(null=True)
    known_until = models.DateTimeField(null=True)
    zone = models.CharField(max_length=60, default="UTC")
    says = models.CharField(max_length=300, blank=True)
    problems = models.JSONField(default=list)
    confirmed = models.PositiveIntegerField(default=0)
    suspected = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["rollout", "state", "-known_until"]),)

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class Schedule(models.Model):
    """How often a rollout is diagnosed by itself."""

    rollout = models.OneToOneField("rollouts.Rollout", on_delete=models.CASCADE, related_name="+")
    every_minutes = models.PositiveIntegerField()
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"every {self.every_minutes} min"
