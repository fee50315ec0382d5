"""The title that a rollout file gives itself."""

from __future__ import annotations

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError


def title_in_text(text: str) -> str | None:
    """The value of `title`, or None where the text has none or is no YAML."""
    try:
        read = YAML(typ="safe").load(text)
    except (YAMLError, ValueError):
        return None
    title = read.get("title") if isinstance(read, dict) else None
    return str(title) if title else None
