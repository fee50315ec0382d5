"""One visit: somebody writes one purchase request, or tries to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from example.application.steps import STEPS
from example.people import mind
from example.people.person import Person
from example.people.screen import Door, Screen

NEEDED_ON = "2026-12-18"


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened to the case, as the application's log would have it."""

    activity: str
    outcome: str = "ok"


@dataclass(slots=True)
class Visit:
    """What became of a visit. `tries` counts how often the quote was sent, `read` is what guidance said at the field."""

    person: Person
    number: int
    case: str = ""
    tries: int = 0
    read: str = ""
    done: bool = False
    denied: bool = False
    escalated: bool = False
    asked_for_help: bool = False
    wrote_a_ticket: bool = False
    answered: bool = False
    happened: list[Happened] = field(default_factory=list)

    @property
    def in_trouble(self) -> bool:
        """Whether it took more than one try, or came to nothing."""
        return self.tries > 1 or not self.done

    def note(self, screen: Screen) -> Screen:
        """Keep what the screen says has happened."""
        self.happened.extend(happened_on(screen))
        return screen


def visit(person: Person, door: Door, number: int = 0) -> Visit:
    """The visit of somebody who is signed in by this door; `number` counts their visits, each with dice of its own."""
    became = Visit(person, number)
    door.open("/requests/new")
    amount = str(80 + int(person.chance(number, "amount") * 400))
    entries = {"what": "Two monitor arms", "amount": amount, "needed_on": NEEDED_ON}
    screen = became.note(door.send(entries, "go"))
    became.case = screen.case
    if _quote(became, door):
        became.note(door.send({}, "check"))
        became.done = True
    elif mind.writes_a_ticket(person, number):
        became.wrote_a_ticket = True
    return became


def _quote(became: Visit, door: Door) -> bool:
    """Try to enter the quote, as often as patience lasts; whether it was taken."""
    person, found = became.person, ""
    attach = mind.attaches(person, became.number)
    while became.tries < person.patience:
        read = door.read_at("cost_centre")
        became.read = became.read or read
        written = mind.cost_centre(person, became.number, became.tries, f"{read}\n{found}")
        screen = became.note(door.send(_entries(person, written, attach=attach), "go"))
        became.tries += 1
        if screen.done == "quote":
            return True
        found = found or _stopped(became, door, screen)
        attach = attach and not became.denied
    return False


def _stopped(became: Visit, door: Door, screen: Screen) -> str:
    """What somebody does who was refused, before the next try; what they found in the help, if they asked it."""
    person, number = became.person, became.number
    if "attachment" in screen.wrong:
        became.denied = True
        became.escalated = became.escalated or door.escalate("I may not attach the quote.")
    if not became.answered and mind.answers(person, number):
        became.answered = door.answer(mind.NOT_ALLOWED if "attachment" in screen.wrong else mind.NOT_UNDERSTOOD)
    if "cost_centre" in screen.wrong and mind.asks_for_help(person, number):
        became.asked_for_help = True
        return door.search("cost centre")
    return ""


def _entries(person: Person, cost_centre: str, *, attach: bool) -> dict[str, str]:
    entries = {"cost_centre": cost_centre, "quote_number": "Q-2026-77"}
    if person.role == "buyer":
        entries["supplier"] = "Office and paper"
    return entries | ({"attachment": "quote.pdf"} if attach else {})


def happened_on(screen: Screen) -> Iterator[Happened]:
    """What a page says has just happened."""
    if screen.done:
        yield Happened(STEPS[screen.done].activity)
    elif screen.tracked:
        yield Happened(screen.tracked, screen.outcome or "ok")
