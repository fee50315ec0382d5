"""Take an article out of use."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404

from desirepath.console.articles.models import Article
from desirepath.console.audit.record import record
from desirepath.console.guides.actions.publish_guides import published_on_commit
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def retire_article(seat: Seat, slug: str) -> None:
    """Pages do not find it any more; writing it anew brings it back. Raises Http404."""
    seat.must("draft_intervention")
    found = Article.objects.select_for_update().filter(workspace=seat.workspace, slug=slug, retired=False).first()
    if found is None:
        raise Http404
    found.retired, found.by = True, seat.email
    found.save()
    record(seat, "article.retired", slug)
    published_on_commit(seat.slug)
