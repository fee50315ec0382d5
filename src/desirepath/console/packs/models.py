"""Packs that are kept, how often they are made by themselves, and what verifying them gave. Nothing outside sees these."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """How far a pack, or a verification, is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class KeptPack(models.Model):
    """One pack. Its files lie in a folder of its own, and stay there when the diagnosis `run` is gone.

    `known_until` and `zone` are those of the diagnosis. `sha256` holds the hash of each form as it was written; a form
    that is not in it could not be made. `asked_by` is empty where the schedule asked.
    """

    rollout = models.ForeignKey("rollouts.Rollout", on_delete=models.CASCADE, related_name="+")
    run = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_by = models.CharField(max_length=254, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    known_until = models.DateTimeField()
    zone = models.CharField(max_length=60, default="UTC")
    says = models.CharField(max_length=60, blank=True)
    problems = models.JSONField(default=list)
    sha256 = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["rollout", "-id"]),)

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class PackSchedule(models.Model):
    """When packs of a rollout are made by themselves: on a day of each month, or a weekday (0 is Monday).

    `nothing_at` is when it was last due and made none, as there was no newer diagnosis.
    """

    rollout = models.OneToOneField("rollouts.Rollout", on_delete=models.CASCADE, related_name="+")
    every = models.CharField(max_length=10)
    day = models.PositiveSmallIntegerField()
    next_at = models.DateTimeField()
    nothing_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.every} {self.day}"


class Verification(models.Model):
    """A pack computed again and held against its files. `differing` is empty where all was as computed.

    `why` says why it could not be done; `more` is how many differences there are beside those kept.
    """

    pack = models.ForeignKey(KeptPack, on_delete=models.CASCADE, related_name="verifications")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_by = models.CharField(max_length=254)
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    differing = models.JSONField(default=list)
    more = models.PositiveIntegerField(default=0)
    why = models.CharField(max_length=30, blank=True)

    def __str__(self) -> str:
        return f"{self.pack_id} {self.state}"
