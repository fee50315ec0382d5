"""The page of a rollout file: one text, shown as a form and as it is written, with what is wrong at its fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desirepath.console.rollout_form.checked import checked_text
from desirepath.console.rollout_form.field_of_mistake import field_of_mistake
from desirepath.console.rollout_form.fields import NEW, Field, RolloutForm, Row, Table
from desirepath.console.rollout_form.from_text import form_of
from desirepath.console.rollout_form.into_text import text_with
from desirepath.vocabulary.errors import BadInput, Mistake

ALWAYS_OPEN = ("table", "file")
"""Fields of a source that are shown even where nothing stands in them; its others are folded away then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePage:
    """A text that may not be kept yet, and its form; None where the text cannot be read as one.

    `at_fields` says what is wrong by the name of the field, `mistakes` has all of it. `wider` is the name of the
    table that is shown with a second empty row.
    """

    text: str
    form: RolloutForm | None
    mistakes: tuple[Mistake, ...]
    at_fields: Mapping[str, str]
    wider: str = ""

    def blanks(self, table: Table) -> tuple[Row, ...]:
        """The empty rows at the end of a table."""
        if table.name != self.wider:
            return (table.blank,)
        inside = f"{table.name}-{NEW}"
        return tuple(_renamed(table.blank, inside, f"{inside}{number}") for number in range(2))

    def folded(self, row: Row) -> tuple[Field, ...]:
        """The fields of a row that nothing stands in and few people need."""
        if not re.match(r"sources-\w+$", row.name):
            return ()
        return tuple(
            one for one in row.fields if not one.value and one.key not in ALWAYS_OPEN and one.name not in self.at_fields
        )


def file_page(text: str, folder: Path, *, checks: bool, wider: str = "") -> FilePage:
    """The page of a text; with `checks`, with all that is wrong in it."""
    try:
        form = form_of(text)
    except BadInput as refused:
        return FilePage(text=text, form=None, mistakes=refused.mistakes, at_fields={})
    mistakes = checked_text(text, folder)[1] if checks else ()
    at_fields: dict[str, str] = {}
    for one in mistakes:
        name = field_of_mistake(form, one)
        if name is not None:
            at_fields[name] = " ".join(filter(None, (at_fields.get(name), _said(one))))
    return FilePage(text=text, form=form, mistakes=mistakes, at_fields=at_fields, wider=wider)


def sent_text(original: str, sent: Mapping[str, str]) -> str:
    """The text that a form of the page sends. `original` is the version it stands on, whose line breaks are kept.

    Raises BadInput where the text that the fields belong to cannot be read.
    """
    if sent.get("sent_as") == "text":
        return with_breaks_of(original, sent.get("text", ""))
    base = with_breaks_of(original, sent.get("base", ""))
    emptied = sent.get("remove", "")
    posted = {name: "" if emptied and name.startswith(f"{emptied}-") else value for name, value in sent.items()}
    return text_with(base, posted)


def with_breaks_of(original: str, sent: str) -> str:
    """What a browser sends, which breaks lines its own way, broken as the original is."""
    plain = _plain(sent)
    if plain == _plain(original):
        return original
    return plain.replace("\n", "\r\n") if original[: original.find("\n") + 1].endswith("\r\n") else plain


def _plain(text: str) -> str:
    return re.sub("\r\n?", "\n", text)


def _said(mistake: Mistake) -> str:
    return str(replace(mistake, file=None))


def _renamed(row: Row, old: str, new: str) -> Row:
    return replace(
        row,
        name=row.name.replace(old, new, 1),
        fields=tuple(replace(one, name=one.name.replace(old, new, 1)) for one in row.fields),
        tables=tuple(_renamed_table(one, old, new) for one in row.tables),
    )


def _renamed_table(table: Table, old: str, new: str) -> Table:
    return replace(
        table,
        name=table.name.replace(old, new, 1),
        rows=tuple(_renamed(one, old, new) for one in table.rows),
        blank=_renamed(table.blank, old, new),
    )
