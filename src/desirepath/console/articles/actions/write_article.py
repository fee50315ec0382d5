"""Write an article, a new one or another text of one that there is."""

from __future__ import annotations

import msgspec
from django.db import transaction
from django.utils.text import slugify

from desirepath.console.articles.models import Article
from desirepath.console.audit.record import record
from desirepath.console.guides.actions.publish_guides import published_on_commit
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.guidance import published
from desirepath.vocabulary.guidance.words import Words

NEW = "new"
"""Stands in the place of the id of an article that is not there yet."""


@transaction.atomic
def write_article(seat: Seat, told: published.Article) -> str:
    """The id of the article; pages have its text within a few minutes. An article that was retired is in use again."""
    seat.must("draft_intervention")
    slug = _free_slug(seat.workspace, told.title) if told.article == NEW else told.article
    kept = msgspec.to_builtins(told)
    wanted = {
        "title": kept["title"],
        "blocks": kept["blocks"],
        "workflow": told.workflow or "",
        "step": told.step or "",
        "roles": list(told.roles),
        "pages": list(told.pages),
        "retired": False,
        "by": seat.email,
    }
    Article.objects.update_or_create(workspace_id=seat.workspace, slug=slug, defaults=wanted)
    record(seat, "article.written", slug, {"title": kept["title"]})
    published_on_commit(seat.slug)
    return slug


def _free_slug(workspace: int, title: Words) -> str:
    wanted = slugify(next(iter(title.values()), ""))[:50].strip("-") or "article"
    there = set(Article.objects.filter(workspace=workspace, slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 1, wanted
    while slug in there or slug == NEW:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
