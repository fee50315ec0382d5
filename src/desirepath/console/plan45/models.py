"""What people keep beside the data of the 45 days. Nothing outside this app sees these."""

from __future__ import annotations

from django.db import models


class KeptWorkaround(models.Model):
    """A temporary way round. `retired_on` is the day on which it was taken away; None while it is there."""

    rollout = models.ForeignKey("rollouts.Rollout", on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=300)
    workflow = models.CharField(max_length=200)
    step = models.CharField(max_length=200, blank=True)
    owner = models.CharField(max_length=254)
    retire_by = models.DateField()
    retired_on = models.DateField(null=True)
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.pk} {self.what}"


class KeptWaiver(models.Model):
    """A gate that was passed without its proof. It is never changed but for being taken back; a later one stands before it.

    `on` is the last day that the data knew when it was given, `at` when that was. `taken_back_at` is None while it stands.
    """

    rollout = models.ForeignKey("rollouts.Rollout", on_delete=models.CASCADE, related_name="+")
    gate = models.CharField(max_length=64)
    role = models.CharField(max_length=20)
    because = models.TextField()
    on = models.DateField()
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=254, blank=True)

    def __str__(self) -> str:
        return f"{self.gate}: {self.role}"


class KeptStabilisation(models.Model):
    """What was decided on a workflow. It is never changed; a later one stands before it.

    `proposed` is what the rule proposed then, empty where nothing; `run` the diagnosis that it was decided on, `on` the
    last day that this knew.
    """

    rollout = models.ForeignKey("rollouts.Rollout", on_delete=models.CASCADE, related_name="+")
    workflow = models.CharField(max_length=200)
    decided = models.CharField(max_length=24)
    proposed = models.CharField(max_length=24, blank=True)
    role = models.CharField(max_length=20)
    because = models.TextField()
    on = models.DateField()
    run = models.BigIntegerField()
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.workflow}: {self.decided}"
