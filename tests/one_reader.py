"""The process that reads files, started once for many tests: it takes longer to start than to read what most of them have."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar, TypeVar

import pytest

from desirepath.runs.reading import reader
from desirepath.runs.reading.messages import Columns, Match, Question, Rows
from desirepath.runs.reading.reader import Reader
from desirepath.vocabulary.errors import BadInput

MOST_OPENINGS = 200
"""A process that was handed on so many times is ended, so that none is about for ever."""
Child = subprocess.Popen[bytes]
Wanted = TypeVar("Wanted", Columns, Match, Rows)


class ReaderThatHandsOn(Reader):
    """Leaves its process to the next one where that answered what it was asked; else it ends it, as every reader does.

    What tests of reading itself use is the plain one.
    """

    kept: ClassVar[list[tuple[Child, str, int]]] = []
    """Idle processes, the folder for temporary files that each began with, and how often it was handed on."""

    def __init__(self) -> None:
        super().__init__()
        self._answered, self._openings, self._temporary = True, 0, os.environ.get("TMPDIR", "")

    def close(self) -> None:
        child = self._child
        if child is None or not self._answered or child.poll() is not None or self._openings >= MOST_OPENINGS:
            super().close()
        else:
            self.kept.append((child, self._temporary, self._openings + 1))
            self._child = None

    def _asked(self, question: Question, kind: type[Wanted], told: Callable[[int], None] | None = None) -> Wanted:
        self._answered = False
        try:
            found = super()._asked(question, kind, told)
        except BadInput:  # an answer like others; of what it died on it was ended before
            self._answered = True
            raise
        self._answered = True
        return found

    def _running(self) -> Child:
        if self._child is None:
            waiting = [one for one in self.kept if one[1] == self._temporary and one[0].poll() is None]
            if waiting:
                self.kept.remove(waiting[0])
                self._child, _, self._openings = waiting[0]
        return super()._running()


@contextmanager
def handed_on() -> Iterator[None]:
    """While the block lasts, whoever opens a reader gets the process of one before; they end with it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "Reader", ReaderThatHandsOn)
        yield
    while ReaderThatHandsOn.kept:
        plain = Reader()
        plain._child, _, _ = ReaderThatHandsOn.kept.pop()
        plain.close()
