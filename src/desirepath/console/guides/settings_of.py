"""The settings of guidance of a workspace, as a frozen value."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from desirepath.console.guides.models import Guidance


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceSeen:
    """How much people are disturbed and when, where links may lead, and what the pages say of themselves.

    `quiet` are pairs of times as `18:00`, `words` pairs of an old and a new name; `records` and `contact` are texts by
    language.
    """

    silent: bool = False
    quiet: tuple[tuple[str, str], ...] = ()
    guides_a_day: int = 3
    surveys_days_apart: int = 30
    snooze_hours: int = 24
    link_hosts: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    records: dict[str, str] = field(default_factory=dict)
    contact: dict[str, str] = field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        """As the database keeps it."""
        return asdict(self)


def guidance_of(workspace: int) -> GuidanceSeen:
    """The settings of a workspace; the usual ones where nobody set any."""
    found = Guidance.objects.filter(workspace=workspace).first()
    if found is None:
        return GuidanceSeen()
    return GuidanceSeen(
        silent=found.silent,
        quiet=tuple((begins, ends) for begins, ends in found.quiet),
        guides_a_day=found.guides_a_day,
        surveys_days_apart=found.surveys_days_apart,
        snooze_hours=found.snooze_hours,
        link_hosts=tuple(found.link_hosts),
        applications=tuple(found.applications),
        words=tuple((old, new) for old, new in found.words),
        records=dict(found.records),
        contact=dict(found.contact),
    )
