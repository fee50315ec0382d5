"""What the guards need to know of every address inside a workspace: where it leads, what is sent to it, what it leaves.

A new route needs one line here; the guards say so by name. Nothing else has to be written for it to be held.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two workspaces: its administrator, its rollout, its newest diagnosis."""

    seat: Seat
    rollout: RolloutSeen
    run: int


Values = Callable[[Side], Mapping[str, object]]


def nothing(side: Side) -> Mapping[str, object]:
    """No values beside those that every address has."""
    del side
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What an address takes.

    `places` fill it in beside workspace and rollout; `query` is a sensible query. `form` is what is sent by POST, None
    where nothing can be sent; sending may need more than opening (`sending_needs`). `opens` is False where there is no
    page to get. A POST leaves an audit line, or `no_line` says why it does not; a GET leaves one where `reading_told`.
    """

    places: Values = nothing
    query: Mapping[str, str] | None = None
    form: Values | None = None
    sending_needs: str | None = None
    opens: bool = True
    no_line: str = ""
    reading_told: bool = False


PAGE = Route()
CSV = Route(reading_told=True)


def sent(form: Values, **more: object) -> Route:
    """An address that only takes what is sent to it."""
    return Route(form=form, opens=False, **more)  # type: ignore[arg-type]


EXPECTED: dict[str, Route] = {
    "overview": PAGE,
    "runs": PAGE,
    "ask": sent(lambda _: {"as_of": "2025-09-20", "back": "overview"}),
    "schedule": sent(lambda _: {"every": "60"}),
    "progress": PAGE,
    "rollouts": PAGE,
    "new_rollout": Route(form=lambda _: {"title": "Travel", "id": "travel", "go_live": "2026-01-05", "zone": "UTC"}),
    "people": PAGE,
    "invite": sent(lambda _: {"email": "somebody@new.example", "role": "viewer"}),
    "role_of": sent(lambda _: {"role": "author"}, places=lambda side: {"person": a_member(side)}),
    "hand_link": sent(nothing, places=lambda side: {"person": a_member(side)}),
    "demand_second_factor": sent(lambda _: {"demanded": "no"}),
    "audit": Route(query={"verify": "1"}, reading_told=True),
    "audit_csv": CSV,
}


def a_member(side: Side) -> int:
    """The last member of the workspace: not its administrator where there are others."""
    from desirepath.console.workspaces.reads import members_of

    return members_of(side.seat.workspace)[-1].person
