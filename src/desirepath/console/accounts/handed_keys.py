"""Links that let somebody in once: for the first administrator, for people who were invited, and into the demo."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from desirepath.console.accounts.models import HandedKey

FIRST, INVITED, DEMO = "first", "invited", "demo"
_LASTS = {FIRST: timedelta(days=7), INVITED: timedelta(days=3), DEMO: timedelta(hours=12)}


def hand_key(purpose: str, person: int | None = None) -> str:
    """A new token. It is kept as a hash only; an older one of the same purpose and person no longer opens."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        HandedKey.objects.filter(purpose=purpose, person=person).delete()
        HandedKey.objects.create(
            digest=_digest(token), purpose=purpose, person_id=person, until=timezone.now() + _LASTS[purpose]
        )
    return token


def opened_by(token: str) -> tuple[str, int | None] | None:
    """The purpose and the person of a token that still opens, or None."""
    found = HandedKey.objects.filter(digest=_digest(token), until__gt=timezone.now()).first()
    return None if found is None else (found.purpose, found.person_id)


def used_up(token: str) -> bool:
    """Let the token open no more; whether it still did."""
    return HandedKey.objects.filter(digest=_digest(token)).delete()[0] > 0


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
