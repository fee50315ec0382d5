"""A log to tamper with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.home import Home
from desirepath.console.workspaces.permissions import Role
from tests.console.stage import Stage

LINES = 12


@pytest.fixture
def log(
    stage: Stage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> Home:
    """A home of its own with a log of twelve lines of two roles, its end kept as after a commit."""
    from desirepath.console.audit.models import Entry

    home = Home(tmp_path / "home").made()
    monkeypatch.setattr(settings, "HOME", home)
    Entry.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        for place in range(LINES):
            seat = stage.seats[Role.AUTHOR if place % 2 else Role.ADMINISTRATOR]
            record(seat, "rollout.saved", f"rollout-{place}", {"version": place, "note": "why <b>not</b> – 要"})
    return home
