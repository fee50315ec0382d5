"""Those who approve, clear and order what others have asked for."""

from __future__ import annotations

from example.people.person import Person
from example.people.screen import Door
from example.people.visit import Happened, happened_on

APPROVER = Person(number="approver-1", role="approver", region="EMEA")
FINANCE = Person(number="finance-1", role="finance", region="EMEA")


def bring_to_order(owner: Person, case: str, door: Door) -> tuple[tuple[str, Happened], ...]:
    """Take a validated request through its approvals to the order; who did what, in the order that it happened."""
    path = ((APPROVER, ("manager", "director")), (FINANCE, ("budget",)), (FINANCE, ("security",)), (owner, ("order",)))
    found: list[tuple[str, Happened]] = []
    for person, buttons in path:
        door.sign_in(person)
        screen = door.open(f"/requests/{case}")
        for button in screen.buttons.intersection(buttons):
            found += [(person.number, one) for one in happened_on(door.send({}, button))]
    return tuple(found)
