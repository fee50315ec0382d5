"""What a form shows of a value of the file, and how it is asked for."""

from __future__ import annotations

import re
from datetime import date

from desirepath.console.rollout_form.fields import Kind
from desirepath.console.rollout_form.located import CollectionAt, EntryAt, NodeAt, ScalarAt
from desirepath.vocabulary.file_keys import Holds, Key
from desirepath.vocabulary.rollout_keys import DAY_PATTERN

BREAK_SIGN = "↵"
"""Stands for a line break where a form has one line for a text."""
UNSHOWN = ("collect", "register")
"""Keys of the rollout file that the form leaves alone."""
NAME_CELLS = {"steps": "id", "failures": "activity", "go_live": "value"}
"""What the names of a mapping by free names are called as a field of each row."""
LONG_TEXTS = ("path", "old_path", "query")
"""Keys whose text may take several lines."""
_KINDS: dict[Holds, Kind] = {
    "moment": "date",
    "day": "date",
    "whole": "number",
    "amount": "number",
    "yes_no": "flag",
    "choice": "choice",
    "texts": "lines",
    "column_by_name": "lines",
}
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def shown(key: Key, node: NodeAt | None) -> str:
    """The value of a field, empty where there is none or none that the field could show."""
    if key.holds == "texts":
        return "\n".join(line for line, _ in shown_items(node))
    if key.holds == "column_by_name":
        return "\n".join(line for line, _ in shown_columns(node))
    if not isinstance(node, ScalarAt) or node.is_nothing:
        return ""
    said = node.text.rstrip("\n")
    if key.holds == "yes_no":
        known = {"true": "true", "false": ""} if not node.style else {}
        return known.get(said.lower(), one_line(said))
    return said if key.name in LONG_TEXTS else one_line(said)


def shown_items(node: NodeAt | None) -> list[tuple[str, int]]:
    """The items of a list as lines, each with its number in the list; what is no text is left out.

    A single text in place of a list counts as its only item (number 0).
    """
    if isinstance(node, ScalarAt):
        return [] if node.is_nothing or not node.text.strip() else [(one_line(node.text.rstrip("\n")), 0)]
    if node is None or not node.is_list:
        return []
    texts = [(entry.value, number) for number, entry in enumerate(node.entries)]
    return [
        (one_line(item.text.rstrip("\n")), number)
        for item, number in texts
        if isinstance(item, ScalarAt) and not item.is_nothing and item.text.strip()
    ]


def shown_columns(node: NodeAt | None) -> list[tuple[str, int]]:
    """Columns as lines `ours=theirs`, each with its number in the mapping; nothing stands after `=` for null."""
    if not isinstance(node, CollectionAt) or node.is_list:
        return []
    return [(line, number) for number, entry in enumerate(node.entries) if (line := _column_line(entry)) is not None]


def _column_line(entry: EntryAt) -> str | None:
    if entry.key is None or not isinstance(entry.value, ScalarAt):
        return None
    ours, theirs = one_line(entry.key.text), "" if entry.value.is_nothing else one_line(entry.value.text.rstrip("\n"))
    return None if "=" in ours or not ours.strip() else f"{ours}={theirs}"


def one_line(text: str) -> str:
    return re.sub("\r\n|[\r\n]", BREAK_SIGN, text)


def unfolded(text: str) -> str:
    """A text as posted for a field of one line, with the line breaks that it stands for."""
    return text.replace(BREAK_SIGN, "\n")


def as_sent(text: str) -> str:
    """A text as browsers send it, with plain line breaks; those behind the last line mean nothing."""
    return re.sub("\r\n?", "\n", text).rstrip("\n")


def kind_of(key: Key, value: str) -> Kind:
    """What asks for the value without losing what stands there already."""
    kind = _KINDS.get(key.holds, "lines" if key.name in LONG_TEXTS else "text")
    fits = {
        "date": _is_a_day(value),
        "number": _NUMBER.fullmatch(value) is not None,
        "flag": value == "true",
    }
    return kind if not value or fits.get(kind, True) else "text"


def _is_a_day(value: str) -> bool:
    if not re.fullmatch(DAY_PATTERN, value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
