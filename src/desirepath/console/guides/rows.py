"""Rows of a form that come, go and change places, in the texts that were sent."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desirepath.console.guides.field_texts import Texts, usual_texts
from desirepath.console.guides.field_values import MOST_ROWS, Sent
from desirepath.console.guides.fields import Field

ASKED = re.compile(r"(add|remove|up|down) c\.([a-z_]+)(?: ([0-9]{1,3}))?")


def rows_changed(fields: tuple[Field, ...], given: Mapping[str, str], languages: tuple[str, ...]) -> Texts | None:
    """The texts after what the button `do` asks of rows; None where it asks nothing of them."""
    asked = ASKED.fullmatch(given.get("do", ""))
    field = next((one for one in fields if asked and one.name == asked[2] and one.holds == "rows"), None)
    if asked is None or field is None:
        return None
    name = f"c.{field.name}"
    count = Sent(given, languages).rows(name)
    order: list[int | None] = list(range(count))
    _reorder(order, asked[1], int(asked[3] or 0))
    rows = [_row(given, name, at) for at in range(count)]
    fresh = usual_texts(field.rows, "", languages)
    if "id" in fresh:
        fresh["id"] = _free_id({row.get("id", "") for row in rows})
    kept = {key: text for key, text in given.items() if not key.startswith(f"{name}.")}
    for at, was in enumerate(order):
        kept |= {f"{name}.{at}.{key}": text for key, text in (fresh if was is None else rows[was]).items()}
    return kept | {name: str(len(order))}


def _reorder(order: list[int | None], asked: str, at: int) -> None:
    if asked == "add":
        if len(order) < MOST_ROWS:
            order.append(None)
        return
    if at >= len(order):
        return
    moved = order.pop(at)
    if asked != "remove":
        order.insert(max(0, at - 1) if asked == "up" else at + 1, moved)


def _free_id(taken: set[str]) -> str:
    """An id that no other row has: `part-1`, `part-2`, …."""
    number = 1
    while f"part-{number}" in taken:
        number += 1
    return f"part-{number}"


def _row(given: Mapping[str, str], name: str, at: int) -> Texts:
    begins = f"{name}.{at}."
    return {key.removeprefix(begins): text for key, text in given.items() if key.startswith(begins)}
