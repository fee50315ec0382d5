"""What a person has before them, however the application is reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from re import Pattern
from typing import Protocol

from example.people.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What can be read on a page: where it is, what it says, which fields are wrong and why, what can be pressed."""

    path: str
    case: str = ""
    said: str = ""
    done: str = ""
    tracked: str = ""
    outcome: str = ""
    step: str = ""
    fields: frozenset[str] = frozenset()
    wrong: Mapping[str, str] = field(default_factory=dict)
    buttons: frozenset[str] = frozenset()


class Door(Protocol):
    """A way to reach the application, for one person."""

    def sign_in(self, person: Person) -> None:
        """Begin to be this person."""

    def open(self, path: str) -> Screen:
        """Go to a page."""

    def read_at(self, field: str) -> str:
        """What guidance says while somebody is at a field; empty where it is silent."""

    def send(self, entries: Mapping[str, str], button: str) -> Screen:
        """Fill in these fields, by their names, and press a button."""

    def escalate(self, text: str) -> bool:
        """Tell who decides on accesses that one is missing. False where nothing on the page offers that."""

    def answer(self, what: Pattern[str]) -> bool:
        """Choose the answer that says this to the question that the page asks. False where it asks none, or has none such."""

    def search(self, words: str) -> str:
        """Ask the help on the page; what it says, empty where there is none."""
