"""The shapes that a message can have: one module each, with its constant `SHAPE` and the function `body`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a receiver wants. `text_limit` is how many characters of one text it is sent, `source` where that is written."""

    name: str
    title: str
    media_type: str
    text_limit: int
    source: str
