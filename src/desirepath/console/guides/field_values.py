"""What was written into the fields of a guide, read as what it means; what cannot be read is said beside its field."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from desirepath.console.guides.field_texts import BETWEEN_ROOTS
from desirepath.console.guides.fields import Field
from desirepath.console.guides.notation import UNTRANSLATED, Unlike, read_blocks, tidy

MOST_ROWS = 60
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent, in which languages, and what of it is wrong, by the name of its field."""

    given: Mapping[str, str]
    languages: tuple[str, ...]
    problems: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """One text without white space around it."""
        return self.given.get(name, "").replace("\r\n", "\n").strip()

    def by_language(self, name: str) -> dict[str, str]:
        """The texts of a field; those that are empty are left out. Indents stay: they mean something."""
        texts = {one: self.given.get(f"{name}.{one}", "").replace("\r\n", "\n") for one in self.languages}
        return {language: text for language, text in texts.items() if text.strip()}

    def rows(self, name: str) -> int:
        """How many rows there are."""
        written = self.given.get(name, "")
        return min(int(written), MOST_ROWS) if written.isdecimal() and len(written) <= _MOST_DIGITS else 0


def read_fields(fields: Sequence[Field], sent: Sent, prefix: str) -> dict[str, Any]:
    """The values as JSON, without those that are empty."""
    read: dict[str, Any] = {}
    for one in fields:
        name = f"{prefix}{one.name}"
        value = _rows(one, sent, name) if one.holds == "rows" else _value(one, sent, name)
        if value in (None, "", (), [], {}):
            if one.needed and name not in sent.problems:
                sent.problems[name] = _("This is missing")
        else:
            read[one.name] = value
    return read


def _rows(one: Field, sent: Sent, name: str) -> list[dict[str, Any]]:
    return [read_fields(one.rows, sent, f"{name}.{at}.") for at in range(sent.rows(name))]


def _value(one: Field, sent: Sent, name: str) -> Any:  # noqa: ANN401 - JSON
    match one.holds:
        case "words":
            return {language: tidy(text) for language, text in sent.by_language(name).items()}
        case "blocks":
            return _blocks(sent, name)
        case "listed":
            return _listed(sent, name)
        case "yes_no":
            return sent.text(name) == "yes"
        case "locator":
            return [part.strip() for part in sent.text(name).split(BETWEEN_ROOTS.strip()) if part.strip()]
        case "number":
            return number_of(sent, name)
        case "json":
            return json_of(sent, name)
        case "one_of":
            return _one_of(one, sent, name)
        case _:
            return sent.text(name)


def _blocks(sent: Sent, name: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return msgspec.to_builtins(read_blocks(sent.by_language(name)))
    except Unlike as error:
        sent.problems[name] = str(error)
        return None


def _listed(sent: Sent, name: str) -> list[dict[str, str]] | None:
    lines = {language: tidy(text).splitlines() for language, text in sent.by_language(name).items()}
    if len({len(one) for one in lines.values()}) > 1:
        sent.problems[name] = _("Write as many lines in every language, … where one is not translated")
        return None
    told = [
        {language: one for language, one in zip(lines, row, strict=True) if one != UNTRANSLATED}
        for row in zip(*lines.values(), strict=True)
    ]
    return [row for row in told if row]


def number_of(sent: Sent, name: str) -> int | None:
    """A whole number that is not below 0; None where nothing is written."""
    written = sent.text(name)
    if not written:
        return None
    if written.isdecimal() and len(written) <= _MOST_DIGITS:
        return int(written)
    sent.problems[name] = _("Write a whole number")
    return None


def json_of(sent: Sent, name: str) -> Any:  # noqa: ANN401 - JSON
    """What stands there as JSON; None where nothing does."""
    written = sent.text(name)
    if not written:
        return None
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        sent.problems[name] = _("This is not JSON")
        return None


def _one_of(one: Field, sent: Sent, name: str) -> str | None:
    written = sent.text(name)
    if written in dict(one.options):
        return written
    sent.problems[name] = _("Choose one")
    return None
