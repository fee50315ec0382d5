"""Queries over files, carried out by DuckDB in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import msgspec
import pyarrow as pa

from desirepath.connectors.queries.duckdb_child import MISTAKEN, Asked
from desirepath.connectors.queries.question import Question
from desirepath.vocabulary.errors import Mistake, did_you_mean

MEMORY = "2GB"


class QueryFaulted(RuntimeError):
    """A fault of ours in the process that answers queries; the message is what it said last."""


def columns(question: Question) -> tuple[str, ...]:
    """The columns of the query. Raises BadInput."""
    with _answering(question, None) as answer:
        told = answer.read()
    return msgspec.json.decode(told, type=tuple[str, ...])


def batches(question: Question, needed: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    """The needed columns as text, in the order of the query's rows. Raises BadInput, maybe after some rows."""
    with _answering(question, needed) as answer:
        yield from pa.ipc.open_stream(answer)


@contextmanager
def _answering(question: Question, needed: tuple[str, ...] | None) -> Iterator[IO[bytes]]:
    """What the process writes. It ends when nobody reads any more; what it ran into is raised here."""
    broken: Exception | None = None
    with tempfile.TemporaryDirectory(prefix="desirepath-") as spill, tempfile.TemporaryFile() as said:
        with _process(_asked(question, needed, spill), said) as child:
            try:
                yield child.stdout  # type: ignore[misc] # it is a pipe
            except (pa.ArrowInvalid, OSError) as error:
                broken = error
            except BaseException:
                child.kill()
                raise
            status = child.wait()
        said.seek(0)
        if status:
            raise _failure(question, status, said.read()) from broken
    if broken is not None:
        raise broken


def _process(asked: Asked, said: IO[bytes]) -> subprocess.Popen[bytes]:
    with tempfile.TemporaryFile() as told:
        told.write(msgspec.json.encode(asked))
        told.seek(0)
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "desirepath.connectors.queries.duckdb_child"],  # -P: no code from the folder
            stdin=told,
            stdout=subprocess.PIPE,
            stderr=said,
        )


def _asked(question: Question, needed: tuple[str, ...] | None, spill: str) -> Asked:
    return Asked(
        folder=str(question.folder.resolve()),
        query=question.query,
        database=_database(question),
        needed=needed,
        memory=MEMORY,
        spill=spill,
    )


def _failure(question: Question, status: int, said: bytes) -> Exception:
    if status == MISTAKEN:
        mistake = msgspec.json.decode(said.splitlines()[-1], type=Mistake)  # warnings may stand before it
        return question.refused(mistake.code, mistake.what, mistake.mend)
    if status < 0:
        what = "The process in which DuckDB carries out the query was ended by the system"
        return question.refused("query_ended", what, f"It may hold {MEMORY} in memory; is there so much?")
    return QueryFaulted(said.decode(errors="replace"))


def _database(question: Question) -> str | None:
    """The DuckDB file that the query is put to. Raises BadInput where there is none."""
    if question.database is None:
        return None
    path = question.folder / question.database
    if not path.is_file():
        near = [file.name for file in path.parent.iterdir()] if path.parent.is_dir() else []
        mend = did_you_mean(path.name, near) or "Paths are relative to the rollout file."
        raise question.refused("no_such_file", f"There is no database file `{question.database}`", mend)
    return str(path.resolve())
