"""The parts that forms of guides are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Holds: TypeAlias = Literal[
    "words",  # one text, in several languages
    "blocks",  # several lines in the notation, in several languages
    "listed",  # texts, one a line, in several languages
    "locator",  # where an element is
    "one_of",
    "yes_no",
    "number",
    "moment",
    "name",  # a short text that is no language's
    "guide",  # another guide of the workspace
    "json",
    "rows",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field. `label` and `help` are translated where they are shown; `usual` is what a new one begins with.

    `rows` are the fields of one row, `row` is what one is called; `options` are pairs of value and label.
    """

    name: str
    holds: Holds
    label: Any
    help: Any = ""
    needed: bool = False
    usual: str = ""
    options: tuple[tuple[str, Any], ...] = ()
    rows: tuple[Field, ...] = ()
    row: Any = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideForm:
    """How one kind of guide is written. `name` is the tag of its kind."""

    name: str
    title: Any
    says: Any
    fields: tuple[Field, ...]


def words(name: str, label: Any, help: Any = "", *, needed: bool = False) -> Field:  # noqa: A002, ANN401 - lazy texts
    """One text in several languages."""
    return Field(name=name, holds="words", label=label, help=help, needed=needed)


def blocks(label: Any, *, needed: bool = False) -> Field:  # noqa: ANN401 - a lazy text
    """What stands below the title."""
    return Field(name="blocks", holds="blocks", label=label, needed=needed)


def locator(name: str, label: Any, help: Any = "", *, needed: bool = False) -> Field:  # noqa: A002, ANN401 - lazy texts
    """Where an element is."""
    return Field(name=name, holds="locator", label=label, help=help, needed=needed)


def rule(name: str, label: Any) -> Field:  # noqa: ANN401 - a lazy text
    """A rule as JSON."""
    return Field(name=name, holds="json", label=label)
