"""Pages: where messages go, the form of one target, and what became of each message."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desirepath.console.notices.actions.change_target import change_target
from desirepath.console.notices.actions.draw_secret import draw_secret
from desirepath.console.notices.actions.make_target import make_target
from desirepath.console.notices.actions.remove_target import remove_target
from desirepath.console.notices.actions.try_target import try_target
from desirepath.console.notices.reads import TargetSeen, any_under_way, deliveries_of, target_of, targets_of
from desirepath.console.notices.wanted import NotWanted, Wanted, as_kept, as_sent
from desirepath.console.notices.way_out import operators_word
from desirepath.console.notices.words import KINDS, MAIL, STATES, TONES, shapes
from desirepath.console.rollouts.reads import rollouts_of
from desirepath.console.workspaces.doors import within
from desirepath.console.workspaces.seat import Seat


@within("set_notices")
@require_safe
def notices(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The targets, and the newest messages."""
    context = {
        "targets": targets_of(seat.workspace),
        "kinds": KINDS,
        "shapes": dict(shapes()),
        "languages": dict(settings.LANGUAGES),
        "titles": {one.slug: one.title for one in rollouts_of(seat.workspace)},
        "has_address": bool(operators_word().address),
        **_deliveries(seat),
    }
    return render(request, "notices/list.html", context)


@within("set_notices")
@require_safe
def notice_deliveries(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The messages: a piece of the page that asks again by itself while one is under way."""
    return render(request, "notices/deliveries.html", _deliveries(seat))


@within("set_notices")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice_target_new(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Write down a target; its secret is shown, this once."""
    if request.method != "POST":
        return _form(request, seat, Wanted())
    wanted = as_sent(request.POST)
    try:
        _key, secret = make_target(seat, wanted)
    except NotWanted as wrong:
        return _form(request, seat, wanted, problems=wrong.problems)
    if wanted.shape == MAIL:
        messages.success(request, _("Kept. Send a test to see that it arrives."))
        return redirect("notices", seat.slug)
    return _secret(request, wanted.name, secret)


@within("set_notices")
@require_http_methods(["GET", "HEAD", "POST"])
def notice_target(request: HttpRequest, seat: Seat, target: str) -> HttpResponse:
    """Change a target."""
    there = target_of(seat, target)
    if there is None:
        raise Http404
    if request.method != "POST":
        return _form(request, seat, as_kept(there), there)
    wanted = as_sent(request.POST)
    try:
        change_target(seat, target, wanted)
    except NotWanted as wrong:
        return _form(request, seat, wanted, there, wrong.problems)
    messages.success(request, _("Changed."))
    return redirect("notices", seat.slug)


@within("set_notices")
@require_POST
def notice_target_try(request: HttpRequest, seat: Seat, target: str) -> HttpResponse:
    """Send a test."""
    try:
        try_target(seat, target)
    except NotWanted as wrong:
        messages.error(request, wrong.problems["address"])
    else:
        messages.success(request, _("The test is on its way: see below what becomes of it."))
    return redirect("notices", seat.slug)


@within("set_notices")
@never_cache
@require_POST
def notice_target_secret(request: HttpRequest, seat: Seat, target: str) -> HttpResponse:
    """Draw another secret and show it, this once."""
    return _secret(request, *draw_secret(seat, target))


@within("set_notices")
@require_POST
def notice_target_remove(request: HttpRequest, seat: Seat, target: str) -> HttpResponse:
    """Take a target away."""
    remove_target(seat, target)
    messages.success(request, _("Taken away: nothing is sent there any more."))
    return redirect("notices", seat.slug)


def _secret(request: HttpRequest, name: str, secret: str) -> HttpResponse:
    return render(request, "notices/secret.html", {"name": name, "secret": secret})


def _form(
    request: HttpRequest,
    seat: Seat,
    wanted: Wanted,
    there: TargetSeen | None = None,
    problems: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The form of a target that is there, or of a new one."""
    context = {
        "wanted": wanted,
        "key": "" if there is None else there.key,
        "title": "" if there is None else there.name,
        "problems": problems or {},
        "kinds": KINDS,
        "shapes": shapes(),
        "languages": settings.LANGUAGES,
        "rollouts": rollouts_of(seat.workspace),
        "has_mail": operators_word().mail is not None,
    }
    return render(request, "notices/target.html", context, status=422 if problems else 200)


def _deliveries(seat: Seat) -> dict[str, object]:
    return {
        "deliveries": deliveries_of(seat.workspace),
        "under_way": any_under_way(seat.workspace),
        "states": STATES,
        "tones": TONES,
    }
