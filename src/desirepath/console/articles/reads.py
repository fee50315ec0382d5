"""What is known of articles, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from desirepath.console.articles.models import Article
from desirepath.vocabulary.guidance import published


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSeen:
    """An article as lists and its form show it; `told` is what pages get."""

    told: published.Article
    retired: bool
    by: str
    at: datetime


def articles_of(workspace: int) -> tuple[ArticleSeen, ...]:
    """All articles of a workspace, those in use first, each by its id."""
    return tuple(_seen(one) for one in Article.objects.filter(workspace=workspace).order_by("retired", "slug"))


def article_of(workspace: int, slug: str) -> ArticleSeen | None:
    """The article of this id, or None."""
    found = Article.objects.filter(workspace=workspace, slug=slug).first()
    return None if found is None else _seen(found)


def live_articles(workspace: int) -> tuple[published.Article, ...]:
    """What pages get of articles."""
    return tuple(one.told for one in articles_of(workspace) if not one.retired)


def _seen(one: Article) -> ArticleSeen:
    told = {
        "article": one.slug,
        "title": one.title,
        "blocks": one.blocks,
        "workflow": one.workflow or None,
        "step": one.step or None,
        "roles": one.roles,
        "pages": one.pages,
    }
    return ArticleSeen(told=msgspec.convert(told, published.Article), retired=one.retired, by=one.by, at=one.at)
