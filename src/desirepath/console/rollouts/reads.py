"""What is known of rollouts, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery

from desirepath.connectors.rollout_file import read_rollout
from desirepath.console.rollouts.models import Rollout, Version
from desirepath.vocabulary import rollout as vocabulary
from desirepath.vocabulary.errors import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class RolloutSeen:
    """A rollout as lists and frames show it. `version` is the number of its newest file."""

    id: int
    workspace: str
    slug: str
    title: str
    version: int
    changed_at: datetime

    @property
    def folder(self) -> Path:
        """Where its file and what was uploaded lie."""
        folder: Path = settings.HOME.rollout(self.workspace, self.slug)
        return folder

    @property
    def file(self) -> Path:
        """The rollout file on disk: the text of the newest version."""
        return self.folder / "rollout.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSeen:
    """One version in the history of a file."""

    number: int
    by: str
    at: datetime
    note: str


def rollouts_of(workspace: int) -> tuple[RolloutSeen, ...]:
    """The rollouts of a workspace that are not put away, by title."""
    return tuple(_seen(one) for one in _found().filter(workspace=workspace, archived=False).order_by("title"))


def rollout_of(workspace: int, slug: str) -> RolloutSeen | None:
    """The rollout of this name in the workspace, or None."""
    found = _found().filter(workspace=workspace, slug=slug).first()
    return None if found is None else _seen(found)


def rollout_by_id(rollout: int) -> RolloutSeen:
    """The rollout, for what runs beside the pages. Raises Rollout.DoesNotExist."""
    return _seen(_found().get(pk=rollout))


def text_of(rollout: int, number: int | None = None) -> str:
    """The text of a version; of the newest without a number. Raises Version.DoesNotExist."""
    versions = Version.objects.filter(rollout=rollout)
    return (versions.get(number=number) if number else versions.latest("number")).text


def versions_of(rollout: int) -> tuple[VersionSeen, ...]:
    """All versions, newest first."""
    found = Version.objects.filter(rollout=rollout).order_by("-number").defer("text")
    return tuple(VersionSeen(number=one.number, by=one.by, at=one.at, note=one.note) for one in found)


def read_file(seen: RolloutSeen) -> vocabulary.Rollout | None:
    """The rollout as its file says it; None where the file has mistakes."""
    try:
        return read_rollout(seen.file)
    except BadInput:
        return None


def _found() -> Any:  # noqa: ANN401 - a query with two columns more than its model
    newest = Version.objects.filter(rollout=OuterRef("pk")).order_by("-number")
    return Rollout.objects.select_related("workspace").annotate(
        newest_number=Subquery(newest.values("number")[:1]), newest_at=Subquery(newest.values("at")[:1])
    )


def _seen(one: Any) -> RolloutSeen:  # noqa: ANN401 - a row of `_found`
    return RolloutSeen(
        id=one.pk,
        workspace=one.workspace.slug,
        slug=one.slug,
        title=one.title,
        version=one.newest_number or 0,
        changed_at=one.newest_at or one.created_at,
    )
