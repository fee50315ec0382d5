"""A message for a channel in Slack, by an incoming webhook.

## What it is
Blocks: the title as header, a line with the rollout, a section for each sentence, and the way to the page; and the same
in `text`, which notifications show.

## Text
All text of others stands in `plain_text` objects, `&`, `<` and `>` as Slack wants them written, and nothing that could
become a mention, a channel or a link is left whole. The one link is ours.

## Source
Slack's documentation of incoming webhooks, of Block Kit and of formatting text.
"""

from __future__ import annotations

import json
from typing import Any

from desirepath.outward.inert import inert
from desirepath.outward.notice import Foot, Notice
from desirepath.outward.shapes import Shape

SHAPE = Shape(
    name="slack",
    title="Slack",
    media_type="application/json",
    text_limit=1_000,
    source="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks",
)
LONGEST_HEADER = 140
"""Slack takes 150 characters, of which `&amp;` and a sign without width are several."""
MOST_TEXT = 2_900
_WRITTEN = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def body(notice: Notice, foot: Foot) -> bytes:
    """The message as it is posted."""
    below = [one for one in (notice.rollout, foot.known) if one]
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": _plain(notice.title, LONGEST_HEADER)},
        {"type": "context", "elements": [_plain(one, SHAPE.text_limit) for one in below]},
    ]
    blocks += [{"type": "section", "text": _plain(one, SHAPE.text_limit)} for one in notice.sentences]
    if foot.link:
        link = {"type": "mrkdwn", "text": f"<{foot.link}|{_escaped(foot.opens, 100)}>", "verbatim": True}
        blocks.append({"type": "section", "text": link})
    written = {
        "text": _escaped(f"{notice.title} ({notice.rollout})", SHAPE.text_limit),
        "blocks": blocks,
        "link_names": False,
        "unfurl_links": False,
        "unfurl_media": False,
    }
    return json.dumps(written, ensure_ascii=False).encode()


def _plain(text: str, most: int) -> dict[str, Any]:
    written = _escaped(text, most)
    limit = MOST_TEXT if most > LONGEST_HEADER else LONGEST_HEADER + 10
    while len(written) > limit:
        most = most * 3 // 4
        written = _escaped(text, most)
    return {"type": "plain_text", "text": written, "emoji": False}


def _escaped(text: str, most: int) -> str:
    return inert(text, most).translate(_WRITTEN)
