"""What of a guide pages take, but that will not do as is meant: said to whoever writes it, and to whoever approves it."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from desirepath.console.guides.written import Written
from desirepath.intervene.publishable import warnings_in
from desirepath.vocabulary.errors import Mistake
from desirepath.vocabulary.guidance.published import Guide, Guides

_SAYS = {
    "secret": _(
        "Of a password pages ask no more than whether there is one, so the pattern %(found)s is never looked at. Choose "
        "“is filled”, and say in words what it has to be: the application checks it."
    ),
    "position": _(
        "%(found)s counts places: with one more row or field it is another element. Find it by its id, name, role or "
        "label, as [name=cost_centre], or ask for a mark of its own, as [data-help=quote]."
    ),
}
_FOUND = re.compile(r"`([^`]*)`")


def warnings_of(written: Written) -> tuple[str, ...]:
    """In the language of the reader, each once."""
    found = (_said(one) for one in warnings_in(alone(written)))
    return tuple(dict.fromkeys(found))


def alone(written: Written, link_hosts: tuple[str, ...] = ()) -> Guides:
    """A document with nothing in it but this guide; its id, place and times are made up."""
    guide = Guide(
        id="this",
        version=1,
        rollout="",
        workflow="",
        step="",
        content=written.content,
        target=written.target,
        design="everyone",
        held_out=written.held_out,
        starts_at="2026-01-01T00:00:00Z",
        priority=written.priority,
        often=written.often,
        fades_after=written.fades_after,
    )
    return Guides(
        schema="desirepath/guides/1",
        workspace="",
        sequence=1,
        issued_at="2026-01-01T00:00:00Z",
        expires_at="2026-01-02T00:00:00Z",
        guides=(guide,),
        link_hosts=link_hosts,
    )


def _said(warning: Mistake) -> str:
    found = _FOUND.search(warning.what)
    return str(_SAYS[warning.code]) % {"found": found[1] if found else ""}
