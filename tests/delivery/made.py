"""A home with one workspace, a write key, and guides that are published in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from desirepath.vocabulary.guidance.published import Guides
from desirepath.warehouse.published_guides import next_sequence, publish, warehouse_folder
from desirepath.warehouse.write_keys import create_key, file_of_keys

PAGE = "https://erp.example.com"
NOW = 1_795_780_800_000
"""2026-11-27T12:00:00Z."""
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000

BANNER = {"kind": "announcement", "title": {"en": "The new form is here"}}
SURVEY = {
    "kind": "survey",
    "question": {"en": "What held you up?"},
    "choices": [{"reason": "access", "text": {"en": "I was not allowed to"}}],
}
FIELD_HELP = {"kind": "field_help", "at": ["#cost-centre"], "purpose": {"en": "Who pays"}}


ARTICLES: list[dict[str, Any]] = [
    {
        "article": "quotes",
        "title": {"en": "Attach a quote", "de": "Ein Angebot anhängen"},
        "blocks": [
            {
                "block": "paragraph",
                "text": {"en": "Each request needs a quote.", "de": "Jede Anforderung braucht ein Angebot."},
            },
            {"block": "list", "items": [{"en": "Only in English"}]},
        ],
        "workflow": "purchase_request",
        "step": "quote",
    },
    {
        "article": "catalogue",
        "title": {"en": "Order from the catalogue"},
        "blocks": [{"block": "paragraph", "text": {"en": "What is in the catalogue needs no quote."}}],
        "pages": ["/requests/*"],
        "roles": ["buyer"],
    },
    {
        "article": "travel",
        "title": {"en": "Travel expenses"},
        "blocks": [{"block": "paragraph", "text": {"en": "A quote is needed for flights only."}}],
        "workflow": "travel",
    },
]


def guide(name: str, content: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A guide as the document holds it; by default for everyone at the step `quote`, from a year ago."""
    return {
        "id": name,
        "version": 1,
        "rollout": "purchasing",
        "workflow": "purchase_request",
        "step": "quote",
        "content": content,
        "target": {"is": "all", "of": []},
        "design": "holdout",
        "held_out": 0.1,
        "starts_at": "2025-11-27T12:00:00Z",
    } | more


def document(**more: Any) -> dict[str, Any]:
    """A document of the workspace `works`, good for a year."""
    return {
        "schema": "desirepath/guides/1",
        "workspace": "works",
        "sequence": 1,
        "issued_at": "2026-11-27T00:00:00Z",
        "expires_at": "2027-11-27T00:00:00Z",
        "guides": [
            guide("banner", BANNER, often={"times": 2, "days": 7}),
            guide("survey", SURVEY),
            guide("cost-centre", FIELD_HELP, fades_after=3),
            guide("later", BANNER, starts_at="2027-01-01T00:00:00Z"),
        ],
        "articles": ARTICLES,
        "words": [{"old": "shopping list", "new": "catalogue"}],
    } | more


def as_guides(held: dict[str, Any]) -> Guides:
    return msgspec.convert(held, Guides)


@dataclass(frozen=True)
class Made:
    """The home, the text of the key, and what is published."""

    home: Path
    key: str
    key_id: str
    key_file: Path

    def publish(self, **more: Any) -> Guides:
        """Publish a document with these differences, as the next one."""
        sequence = next_sequence(self.home, "works")
        return publish(self.home, as_guides(document(**{"sequence": sequence} | more))).guides


def made(folder: Path, workspace: str = "works") -> Made:
    """A home with a workspace that has a key for pages at PAGE."""
    file = file_of_keys(warehouse_folder(folder, workspace))
    (folder / "workspaces" / workspace).mkdir(parents=True)
    key, text = create_key(file, "purchasing", (PAGE,))
    return Made(folder, text, key.id, file)
