"""Who is signed in: a number, a role, a region. No names, no passwords."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

ROLES = ("requester", "clerk", "buyer", "approver", "finance")
REGIONS = ("EMEA", "AMER", "APAC")
MOST_A_CLERK_MAY_ASK_FOR = 500
"""Euros."""
_PERSON = re.compile(r"[A-Za-z0-9_-]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A person at work."""

    person: str
    role: str
    region: str

    @property
    def may_attach(self) -> bool:
        """Nobody has told the clerks in APAC why not."""
        return not (self.role == "clerk" and self.region == "APAC")

    @property
    def chooses_supplier(self) -> bool:
        """Buyers choose among suppliers; what others ask for goes to the house supplier."""
        return self.role == "buyer"

    @property
    def written(self) -> str:
        """The seat as a cookie holds it."""
        return f"{self.person}.{self.role}.{self.region}"

    @classmethod
    def read(cls, written: str) -> Self | None:
        """The seat of a cookie; None where it is none of ours."""
        person, _, rest = written.partition(".")
        role, _, region = rest.partition(".")
        return cls.of({"person": person, "role": role, "region": region})

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Self | None:
        """The seat that somebody chose; None where there is no such role, region or number."""
        person, role, region = (form.get(name, "") for name in ("person", "role", "region"))
        if role not in ROLES or region not in REGIONS or _PERSON.fullmatch(person) is None:
            return None
        return cls(person=person, role=role, region=region)
