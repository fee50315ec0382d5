"""What stands on the terminal: progress, lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from desirepath.ports import Progress


@dataclass(slots=True)
class Screen:
    """Where a command shows what it did; quiet shows nothing."""

    quiet: bool = False

    def show(self, told: RenderableType) -> None:
        if not self.quiet:
            Console().print(Harmless(told), markup=False, highlight=False, soft_wrap=isinstance(told, str))

    def progress(self) -> AbstractContextManager[Progress]:
        return progress_on(Console(stderr=True), quiet=self.quiet)


def harmless(said: str) -> str:
    """A text of unknown origin without anything that a terminal would obey."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "�" for letter in said)


@dataclass(frozen=True, slots=True)
class Harmless:
    """What is shown, without anything in its texts that a terminal would obey: they come from files of others."""

    shown: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self.shown, options):
            yield segment if segment.control else Segment(harmless(segment.text), segment.style)


@contextmanager
def progress_on(console: Console, *, quiet: bool) -> Iterator[Progress]:
    """Tells what long work is at, on a terminal; elsewhere stays silent."""
    if quiet or not console.is_terminal:
        yield lambda _: None
        return
    with console.status("starting") as status:
        yield lambda doing: status.update(Text(harmless(doing)))


def lines_of(rows: Iterable[tuple[str, str]]) -> RenderableType:
    """Names and what they are, one line each."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for name, told in rows:
        table.add_row(Text(name, "bold"), Text(told))
    return table
