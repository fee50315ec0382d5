"""What people do with what they read. All of it is made up; the numbers are here so that they can be argued about."""

from __future__ import annotations

import re

from example.people.person import Person

RIGHT = "4711-23"
GUESSES = ("471123", "4711/23", "4711 23", "4711")
KNOWN, SHOWN, GUESSED = 0.96, 0.93, 0.22
"""The chance of a right entry: for who knows the form, who has just read an example of it, and who guesses."""
_EXAMPLE = re.compile(r"(?<![\d-])\d{4}-\d{2}(?![\d-])")
NOT_ALLOWED = re.compile(r"\b(?:allowed|access|permission)\b", re.IGNORECASE)
NOT_UNDERSTOOD = re.compile(r"\b(?:unclear|understand|complicated)\b", re.IGNORECASE)
"""By what people find the answer that fits them to a question why they stopped."""


def cost_centre(person: Person, case: int, attempt: int, read: str) -> str:
    """What somebody writes into the field, having read this beside it. Only an example of its form helps who knows none."""
    chance = KNOWN if person.knows else SHOWN if teaches_the_form(read) else GUESSED
    if person.chance(case, "cost centre", attempt) < chance:
        return RIGHT
    return GUESSES[int(person.chance(case, "guess", attempt) * len(GUESSES))]


def teaches_the_form(read: str) -> bool:
    """Whether there is an example of a cost centre in it; a text about anything else is of no use."""
    return _EXAMPLE.search(read) is not None


def attaches(person: Person, case: int) -> bool:
    """Whether somebody has the quote as a file."""
    return person.chance(case, "attaches") < 0.4


def asks_for_help(person: Person, case: int) -> bool:
    """Whether somebody who failed looks for help on the page before the next try."""
    return person.chance(case, "asks") < 0.5


def answers(person: Person, case: int) -> bool:
    """Whether somebody has the time for a question."""
    return person.chance(case, "answers") < 0.6


def writes_a_ticket(person: Person, case: int) -> bool:
    """Whether somebody who gave up turns to support."""
    return person.chance(case, "ticket") < 0.3
