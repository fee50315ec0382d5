"""The 500 faults: each way a server or a page can fail once, and both together as chance has it, with a seed."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.guidance.faults.page_faults import BODY, FROZEN, PAGE_FAULTS, REPLACED, STORAGE
from tests.guidance.faults.server_faults import ANYWHERE, KINDS, PLACES

MANY = 500
BY_HAND = (
    *("two tags", "a tag pinned by its hash", "offline", "offline and back", "a slow processor", "left while loading"),
    *("reloaded while loading", "there and back", "in a sandbox", "in a frame", "switched off", "nothing published"),
)
"""What the test itself does to the page."""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One fault. `place` and `kind` name what the server does, `page` what the page does, `hand` what the test does."""

    place: str = ""
    kind: str = ""
    page: str = ""
    hand: str = ""

    def __str__(self) -> str:
        server = f"{self.place}: {self.kind}" if self.kind else ""
        return ", ".join(filter(None, (server, self.page, self.hand)))


SERVER = tuple(Drawn(place=place, kind=kind) for place in PLACES for kind in (ANYWHERE if place == "loader" else KINDS))
PINNED = tuple(
    Drawn(place="loader", kind=kind, hand="a tag pinned by its hash") for kind in KINDS if kind not in ANYWHERE
)


def faults() -> tuple[Drawn, ...]:
    """All 500, always the same."""
    dice = Random("desirepath/guidance/faults")
    single = [*SERVER, *PINNED, *(Drawn(hand=hand) for hand in BY_HAND)]
    pages = [*STORAGE, *FROZEN, *BODY]
    single += [Drawn(page=page) for page in (*pages, *dice.sample(sorted(REPLACED), 60))]
    return (*single, *_together(dice, MANY - len(single)))


def _together(dice: Random, count: int) -> tuple[Drawn, ...]:
    drawn: dict[str, Drawn] = {}
    while len(drawn) < count:
        server, hand = dice.choice(SERVER), dice.choice(BY_HAND) if dice.random() < 0.2 else ""
        one = Drawn(place=server.place, kind=server.kind, page=dice.choice(sorted(PAGE_FAULTS)), hand=hand)
        drawn[str(one)] = one
    return tuple(drawn.values())


def few(count: int) -> tuple[Drawn, ...]:
    """Some of all of them, always the same."""
    return tuple(Random("desirepath/guidance/few").sample(faults(), count))
