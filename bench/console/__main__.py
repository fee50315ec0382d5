"""All that is measured of the console: `python -m bench.console [--page FILE]`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench.page import write_figures

PARTS = ("pages", "at_once")


def main(arguments: list[str]) -> None:
    page = Path(arguments[1]) if arguments[:1] == ["--page"] else None
    if page is not None and not page.is_file():
        sys.exit(f"{page}: no such page; nothing was measured")
    block = "\n".join(["```", *(_said(part) for part in PARTS), "```"])
    if page is not None:
        write_figures(page, block)


def _said(part: str) -> str:
    text = subprocess.run(
        [sys.executable, "-m", f"bench.console.{part}"], stdout=subprocess.PIPE, text=True, check=True
    )
    print(text.stdout, flush=True)
    return f"bench.console.{part}\n{text.stdout}"


if __name__ == "__main__":
    main(sys.argv[1:])
