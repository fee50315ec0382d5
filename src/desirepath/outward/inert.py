"""Text of others as text and nothing else, wherever a message is read: no mention, no link, no hidden sign."""

from __future__ import annotations

import re

JOINER = "\u2060"
"""A sign without width that ends a word for programs and not for readers."""
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_MAY_BE_MADE_LIVE = re.compile(
    r"[@＠#](?=\S)|<(?=[!@#/\w])|\](?=\()|:(?=[/\\]{2}|\w)|(?<=[^\W\d])[.。．｡](?=\w)|(?<=\w)[.。．｡](?=[^\W\d])"
)


def visible(text: str, most: int) -> str:
    """The text in one line without signs that hide or turn, cut after `most` characters; a dash where nothing is left."""
    line = " ".join(_HIDDEN.sub("", text).split()) or "–"
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def inert(text: str, most: int) -> str:
    """The text such that no reader makes a mention, an address or a link of it; it reads as before.

    An `@`, a `#`, a `<`, a `]` before a bracket, a colon inside a word or before `//`, and a dot beside a letter are
    followed by a sign without width.
    """
    return _MAY_BE_MADE_LIVE.sub(lambda found: found[0] + JOINER, visible(text, most))
