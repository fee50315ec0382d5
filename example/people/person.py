"""Who somebody is: what they know, and how long they try."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

KNOW = {("buyer", "EMEA"): 0.25}
"""Share of people who know how a cost centre is written, by role and region: the buyers of EMEA had other numbers before."""
MOST_KNOW = 0.9
LONGEST_PATIENCE = 3
"""Tries before somebody gives up, at most."""
ROLES_AND_REGIONS = (
    ("buyer", "EMEA"),
    ("buyer", "AMER"),
    ("requester", "EMEA"),
    ("requester", "APAC"),
    ("clerk", "APAC"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A made-up person. The same number and seed are always the same person."""

    number: str
    role: str
    region: str
    seed: int = 1

    def chance(self, *of: object) -> float:
        """A number from 0 up to, but not, 1: this person's throw of the dice on this question, always the same."""
        asked = "/".join(map(str, (self.seed, self.number, *of)))
        return int(sha256(asked.encode()).hexdigest()[:13], 16) / 2**52

    @property
    def knows(self) -> bool:
        """Whether they know how a cost centre is written."""
        return self.chance("knows") < KNOW.get((self.role, self.region), MOST_KNOW)

    @property
    def patience(self) -> int:
        """How often they try before they give up."""
        return 1 + int(self.chance("patience") * LONGEST_PATIENCE)


def people(count: int, *, seed: int = 1, role: str = "buyer", region: str = "EMEA") -> tuple[Person, ...]:
    """So many people of one cohort."""
    begins = f"{role[:2]}{region[:2]}".lower()
    return tuple(Person(number=f"{begins}{seed}-{n}", role=role, region=region, seed=seed) for n in range(count))


def staff(count: int, *, seed: int = 1) -> tuple[Person, ...]:
    """So many people, of every cohort that writes requests alike."""
    each = -(-count // len(ROLES_AND_REGIONS))
    every = [people(each, seed=seed, role=role, region=region) for role, region in ROLES_AND_REGIONS]
    return tuple(one for together in zip(*every, strict=True) for one in together)[:count]
