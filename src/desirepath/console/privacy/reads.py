"""How long is kept, and who was erased, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from desirepath.console.privacy.actions.erase_person import SHOWN_OF_MARK
from desirepath.console.privacy.models import Erasure, ErasureState, Retention
from desirepath.console.workspaces.seat import Seat
from desirepath.warehouse.lake.layout import is_lake


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSeen:
    """For how many days is kept (None: for ever), the day on which that was last looked after, and what went then."""

    days: int | None
    kept_on: date | None
    rows_dropped: int
    has_lake: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureSeen:
    """One erasure in the log. `mark` stands for the person; the same person has the same."""

    id: int
    mark: str
    state: str
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    rows: int
    refused: int
    waiting: int
    written: tuple[Mapping[str, object], ...]
    left: tuple[Mapping[str, object], ...]
    problems: tuple[str, ...]

    @property
    def is_under_way(self) -> bool:
        return self.state in (ErasureState.WAITING, ErasureState.RUNNING)

    @property
    def rows_of_files(self) -> int:
        return sum(int(str(one["rows"])) for one in self.written)


def retention_of(seat: Seat) -> RetentionSeen:
    """What a workspace keeps."""
    found = Retention.objects.filter(workspace=seat.workspace).first()
    return RetentionSeen(
        days=None if found is None else found.days,
        kept_on=None if found is None else found.kept_on,
        rows_dropped=0 if found is None else found.rows_dropped,
        has_lake=is_lake(settings.HOME.warehouse(seat.slug)),
    )


def erasures_of(workspace: int, most: int = 100) -> tuple[ErasureSeen, ...]:
    """The newest erasures of a workspace, newest first."""
    found = Erasure.objects.filter(workspace=workspace).order_by("-asked_at", "-pk")[:most]
    return tuple(
        ErasureSeen(
            id=one.pk,
            mark=one.mark[:SHOWN_OF_MARK],
            state=one.state,
            asked_by=one.asked_by,
            asked_at=one.asked_at,
            ended_at=one.ended_at,
            rows=one.rows,
            refused=one.refused,
            waiting=one.waiting,
            written=tuple(one.written),
            left=tuple(one.left),
            problems=tuple(one.problems),
        )
        for one in found
    )
