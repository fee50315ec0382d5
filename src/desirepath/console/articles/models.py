"""Help articles. Nothing outside this app sees these classes."""

from __future__ import annotations

from django.db import models


class Article(models.Model):
    """One article of a workspace. `title` is a text by language, `blocks` the typed blocks as JSON."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=60)
    title = models.JSONField()
    blocks = models.JSONField()
    workflow = models.CharField(max_length=200, blank=True)
    step = models.CharField(max_length=200, blank=True)
    roles = models.JSONField(default=list)
    pages = models.JSONField(default=list)
    retired = models.BooleanField(default=False)
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["workspace", "slug"], name="one_article_of_a_name"),)

    def __str__(self) -> str:
        return self.slug
