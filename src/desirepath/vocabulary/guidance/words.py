"""Texts by language, and the typed blocks that all guidance is made of. Nothing in them is ever read as markup."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec

Line: TypeAlias = Annotated[str, msgspec.Meta(max_length=2_000)]
Words: TypeAlias = dict[str, Line]
"""One text by language, as BCP 47 writes them: `{"en": "…", "de-AT": "…"}`. The first one stands in for those missing."""
Https: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^https://[^\s/]+(/[^\s]*)?$", max_length=2_000)]


class Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all parts of published guidance have: they are frozen, and a field that is not known makes them refused."""


class Paragraph(Told, frozen=True, kw_only=True, tag_field="block", tag="paragraph"):
    """Plain text."""

    text: Words


class Heading(Told, frozen=True, kw_only=True, tag_field="block", tag="heading"):
    """The heading of what follows it."""

    text: Words


class Listed(Told, frozen=True, kw_only=True, tag_field="block", tag="list"):
    """Points, or steps to be taken in their order."""

    items: tuple[Words, ...]
    ordered: bool = False


class Example(Told, frozen=True, kw_only=True, tag_field="block", tag="example"):
    """An entry as it should be, or as it should not."""

    text: Words
    right: bool = True


class Note(Told, frozen=True, kw_only=True, tag_field="block", tag="note"):
    """Something to heed."""

    text: Words


class Link(Told, frozen=True, kw_only=True, tag_field="block", tag="link"):
    """A link to a page, of a host that the document allows."""

    text: Words
    to: Https


Block: TypeAlias = Paragraph | Heading | Listed | Example | Note | Link
Blocks: TypeAlias = tuple[Block, ...]
Share: TypeAlias = Annotated[float, msgspec.Meta(ge=0, le=1)]
Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
Name: TypeAlias = Annotated[str, msgspec.Meta(max_length=200)]
When: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
"""A time in UTC, `2026-11-27T10:00:00Z`."""
TimeOfDay: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Direction: TypeAlias = Literal["ltr", "rtl"]
