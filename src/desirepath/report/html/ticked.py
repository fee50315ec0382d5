"""Words between backticks, as our own messages have them, set as code."""

from __future__ import annotations

import re

from markupsafe import Markup, escape


def ticked(content: str) -> Markup:
    """The text, escaped, with `words between backticks` in a code element."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(content))))  # noqa: S704 - escaped first
