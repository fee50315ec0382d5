"""A message for a program of the organisation's own.

## What it is
JSON with the parts of the notice as they are, for a program to read: `schema`, `kind`, `rollout`, `title`, `sentences`,
`as_of`, `link`.

## Text
Without control characters and in one line; otherwise as it was written. Whoever shows it must treat it as text.

## Source
Our own; signed as every message is.
"""

from __future__ import annotations

import json

from desirepath.outward.inert import visible
from desirepath.outward.notice import Foot, Notice
from desirepath.outward.shapes import Shape

SHAPE = Shape(
    name="plain", title="JSON", media_type="application/json", text_limit=2_000, source="docs/how-to/send-notices.md"
)
SCHEMA = "desirepath/notice/1"


def body(notice: Notice, foot: Foot) -> bytes:
    """The message as it is posted."""
    written = {
        "schema": SCHEMA,
        "kind": notice.kind.value,
        "rollout": visible(notice.rollout, SHAPE.text_limit),
        "title": visible(notice.title, SHAPE.text_limit),
        "sentences": [visible(one, SHAPE.text_limit) for one in notice.sentences],
        "as_of": None if notice.as_of is None else notice.as_of.isoformat(),
        "link": foot.link or None,
    }
    return json.dumps(written, ensure_ascii=False).encode()
