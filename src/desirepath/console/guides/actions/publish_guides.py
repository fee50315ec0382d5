"""Publish what pages of a workspace are told: signed, in the place of what was published before."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from desirepath.console.guides.document import document_of, timeless
from desirepath.console.workspaces.reads import WorkspaceId, all_workspaces
from desirepath.vocabulary.guidance.published import Guides
from desirepath.warehouse.published_guides import delivery_folder, publish, published_file, read_published
from desirepath.warehouse.signing import ContentRefused, SigningKey

ISSUED_ANEW = timedelta(days=1)


def published_on_commit(workspace: str) -> None:
    """Publish once all else is kept, for the pages of the workspace of this slug."""
    transaction.on_commit(lambda: [publish_guides(one) for one in all_workspaces() if one.slug == workspace])


def publish_what_changed() -> int:
    """How many workspaces were published anew: those whose document changed, or is a day old."""
    return sum(publish_guides(one) for one in all_workspaces())


def publish_guides(workspace: WorkspaceId) -> bool:
    """Whether there was something to publish. Where nothing ever was and nothing is live, there is not.

    Raises BadInput without a key, OSError where it cannot be written.
    """
    now = timezone.now()
    with _one_at_a_time(delivery_folder(settings.HOME.folder, workspace.slug)):
        before = _before(workspace.slug)
        made = document_of(workspace, now, 1 if before is None else before.sequence + 1)
        if before is None and not (made.guides or made.articles or made.labels or made.silent):
            return False
        if before is not None and _is_as_before(made, before, now):
            return False
        publish(settings.HOME.folder, made)
    return True


def _before(workspace: str) -> Guides | None:
    """What is published; a file that pages refuse counts as none."""
    home = settings.HOME.folder
    if not published_file(home, workspace).exists():
        return None
    SigningKey.of_home(home)  # lays its public part beside it, which homes from before that was read do not have
    try:
        found = read_published(home, workspace)
    except ContentRefused:
        return None
    return None if found is None else found.guides


def _is_as_before(made: Guides, before: Guides, now: datetime) -> bool:
    issued = datetime.fromisoformat(before.issued_at)
    return timeless(made) == timeless(before) and now - issued < ISSUED_ANEW


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """The pages and the worker publish in turn, so that no older document takes the place of a newer one."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(folder / ".publishing", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
