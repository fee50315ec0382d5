"""A purchase request and how it moves: from draft to order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from example.application.seats import Seat
from example.application.steps import STEPS, Step

DIRECTOR_FROM = 10_000
"""Euros: from this amount on the director approves instead of the manager."""
DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request. `amount` is in whole euros; `step` is the one that comes next, `done` once it is ordered or withdrawn."""

    id: str
    owner: str
    what: str
    amount: int
    needed_on: str
    step: str = "quote"
    supplier: str = ""
    cost_centre: str = ""
    quote_number: str = ""
    attached: bool = False
    cleared: frozenset[str] = frozenset()
    returned: bool = False
    withdrawn: bool = False

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """What can be done next: budget and security come in any order, after that the order."""
        if self.step == "clearance":
            return tuple(STEPS[one] for one in ("budget", "security") if one not in self.cleared)
        return (STEPS[self.step],) if self.step in STEPS else ()

    @property
    def stage(self) -> str:
        """The step that it stands before."""
        return next((one.id for one in self.open_steps), DONE)

    def awaits(self, seat: Seat) -> bool:
        """Whether this person can take the next step."""
        mine = self.owner == seat.person
        return any(
            seat.role in one.roles and (mine or "approver" in one.roles or "finance" in one.roles)
            for one in self.open_steps
        )


def quoted(request: Request, *, supplier: str, cost_centre: str, quote_number: str) -> Request:
    """With its quote; next it is validated."""
    return replace(
        request, supplier=supplier, cost_centre=cost_centre, quote_number=quote_number, step="check", returned=False
    )


def taken(request: Request, step: str) -> Request:
    """After a step that needs no more than a button. Raises ValueError where it is not the next one."""
    if step not in {one.id for one in request.open_steps} and not (step == "manager" and request.step == "check"):
        raise ValueError(step)
    if step == "check":
        return replace(request, step="director" if request.amount >= DIRECTOR_FROM else "manager")
    if step in {"manager", "director"}:
        return replace(request, step="clearance")
    if step in {"budget", "security"}:
        cleared = request.cleared | {step}
        return replace(
            request, cleared=cleared, step="order" if len(cleared) == len(("budget", "security")) else "clearance"
        )
    return replace(request, step=DONE)


def sent_back(request: Request) -> Request:
    """Returned by its approver: the quote must be entered again."""
    return replace(request, step="quote", returned=True)


def withdrawn(request: Request) -> Request:
    """Taken back by its owner."""
    return replace(request, step=DONE, withdrawn=True)
