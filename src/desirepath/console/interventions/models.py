"""Interventions, the versions of what people read, and their history. Nothing outside this app sees these classes."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """How far an intervention is. One that is live stays so while its next version is written."""

    DRAFT = "draft"
    REVIEW = "review"
    STAGED = "staged"
    LIVE = "live"
    RETIRED = "retired"


class Stage(models.TextChoices):
    """How far one version is; `past` is one that another took the place of."""

    DRAFT = "draft"
    REVIEW = "review"
    STAGED = "staged"
    LIVE = "live"
    PAST = "past"


class Design(models.TextChoices):
    """How it is decided who gets it, in the words of the table `interventions`."""

    HOLDOUT = "holdout"
    WAVES = "waves"
    EVERYONE = "everyone"


class Intervention(models.Model):
    """One change that is made against friction. `slug` is its `intervention_id` in tables.

    `cohort` holds pairs of attribute and value, none for everyone. `friction_key` is that of the friction point that it
    was begun from, or empty. It may be live up to and with `expires_on`. `facts_by` is the id of whoever said last where
    and for whom it is.
    """

    rollout = models.ForeignKey("rollouts.Rollout", on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=60)
    workflow = models.CharField(max_length=200)
    step = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    blocker = models.CharField(max_length=40, blank=True)
    cohort = models.JSONField(default=list)
    design = models.CharField(max_length=10, choices=Design.choices, default=Design.HOLDOUT)
    owner = models.CharField(max_length=254, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    expires_on = models.DateField(null=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    friction_key = models.CharField(max_length=16, blank=True)
    facts_by = models.BigIntegerField()
    created_by = models.CharField(max_length=254)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["rollout", "slug"], name="one_intervention_of_a_name"),)

    def __str__(self) -> str:
        return self.slug


class Version(models.Model):
    """One version of what people read. `author` and `approver` are the ids of persons: addresses can change.

    `guide` is what pages show of it, as JSON; without it, it is the plain `text` alone and no page shows it.
    """

    intervention = models.ForeignKey(Intervention, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    guide = models.JSONField(null=True)
    note = models.CharField(max_length=300, blank=True)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    author = models.BigIntegerField()
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)
    approver = models.BigIntegerField(null=True)
    approved_by = models.CharField(max_length=254, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["intervention", "number"], name="intervention_versions_count"),)

    def __str__(self) -> str:
        return f"{self.intervention_id} v{self.number}"


class Happening(models.Model):
    """One line in the history of an intervention; each stands in the audit log too. Without `by`: its expiry."""

    intervention = models.ForeignKey(Intervention, on_delete=models.CASCADE, related_name="happenings")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=254, blank=True)
    verb = models.CharField(max_length=60)
    details = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.intervention_id} {self.verb}"
