"""A message for a channel in Microsoft Teams, by a workflow that is started by a request.

## What it is
An adaptive card: the title, a line with the rollout, the sentences, and a button that leads to the page.

## Text
All text of others stands in text runs, which know no Markdown; `<at>` means nothing without an entity that names whom, and
there is none; nothing that could become a mention or a link is left whole. The one link is ours.

## Source
Microsoft's documentation of posting a workflow when a webhook request is received, and of the schema of adaptive cards.
"""

from __future__ import annotations

import json
from typing import Any

from desirepath.outward.inert import inert
from desirepath.outward.notice import Foot, Notice
from desirepath.outward.shapes import Shape

SHAPE = Shape(
    name="teams",
    title="Microsoft Teams",
    media_type="application/json",
    text_limit=800,
    source="https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook",
)


def body(notice: Notice, foot: Foot) -> bytes:
    """The message as it is posted."""
    below = " · ".join(one for one in (notice.rollout, foot.known) if one)
    card: dict[str, Any] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [
            _run(notice.title, size="Large", weight="Bolder"),
            _run(below, isSubtle=True),
            *(_run(one) for one in notice.sentences),
        ],
        "actions": [],
    }
    if foot.link:
        card["actions"] = [{"type": "Action.OpenUrl", "title": inert(foot.opens, 100), "url": foot.link}]
    attached = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return json.dumps({"type": "message", "attachments": [attached]}, ensure_ascii=False).encode()


def _run(text: str, **look: object) -> dict[str, Any]:
    """A paragraph of one run of text, which is shown as it is."""
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": inert(text, SHAPE.text_limit), **look}]}
