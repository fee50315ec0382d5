"""Only uploads of data are large: whatever else is sent is refused by its size, before anything reads it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from desirepath.console.look.refusals import refused

Answer = Callable[[HttpRequest], HttpResponse]
MOST_OF_A_FORM = 12 << 20
"""Bytes of anything but an upload of data: a rollout file with its form, a drawing."""
_LARGE = ("upload",)
"""The addresses that say themselves how much they take, once they know who sends."""


def large_bodies(answer: Answer) -> Answer:
    """Refuse what is too large for where it is sent."""

    def answered(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if (not length.isdecimal() or int(length) > MOST_OF_A_FORM) and _name(request.path_info) not in _LARGE:
            return refused(
                request, 413, _("This is too large"), _("No page takes so much, but the one of a rollout's data.")
            )
        return answer(request)

    return answered


def _name(path: str) -> str:
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""
