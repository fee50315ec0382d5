"""All that is measured of the collector, one after the other: `python -m bench.collecting [--page FILE]`.

What they print is put between the marks of the page.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench.page import write_figures

PARTS = ("load", "append_path", "beside", "after_a_kill")


def main(arguments: list[str]) -> None:
    block = "\n".join(["```", *(_said(part) for part in PARTS), "```"])
    if arguments[:1] == ["--page"]:
        write_figures(Path(arguments[1]), block)


def _said(part: str) -> str:
    command = [sys.executable, "-m", f"bench.collecting.{part}"]
    text = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    print(text, flush=True)
    return f"bench.collecting.{part}\n{text}"


if __name__ == "__main__":
    main(sys.argv[1:])
