"""Pages are made for whoever is signed in: neither browsers nor proxies keep them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


def not_kept(answer: Answer) -> Answer:
    """Say so on every answer that says nothing else; what is the same for all (sheets, scripts) says otherwise."""

    def answered(request: HttpRequest) -> HttpResponse:
        made = answer(request)
        kept = made.get("Cache-Control", "")
        if "public" not in kept and "no-store" not in kept:
            made["Cache-Control"] = "private, no-store"
        return made

    return answered
