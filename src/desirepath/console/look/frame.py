"""What stands around every page: where one is, where one can go, who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from desirepath.console.look.navigation import OF_ROLLOUT, OF_WORKSPACE


@dataclass(frozen=True, slots=True)
class Way:
    """One place to go. `here` says that the page is in it."""

    title: str
    address: str
    icon: str
    here: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame shows; pages inside a workspace and a rollout have the places of both."""
    seat, place = getattr(request, "seat", None), getattr(request, "place", None)
    ways: list[Way] = []
    settings: list[Way] = []
    if seat is not None and place is not None:
        ways = _ways(request, OF_ROLLOUT, (seat.slug, place.rollout.slug))
    if seat is not None:
        settings = [way for way, needs in _ways_and_needs(request, seat.slug) if needs is None or seat.may(needs)]
    return {
        "seat": seat,
        "place": place,
        "ways": ways,
        "settings_ways": settings,
        "rail_label": _("Main"),
        "path_here": request.path,
        "LANGUAGE_CODE": get_language() or "en",
    }


def _ways(request: HttpRequest, entries: tuple[tuple[str, Any, str], ...], places: tuple[str, ...]) -> list[Way]:
    made = [(title, reverse(name, args=places), icon) for name, title, icon in entries]
    longest = max((address for _, address, _ in made if request.path.startswith(address)), key=len, default="")
    return [Way(str(title), address, icon, address == longest) for title, address, icon in made]


def _ways_and_needs(request: HttpRequest, slug: str) -> list[tuple[Way, str | None]]:
    ways = _ways(request, tuple(entry[:3] for entry in OF_WORKSPACE), (slug,))
    return [(way, entry[3]) for way, entry in zip(ways, OF_WORKSPACE, strict=True)]
