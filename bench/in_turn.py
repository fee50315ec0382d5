"""Several programs of one package of the bench, one after the other, and what they print put into a page."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.page import write_figures


def run_in_turn(package: str, parts: Sequence[str], about: str, arguments: Sequence[str] | None = None) -> None:
    """Run `python -m PACKAGE.PART` for each part, show what each prints, and put all of it between the marks of `--page`.

    A part that fails ends all with its status, and the page stays as it is.
    """
    page = _asked(package, parts, about, arguments)
    block = "\n".join(["```", *(_said(f"{package}.{part}") for part in parts), "```"])
    if page is not None:
        write_figures(page, block)


def _asked(package: str, parts: Sequence[str], about: str, arguments: Sequence[str] | None) -> Path | None:
    ending = (
        "Each part can be measured by itself: " + ", ".join(f"`python -m {package}.{part}`" for part in parts) + "."
    )
    parser = argparse.ArgumentParser(prog=f"python -m {package}", description=about, epilog=ending)
    parser.add_argument("--page", type=Path, help="a page that gets the figures, between its two marks")
    page: Path | None = parser.parse_args(arguments).page
    if page is not None and not page.is_file():
        parser.error(f"{page}: there is no such page; nothing was measured")
    return page


def _said(module: str) -> str:
    ended = subprocess.run([sys.executable, "-m", module], stdout=subprocess.PIPE, text=True, check=False)
    print(ended.stdout, flush=True)
    if ended.returncode != 0:
        sys.exit(ended.returncode)
    return f"{module}\n{ended.stdout}"
