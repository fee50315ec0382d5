"""The audit log: rows that are only ever added, each carrying a seal over itself and the one before."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One thing that was done. `number` counts without a gap; `seal` covers every other field and the seal before."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.CharField(max_length=40)
    workspace = models.BigIntegerField(null=True, db_index=True)
    who = models.CharField(max_length=254)
    role = models.CharField(max_length=20)
    verb = models.CharField(max_length=60)
    about = models.CharField(max_length=300)
    details = models.TextField()
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"
