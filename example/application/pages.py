"""What is behind each address: a function a page, a function an action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace

from example.application import entries, requests, said
from example.application.answers import Answer, leads_to, plain
from example.application.asked import Asked
from example.application.guidance import Guidance
from example.application.requests import Request
from example.application.screens import Reader, screen
from example.application.seats import Seat
from example.application.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What an address has to do with: what was asked, by whom, of which request, and all requests."""

    asked: Asked
    seat: Seat
    shelf: Shelf
    guidance: Guidance | None
    request: Request | None = None

    @property
    def reader(self) -> Reader:
        return Reader(seat=self.seat, guidance=self.guidance)

    @property
    def of(self) -> Request:
        """The request in the address. Raises LookupError where there is none, or it is none of this person's business."""
        if self.request is None or not (self.request.owner == self.seat.person or self.seat.role in _SEE_ALL):
            raise LookupError
        return self.request


_SEE_ALL = {"approver", "finance"}


def sign_in(asked: Asked, guidance: Guidance | None) -> Answer:
    """Who somebody wants to be."""
    if asked.method == "POST" and (seat := Seat.of(asked.form)) is not None:
        return leads_to("/", seat)
    # Without a seat nobody is guided: there is no person yet.
    return screen("sign_in", Reader(seat=None, guidance=None), linked=guidance is not None)


def listed(here: Here) -> Answer:
    """The requests that somebody wrote, and those that wait for them."""
    every = here.shelf.all()
    mine = [one for one in every if one.owner == here.seat.person]
    waiting = [one for one in every if one.owner != here.seat.person and one.awaits(here.seat)]
    return screen("list", here.reader, mine=mine[:50], waiting=waiting[:50])


def new(here: Here) -> Answer:
    """The first form."""
    if here.asked.method == "GET":
        return screen("draft", here.reader)
    found = entries.drafted(here.asked.form, here.seat)
    if found.wrong:
        again = said.Said(text="Please check your entries.", good=False)
        return screen("draft", here.reader, status=422, said=again, wrong=found.wrong, entered=dict(here.asked.form))
    made = here.shelf.add(
        lambda number: Request(
            id=number, owner=here.seat.person, what=found.what, amount=found.amount, needed_on=found.needed_on
        )
    )
    return leads_to(f"/requests/{made.id}/quote?said=draft")


def quote(here: Here) -> Answer:
    """The form of the quote, where the cost centre is."""
    request = here.of
    if request.step != "quote":
        return leads_to(f"/requests/{request.id}")
    if here.asked.method == "GET":
        return screen("quote", here.reader, request=request, entered=asdict(request), said=_once(here))
    found = entries.quoted(here.asked.form, here.seat)
    if here.asked.form.get("attachment") and not here.seat.may_attach:
        return _quote_again(here, 403, said.DENIED, replace(found, wrong={"attachment": said.DENIED.text}))
    if found.wrong:
        return _quote_again(here, 422, said.REFUSED, found)
    here.shelf.change(
        request.id,
        lambda one: requests.quoted(
            one, supplier=found.supplier, cost_centre=found.cost_centre, quote_number=found.quote_number
        ),
    )
    return leads_to(f"/requests/{request.id}?said=quote")


def _quote_again(here: Here, status: int, why: said.Said, found: entries.Quoted) -> Answer:
    form = {"request": here.of, "said": why, "wrong": found.wrong, "entered": asdict(found)}
    return screen("quote", here.reader, status=status, **form)


def shown(here: Here) -> Answer:
    """One request, and what can be done with it."""
    request = here.of
    if request.step == "quote" and request.owner == here.seat.person and not here.asked.query:
        return leads_to(f"/requests/{request.id}/quote")
    mine = request.owner == here.seat.person
    open_now = [
        one for one in request.open_steps if here.seat.role in one.roles and (mine or here.seat.role in _SEE_ALL)
    ]
    return screen("request", here.reader, request=request, open_now=open_now, mine=mine, said=_once(here))


def take(here: Here) -> Answer:
    """A step that needs no more than a button."""
    request, step = here.of, here.asked.form.get("step", "")
    if not any(one.id == step and here.seat.role in one.roles for one in request.open_steps) or step == "quote":
        return plain(403, "Not allowed")
    here.shelf.change(request.id, lambda one: requests.taken(one, step))
    return leads_to(f"/requests/{request.id}?said={step}")


def send_back(here: Here) -> Answer:
    """Back to who wrote it."""
    if here.seat.role != "approver" or here.of.step not in {"manager", "director"}:
        return plain(403, "Not allowed")
    here.shelf.change(here.of.id, requests.sent_back)
    return leads_to(f"/requests/{here.of.id}?said=sent-back")


def withdraw(here: Here) -> Answer:
    """Taken back by who wrote it."""
    if here.of.owner != here.seat.person or here.of.step == requests.DONE:
        return plain(403, "Not allowed")
    here.shelf.change(here.of.id, requests.withdrawn)
    return leads_to(f"/requests/{here.of.id}?said=withdrawn")


def _once(here: Here) -> said.Said | None:
    return said.ONCE.get(here.asked.query.get("said", ""))


PAGES: Mapping[tuple[str, ...], Callable[[Here], Answer]] = {
    (): listed,
    ("requests", "new"): new,
    ("requests", "*"): shown,
    ("requests", "*", "quote"): quote,
}
ACTIONS: Mapping[tuple[str, ...], Callable[[Here], Answer]] = {
    ("requests", "new"): new,
    ("requests", "*", "quote"): quote,
    ("requests", "*", "take"): take,
    ("requests", "*", "return"): send_back,
    ("requests", "*", "withdraw"): withdraw,
}
