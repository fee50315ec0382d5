"""Friction points over all diagnoses, what is done about each, and what is said. Nothing outside this app sees these."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """What is done about a friction point."""

    OPEN = "open"
    BEING_FIXED = "being_fixed"
    WATCHED = "watched"
    CLOSED = "closed"
    DISMISSED = "dismissed"


class Point(models.Model):
    """One step and cohort where diagnoses found friction.

    `key` is made of workflow, step and cohort; `cohort` holds pairs of attribute and value. `excess` is how many cases
    more than expected the newest diagnosis counted, `excess_when_dismissed` how many it was when it was dismissed:
    neither is ever shown, since both may lie below the floor. `gone` says that the newest diagnosis no longer has it.
    """

    rollout = models.ForeignKey("rollouts.Rollout", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16)
    workflow = models.CharField(max_length=200)
    step = models.CharField(max_length=200)
    cohort = models.JSONField(default=list)
    symptom = models.CharField(max_length=40)
    first_run = models.BigIntegerField()
    last_run = models.BigIntegerField()
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    excess = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    owner = models.CharField(max_length=254, blank=True)
    due = models.DateField(null=True)
    dismissed_reason = models.TextField(blank=True)
    excess_when_dismissed = models.PositiveIntegerField(null=True)
    gone = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["rollout", "key"], name="one_point_of_a_key"),)

    def __str__(self) -> str:
        return self.key


class Remark(models.Model):
    """What a member said about a friction point."""

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="remarks")
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.point_id} {self.by}"


class Happening(models.Model):
    """One line in the history of a friction point; each stands in the audit log too. Without `by`: a diagnosis."""

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="happenings")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=254, blank=True)
    verb = models.CharField(max_length=60)
    details = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.point_id} {self.verb}"
