"""Weekly reviews that were held, and what was decided in the room. Nothing outside this app sees these."""

from __future__ import annotations

from django.db import models


class Review(models.Model):
    """One meeting, on one diagnosis. `before_run` is the diagnosis it was compared with, None where there was none.

    `minutes` are empty until the review is finished; then nothing is recorded in it any more.
    """

    rollout = models.ForeignKey("rollouts.Rollout", on_delete=models.CASCADE, related_name="+")
    run = models.BigIntegerField()
    before_run = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.CharField(max_length=254, blank=True)
    minutes = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["rollout", "run"], name="one_review_of_a_diagnosis"),)

    def __str__(self) -> str:
        return f"{self.rollout_id} on {self.run}"


class Resolution(models.Model):
    """What was decided on one item. It is never changed; a later one stands beside it.

    `role` is what was decided as, `proposed` what the rule proposed (empty for nothing). A decision on an intervention
    stands among the decisions on effects too, with the estimate that it stood on: these are the words of the minutes.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="resolutions")
    item = models.CharField(max_length=300)
    decided = models.CharField(max_length=12)
    proposed = models.CharField(max_length=12, blank=True)
    role = models.CharField(max_length=20)
    to = models.CharField(max_length=400, blank=True)
    because = models.TextField()
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.item}: {self.decided}"
