"""Ways in which somebody with the database, but without the key, could change the log."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from desirepath.console.audit.models import Entry
from desirepath.console.audit.seals import FIRST_SEAL, Row, seal_of

Tampering = Callable[[], None]
FIELDS = ("at", "who", "role", "verb", "about", "details", "seal", "workspace")


def rows() -> list[dict[str, Any]]:
    """Every row of the log in its order, as plain values."""
    return [dict(row) for row in Entry.objects.order_by("number").values(*Row.__slots__, "seal")]


def written(wanted: list[dict[str, Any]]) -> None:
    """Put these rows in the place of all that there are."""
    Entry.objects.all().delete()
    Entry.objects.bulk_create(Entry(**row) for row in wanted)


def numbered(wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with numbers that show no gap."""
    return [{**row, "number": place} for place, row in enumerate(wanted, start=1)]


def sealed_anew(wanted: list[dict[str, Any]], since: int, key: bytes) -> list[dict[str, Any]]:
    """The rows with a chain of seals that fits in itself from a place on, made with some key."""
    before, made = FIRST_SEAL, []
    for place, row in enumerate(wanted):
        plain = Row(**{name: row[name] for name in Row.__slots__})
        seal = seal_of(plain, before, key) if place >= since else row["seal"]
        made.append({**row, "seal": seal})
        before = seal
    return made


def changed(row: dict[str, Any], field: str, by: random.Random) -> dict[str, Any]:
    """The row with another value in one field."""
    before = row[field]
    if field == "workspace":
        return {**row, field: (before or 0) + by.randrange(1, 9)}
    if not before:
        return {**row, field: "x"}
    at = by.randrange(len(before))
    other = "1" if before[at] != "1" else "2"
    return {**row, field: by.choice((before[:at] + other + before[at + 1 :], before + " ", before[:-1]))}


def named() -> Mapping[str, Tampering]:
    """One tampering of each kind."""

    def edit(place: int, field: str) -> Tampering:
        return lambda: written([changed(r, field, random.Random(1)) if n == place else r for n, r in enumerate(rows())])

    def without(place: int, *, numbers: bool) -> Tampering:
        def done() -> None:
            left = [row for n, row in enumerate(rows()) if n != place % len(rows())]
            written(numbered(left) if numbers else left)

        return done

    def reordered() -> None:
        all_rows = rows()
        all_rows[3], all_rows[4] = all_rows[4], all_rows[3]
        written(numbered(all_rows))

    def inserted(place: int) -> Tampering:
        return lambda: written(numbered([*rows()[:place], {**rows()[0], "about": "made up"}, *rows()[place:]]))

    return {
        **{f"edited {field}": edit(5, field) for field in FIELDS},
        "edited, first line": edit(0, "who"),
        "edited, last line": edit(-1 % len(rows()), "who"),
        "deleted, first line": without(0, numbers=False),
        "deleted, in the middle": without(5, numbers=False),
        "deleted, last line": without(-1, numbers=False),
        "deleted, first line, the others renumbered": without(0, numbers=True),
        "deleted, in the middle, the others renumbered": without(5, numbers=True),
        "deleted, all": lambda: written([]),
        "inserted, at the beginning": inserted(0),
        "inserted, in the middle": inserted(6),
        "inserted, at the end": inserted(len(rows())),
        "reordered": reordered,
        "edited and sealed without the key": lambda: written(sealed_anew(rows(), 0, secrets.token_bytes(32))),
    }


def at_random(by: random.Random) -> str:
    """Tamper once with the log as chance has it; what was done, in a word."""
    all_rows, kind = rows(), by.choice(("edit", "delete", "cut", "insert", "swap", "reseal", "move seals"))
    place, other = by.sample(range(len(all_rows)), 2)
    if kind == "edit":
        all_rows[place] = changed(all_rows[place], by.choice(FIELDS), by)
    elif kind == "delete":
        del all_rows[place]
        all_rows = numbered(all_rows) if by.random() < 0.5 else all_rows
    elif kind == "cut":
        del all_rows[place:]
    elif kind == "insert":
        all_rows.insert(place, {**all_rows[other], "who": "nobody@there.example"})
        all_rows = numbered(all_rows)
    elif kind == "swap":
        all_rows[place], all_rows[other] = all_rows[other], all_rows[place]
        all_rows = numbered(all_rows)
    elif kind == "reseal":
        all_rows[place]["about"] = "something else"
        all_rows = sealed_anew(all_rows, by.randrange(place + 1), by.randbytes(32))
    else:
        one, two = all_rows[place]["seal"], all_rows[other]["seal"]
        all_rows[place]["seal"], all_rows[other]["seal"] = two, one
    written(all_rows)
    return kind
