"""Pages: the articles of a workspace, and the form that one is written in."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desirepath.console.articles.actions.retire_article import retire_article
from desirepath.console.articles.actions.write_article import NEW, write_article
from desirepath.console.articles.form import as_sent, filled_with, read_article
from desirepath.console.articles.reads import article_of, articles_of
from desirepath.console.guides.settings_of import guidance_of
from desirepath.console.guides.whole_form import USUAL_LANGUAGES, Filled
from desirepath.console.workspaces.doors import within
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.guidance.said_in import said_in


@within()
@require_safe
def articles(request: HttpRequest, seat: Seat) -> HttpResponse:
    """All articles, those in use first."""
    language = get_language() or "en"
    listed = [(one, said_in(one.told.title, language)) for one in articles_of(seat.workspace)]
    return render(request, "articles/list.html", {"listed": listed})


@within("draft_intervention")
@require_http_methods(["GET", "HEAD", "POST"])
def article(request: HttpRequest, seat: Seat, slug: str) -> HttpResponse:
    """Write an article; the id `new` stands for one that is not there yet."""
    there = article_of(seat.workspace, slug)
    if there is None and slug != NEW:
        raise Http404
    filled = filled_with(there.told if there else None, USUAL_LANGUAGES)
    if request.method == "POST":
        filled = as_sent(request.POST.dict())
        if request.POST.get("do") == "keep":
            told, problems = read_article(filled, slug, guidance_of(seat.workspace).link_hosts)
            if told is not None:
                write_article(seat, told)
                messages.success(request, _("Kept. Pages have it within a few minutes."))
                return redirect("articles", seat.slug)
            filled = replace(filled, problems=problems)
    return _page(request, filled, slug)


@within("draft_intervention")
@require_POST
def article_retire(request: HttpRequest, seat: Seat, slug: str) -> HttpResponse:
    """Take an article out of use."""
    retire_article(seat, slug)
    messages.success(request, _("Retired: pages do not find it any more."))
    return redirect("articles", seat.slug)


def _page(request: HttpRequest, filled: Filled, slug: str) -> HttpResponse:
    whole = (filled.problems[""],) if "" in filled.problems else ()
    wrong = sum(1 for name in filled.problems if name)
    context = {"filled": filled, "slug": slug, "is_new": slug == NEW, "problems": whole, "wrong": wrong}
    return render(request, "articles/write.html", context)
