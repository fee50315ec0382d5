"""Pages: how a workspace wants to be guided, and the switch that silences all pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from desirepath.console.guides.actions.set_guidance import set_guidance
from desirepath.console.guides.actions.silence_pages import silence_pages
from desirepath.console.guides.settings_form import languages_of, read_settings, settings_texts
from desirepath.console.guides.settings_of import guidance_of
from desirepath.console.workspaces.doors import within
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.guidance.published import Guides
from desirepath.warehouse.published_guides import read_published
from desirepath.warehouse.signing import ContentRefused


@within()
@require_http_methods(["GET", "HEAD", "POST"])
def guidance(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The settings, and what is published."""
    told = guidance_of(seat.workspace)
    texts, problems = settings_texts(told), ()
    if request.method == "POST":
        seat.must("approve_intervention")
        try:
            set_guidance(seat, read_settings(request.POST, told))
        except BadInput as error:
            texts, problems = texts | request.POST.dict(), tuple(str(one) for one in error.mistakes)  # type: ignore[assignment]
        else:
            messages.success(request, _("Kept. Pages have it within a few minutes."))
            return redirect("guidance", seat.slug)
    context = {
        "told": told,
        "texts": texts,
        "languages": languages_of(told),
        "problems": problems,
        "published": published_of(seat.slug),
    }
    return render(request, "guides/settings.html", context, status=400 if problems else 200)


@within("approve_intervention")
@require_POST
def guidance_silence(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Switch all pages off, or on again."""
    silent = request.POST.get("silent") == "yes"
    silence_pages(seat, silent=silent)
    messages.success(request, _("Pages fall silent within a few minutes.") if silent else _("Pages speak again."))
    return redirect("guidance", seat.slug)


def published_of(workspace: str) -> Guides | None:
    """What is published for the pages of a workspace; None where nothing is, or pages refuse it."""
    try:
        found = read_published(settings.HOME.folder, workspace)
    except (ContentRefused, BadInput, OSError):
        return None
    return None if found is None else found.guides
