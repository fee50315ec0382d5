"""A document with every kind of guide, and every text in it a place for a payload."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from desirepath.warehouse.signing import BEGINS, SigningKey, name_of_key
from tests.guidance.core.documents import changed
from tests.guidance.served import KEY, guide, guides

HOST = "intranet.example"
BLOCKS = [
    {"block": "paragraph", "text": {"en": "Paragraph"}},
    {"block": "heading", "text": {"en": "Heading"}},
    {"block": "list", "items": [{"en": "Point"}, {"en": "Another"}]},
    {"block": "example", "text": {"en": "4711"}},
    {"block": "note", "text": {"en": "Note"}},
    {"block": "link", "text": {"en": "Link"}, "to": f"https://{HOST}/policy"},
]
TITLE = {"title": {"en": "Title"}, "blocks": BLOCKS}
CONTENTS: dict[str, dict[str, Any]] = {
    "walk": {"kind": "walkthrough", "title": {"en": "Walk"}, "steps": [{"id": "a", "at": ["#one"], **TITLE}]},
    "tip": {"kind": "tooltip", "at": ["#two"], **TITLE},
    "field": {
        "kind": "field_help",
        "at": ["#three"],
        "purpose": {"en": "Purpose"},
        "format": {"en": "Format"},
        "right": [{"en": "Right"}],
        "wrong": [{"en": "Wrong"}],
        "mend": {"en": "Mend"},
    },
    "rules": {
        "kind": "rule_reinforcement",
        "at": ["#request"],
        "rules": [{"field": ["#three"], "must": "filled", "says": {"en": "Says"}}],
        **TITLE,
    },
    "banner": {"kind": "announcement", **TITLE},
    "issue": {"kind": "known_issue", **TITLE},
    "confirm": {"kind": "acknowledgement", "statement": {"en": "I have"}, "button": {"en": "Yes"}, **TITLE},
    "opens": {"kind": "launcher", "label": {"en": "Label"}, "opens": "self"},
    "list": {"kind": "checklist", "title": {"en": "List"}, "items": [{"id": "a", "text": {"en": "Item"}}]},
    "asks": {
        "kind": "survey",
        "question": {"en": "Question"},
        "choices": [{"reason": "access", "text": {"en": "Choice"}}],
        "asks_for_words": {"en": "Words"},
        "thanks": {"en": "Thanks"},
    },
    "self": {"kind": "self_help", "title": {"en": "Self"}},
    "blocked": {
        "kind": "escalation",
        "routes": [{"to": "access", "text": {"en": "Route"}}],
        "thanks": {"en": "Thanks"},
        **TITLE,
    },
}


def whole() -> dict[str, Any]:
    """The document with nothing wrong in it."""
    articles = [{"article": "quotes", **deepcopy(TITLE)}]
    more = {"articles": articles, "link_hosts": [HOST], "records": {"en": "Records"}, "contact": {"en": "Contact"}}
    limits = {"guides_a_day": 99, "surveys_days_apart": 0}
    return guides(*(guide(name, deepcopy(one)) for name, one in CONTENTS.items()), limits=limits, **more)


def texts(value: Any, at: str = "") -> Iterator[str]:
    """The places of all texts that are shown to people."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        place = f"{at}.{name}" if at else str(name)
        if name == "en" and isinstance(part, str):
            yield place
        else:
            yield from texts(part, place)


def with_text(place: str, text: str) -> dict[str, Any]:
    return changed(whole(), place, text)


def written(document: dict[str, Any]) -> str:
    """The document as JSON. What is half a character stays an escape in it, as JSON allows."""
    return json.dumps(document)


def sealed(text: str, key: SigningKey = KEY, begins: str = BEGINS) -> dict[str, Any]:
    """The envelope of any text, signed as the key's owner would."""
    signature = b64encode(key._private.sign((begins + text).encode())).decode()
    return {"schema": "desirepath/signed/1", "key": name_of_key(key.public), "signature": signature, "document": text}
