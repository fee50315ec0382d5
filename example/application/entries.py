"""What people write into the forms, and what the application says where it is not as it wants it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from example.application.seats import MOST_A_CLERK_MAY_ASK_FOR, Seat

HOUSE_SUPPLIER = "House supplier"
SUPPLIERS = (HOUSE_SUPPLIER, "Office and paper", "Machines and parts", "Software and licences")
INVALID = "Invalid value"
"""All that is said of a wrong cost centre. That is the point: it helps nobody."""
_COST_CENTRE = re.compile(r"[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Drafted:
    """The entries of the first form, and what is wrong with them by field."""

    what: str
    amount: int
    needed_on: str
    wrong: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Quoted:
    """The entries of the quote's form, and what is wrong with them by field."""

    supplier: str
    cost_centre: str
    quote_number: str
    wrong: Mapping[str, str]


def drafted(form: Mapping[str, str], seat: Seat) -> Drafted:
    """What the first form says."""
    what, amount, needed_on = (form.get(name, "").strip() for name in ("what", "amount", "needed_on"))
    wrong = {}
    if not what:
        wrong["what"] = "Say what is needed"
    if not (amount.isascii() and amount.isdigit() and 0 < int(amount) < 10_000_000):
        wrong["amount"] = "Enter whole euros"
    elif seat.role == "clerk" and int(amount) > MOST_A_CLERK_MAY_ASK_FOR:
        wrong["amount"] = f"Clerks may ask for up to {MOST_A_CLERK_MAY_ASK_FOR} euros"
    if not _is_a_day(needed_on):
        wrong["needed_on"] = "Enter a day"
    return Drafted(what[:200], int(amount) if "amount" not in wrong else 0, needed_on, wrong)


def quoted(form: Mapping[str, str], seat: Seat) -> Quoted:
    """What the quote's form says."""
    supplier, cost_centre, number = (form.get(name, "").strip() for name in ("supplier", "cost_centre", "quote_number"))
    supplier = supplier if seat.chooses_supplier else HOUSE_SUPPLIER
    wrong = {}
    if supplier not in SUPPLIERS:
        wrong["supplier"] = "Choose a supplier"
    if _COST_CENTRE.fullmatch(cost_centre) is None:
        wrong["cost_centre"] = INVALID
    if not number:
        wrong["quote_number"] = "Enter the number on the quote"
    return Quoted(supplier, cost_centre[:40], number[:40], wrong)


def _is_a_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
