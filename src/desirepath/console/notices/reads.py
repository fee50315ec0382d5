"""What is known of targets and deliveries, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desirepath.console.notices.models import Delivery, DeliveryState, Target
from desirepath.console.notices.words import MAIL, kind_title, why_told
from desirepath.console.workspaces.seat import Seat
from desirepath.outward.addresses import PORT

SHOWN = 50
"""So many deliveries stand on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSeen:
    """A target in the list. `place` is its host or mailbox: the rest of an address can be a secret by itself."""

    key: str
    name: str
    shape: str
    place: str
    address: str
    kinds: tuple[str, ...]
    rollouts: tuple[str, ...]
    language: str
    by: str
    at: datetime

    @property
    def is_signed(self) -> bool:
        return self.shape != MAIL


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySeen:
    """A message in the list. `why` is a sentence, empty where it arrived at once."""

    target: str
    kind: str
    title: str
    state: str
    why: str
    tries: int
    asked_at: datetime
    ended_at: datetime | None


def targets_of(workspace: int) -> tuple[TargetSeen, ...]:
    """The targets of a workspace by name."""
    return tuple(_seen(one) for one in Target.objects.filter(workspace=workspace).order_by("name"))


def target_of(seat: Seat, key: str) -> TargetSeen | None:
    """The target of this key in the workspace, or None."""
    found = Target.objects.filter(workspace=seat.workspace, key=key).first()
    return None if found is None else _seen(found)


def deliveries_of(workspace: int, most: int = SHOWN) -> tuple[DeliverySeen, ...]:
    """The newest messages of a workspace, newest first."""
    found = Delivery.objects.filter(target__workspace=workspace).select_related("target").order_by("-pk")[:most]
    return tuple(
        DeliverySeen(
            target=one.target.name,
            kind=kind_title(one.kind),
            title=str(one.notice["title"]),
            state=one.state,
            why=why_told(one.why, one.status) if one.why else "",
            tries=one.tries,
            asked_at=one.asked_at,
            ended_at=one.ended_at,
        )
        for one in found
    )


def any_under_way(workspace: int) -> bool:
    """Whether a message waits for its first try."""
    return Delivery.objects.filter(target__workspace=workspace, state=DeliveryState.WAITING, tries=0).exists()


def place_of(shape: str, address: str) -> str:
    """What of an address may stand in lists and in the audit log."""
    if shape == MAIL:
        return address
    return address.partition("://")[2].partition("/")[0].partition("?")[0].removesuffix(f":{PORT}")


def _seen(one: Target) -> TargetSeen:
    return TargetSeen(
        key=one.key,
        name=one.name,
        shape=one.shape,
        place=place_of(one.shape, one.address),
        address=one.address,
        kinds=tuple(one.kinds),
        rollouts=tuple(one.rollouts),
        language=one.language,
        by=one.by,
        at=one.at,
    )
