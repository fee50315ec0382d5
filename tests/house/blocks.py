"""The marked blocks of a page: files to write, beginnings to compare, commands to run.

A comment above a fenced block says what it is: `<!-- file: NAME -->`, `<!-- made: NAME -->` (a
workbook of these rows), `<!-- beginning of NAME -->`, `<!-- run -->` (with `exit 2` where a command is meant to be
refused), `<!-- run beside -->` (until the end of the page) or `<!-- python -->`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLOCK = re.compile(
    r"<!-- (?P<mark>file: \S+|made: \S+|beginning of \S+|run beside|run|run, exit \d|python) -->\n\n?```\w*\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """One marked block."""

    mark: str
    text: str

    @property
    def file(self) -> str:
        """The name of the file that the mark gives."""
        return self.mark.rpartition(" ")[2]

    @property
    def status(self) -> int:
        """The exit status that the mark expects."""
        return int(self.mark.rpartition(" ")[2]) if "exit" in self.mark else 0


@dataclass(frozen=True, slots=True)
class Command:
    """One command and the lines of its output that the page shows."""

    line: str
    shown: tuple[str, ...]


def blocks(page: str) -> list[Block]:
    """The marked blocks, in order."""
    return [Block(match["mark"], match["text"]) for match in _BLOCK.finditer(page)]


def commands(block: Block) -> Iterator[Command]:
    """The commands of a block: lines after `$ `; the lines below each are its output, `…` stands for more."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        line, *shown = part.rstrip("\n").split("\n")
        yield Command(line, tuple(one.strip() for one in shown if one.strip() not in {"", "…"}))
