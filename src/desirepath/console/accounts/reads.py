"""What is known of people, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from desirepath.console.accounts.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How somebody wants to read."""

    email: str
    name: str
    language: str
    zone: str


def preferences_of(person: int) -> Preferences:
    """The person's own settings."""
    found = Person.objects.get(pk=person)
    return Preferences(email=found.email, name=found.name, language=found.language, zone=found.zone)


def email_of(person: int) -> str:
    """Whose account it is."""
    return Person.objects.values_list("email", flat=True).get(pk=person)


def is_taken_up(person: int) -> bool:
    """Whether somebody has chosen a password for the account."""
    return Person.objects.get(pk=person).has_usable_password()


def people_there() -> bool:
    """Whether anybody has an account."""
    return Person.objects.exists()
