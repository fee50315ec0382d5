"""How documents are written as JSON, each in the same way."""

from __future__ import annotations

import json
from typing import Any


def document_text(document: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """A document as it stands in its file."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
