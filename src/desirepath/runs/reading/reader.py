"""The other side of the reading process: asks it, and says in one line what became of a file that it died on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from desirepath.connectors.containers import mistake
from desirepath.connectors.read_source import Wanted, columns_in_use
from desirepath.runs.reading import messages
from desirepath.runs.reading.land_rows import land_rows
from desirepath.runs.reading.limits import allowance_for
from desirepath.runs.reading.messages import Answer, Columns, Match, Question, Rows, SoFar
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.rollout import Source

_Wanted = TypeVar("_Wanted", Columns, Match, Rows)
_QUIET_MALLOC = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"}
"""Memory is taken when it is needed, not by the gigabyte in advance, which would count against the allowance."""
_SECONDS_TO_DIE = 5
_SPLIT = "Save it in another format, or split it."
_SUSPECT = "It is damaged, or made to do harm. Export it again, or save it as CSV."


class ReaderFaulted(RuntimeError):
    """A fault of ours in the reading process; the message is its traceback."""


class Reader:
    """Reads files in a process of its own, started when the first is asked for and again after one that it died on."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def columns(self, path: Path, source: Source) -> Columns:
        """The file's columns, and what such files call ours. Raises BadInput."""
        return self._asked(messages.AskColumns(path.absolute(), source), Columns)

    def match(self, path: Path, source: Source, wanted: Wanted) -> dict[str, str]:
        """Our columns by what the file calls them. Raises BadInput where a required one is missing."""
        if source.query is not None:
            return columns_in_use(path, source, wanted)
        return dict(self._asked(messages.AskMatch(path.absolute(), source, wanted), Match).used)

    def rows(self, question: messages.AskRows, told: Callable[[int], None]) -> Rows:
        """Have the file's rows written; `told` hears now and then how many there are so far. Raises BadInput.

        A query is carried out from this process: the database is no file of others, and may lie across a network.
        """
        if question.source.query is None:
            return self._asked(msgspec.structs.replace(question, path=question.path.absolute()), Rows, told)
        for answer in land_rows(question):
            match answer:
                case SoFar(rows):
                    told(rows)
                case Rows():
                    return answer
        raise ReaderFaulted(f"the query of {question.path.name} came to no end")

    def close(self) -> None:
        """End the process, whatever it is at."""
        child, self._child = self._child, None
        if child is None:
            return
        child.terminate()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what it was still to be asked does not matter any more
                    pipe.close()
        child.wait()

    def _asked(self, question: Question, kind: type[_Wanted], told: Callable[[int], None] | None = None) -> _Wanted:
        for answer in self._answers(question):
            match answer:
                case SoFar(rows):
                    if told is not None:
                        told(rows)
                case messages.Refused(mistakes):
                    raise BadInput(*mistakes)
                case messages.OutOfMemory():
                    self.close()
                    raise _too_large(question.path)
                case messages.Faulted(traceback):
                    raise ReaderFaulted(f"reading {question.path.name}: {traceback}")
                case _ if isinstance(answer, kind):
                    return answer
        raise self._died_on(question.path)

    def _answers(self, question: Question) -> Iterator[Answer]:
        child = self._running()
        if child.stdin is None or child.stdout is None:
            return
        try:
            child.stdin.write(messages.line_of(question))
            child.stdin.flush()
            for line in child.stdout:
                yield messages.answer_in(line)
        except (BrokenPipeError, msgspec.DecodeError):
            return

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "desirepath.runs.reading.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **_QUIET_MALLOC},
            )
        return self._child

    def _died_on(self, path: Path) -> BadInput:
        status = self._status()
        self.close()
        if -status == getattr(signal, "SIGXCPU", None):
            seconds = allowance_for(path.stat().st_size).seconds
            what = f"Reading it takes more than {seconds} s of processor time, which a file of its size should not"
            return mistake(path, "too_slow", what, _SPLIT)
        if -status in (signal.SIGABRT, getattr(signal, "SIGKILL", 9)):
            return _too_large(path)
        return mistake(path, "reader_died", "The process that reads files broke off on it", _SUSPECT)

    def _status(self) -> int:
        """How the process ended; 0 where it goes on, talking nonsense."""
        try:
            return 0 if self._child is None else self._child.wait(_SECONDS_TO_DIE)
        except subprocess.TimeoutExpired:
            return 0


def _too_large(path: Path) -> BadInput:
    memory = allowance_for(path.stat().st_size).memory >> 20
    what = f"Reading it takes more than {memory:,} MiB of memory, which a file of its size should not"
    return mistake(path, "too_much_memory", what, _SPLIT)


@contextmanager
def opened_reader() -> Iterator[Reader]:
    """A reader; its process ends with it."""
    reader = Reader()
    try:
        yield reader
    finally:
        reader.close()
