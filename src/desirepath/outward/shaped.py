"""The shapes by name, found by listing their package."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from desirepath.catalogue import Entry, entries
from desirepath.outward import shapes
from desirepath.outward.notice import Foot, Notice


@cache
def shape_catalogue() -> Mapping[str, Entry]:
    """Every shape: its constant and the module of its function."""
    return entries(shapes, "SHAPE")


def shaped(name: str, notice: Notice, foot: Foot) -> tuple[str, bytes]:
    """The media type and the body of a message. Raises KeyError where there is no such shape."""
    entry = shape_catalogue()[name]
    made: bytes = entry.module.body(notice, foot)
    return entry.constant.media_type, made
