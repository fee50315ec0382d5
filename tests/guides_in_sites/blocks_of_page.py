"""The files of a site as a how-to gives them: each block below a comment `<!-- site: NAME -->`."""

from __future__ import annotations

import re
from pathlib import Path

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
_BLOCK = re.compile(r"<!-- site: (?P<name>\S+) -->\n```\w+\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def write_site(page: str, folder: Path, told: dict[str, str]) -> tuple[str, ...]:
    """Write the files of a how-to into a folder, with what a reader would fill in; their names."""
    found = list(_BLOCK.finditer((HOW_TO / page).read_text(encoding="utf-8")))
    for block in found:
        file = folder / block["name"]
        file.parent.mkdir(parents=True, exist_ok=True)
        text = block["text"].replace("dp_YOUR_KEY", told["key"]).replace("YOUR_PUBLIC_KEY", told["trust"])
        file.write_text(text, encoding="utf-8")
    return tuple(block["name"] for block in found)
