"""Where messages go, and each message on its way. Nothing outside this app sees these classes."""

from __future__ import annotations

from django.db import models


class Target(models.Model):
    """One receiver. `key` stands in addresses of pages; the secret that it is signed with is made of `salt`.

    `kinds` are what it is told of, `rollouts` the names of those that it is told of, none of them meaning all.
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    shape = models.CharField(max_length=20)
    address = models.CharField(max_length=2_000)
    kinds = models.JSONField(default=list)
    rollouts = models.JSONField(default=list)
    language = models.CharField(max_length=5, default="en")
    salt = models.CharField(max_length=64)
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["workspace", "name"], name="one_target_of_a_name"),)

    def __str__(self) -> str:
        return self.name


class DeliveryState(models.TextChoices):
    """What became of a message."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    FAILED = "failed"


class Delivery(models.Model):
    """One message to one target. `message` is its id on the wire, `tries` how often it was tried, `why` a stable word."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="deliveries")
    message = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=30)
    notice = models.JSONField()
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    why = models.CharField(max_length=40, blank=True)
    status = models.PositiveIntegerField(null=True)
    tries = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.message} {self.state}"


class Told(models.Model):
    """A friction point that was told to be confirmed, so that it is told once."""

    rollout = models.ForeignKey("rollouts.Rollout", on_delete=models.CASCADE, related_name="+")
    point = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["rollout", "point"], name="one_telling_of_a_point"),)

    def __str__(self) -> str:
        return self.point


class ToldGate(models.Model):
    """What a gate of the 45 days was last told to be: passed, overdue, or nothing yet (empty)."""

    rollout = models.ForeignKey("rollouts.Rollout", on_delete=models.CASCADE, related_name="+")
    gate = models.CharField(max_length=64)
    kind = models.CharField(max_length=30, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["rollout", "gate"], name="one_telling_of_a_gate"),)

    def __str__(self) -> str:
        return f"{self.gate}: {self.kind}"
