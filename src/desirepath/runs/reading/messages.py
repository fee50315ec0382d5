"""What the two processes say to each other: one JSON object a line, checked when it is read.

The reading process has taken in files of others. Nothing that it says is trusted further than its form.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from desirepath.connectors.read_source import Wanted
from desirepath.vocabulary.errors import Mistake
from desirepath.vocabulary.rollout import Source
from desirepath.vocabulary.study import SetAside


class AskColumns(msgspec.Struct, tag=True, frozen=True):
    """Which columns has the file, and what do such files call ours?"""

    path: Path
    source: Source


class AskMatch(msgspec.Struct, tag=True, frozen=True):
    """Which of the file's columns are used as which of ours?"""

    path: Path
    source: Source
    wanted: Wanted


class AskRows(msgspec.Struct, tag=True, frozen=True):
    """Write the file's rows, canonical, into the Parquet file `target`, numbered from `first_row` + 1."""

    path: Path
    source: Source
    wanted: Wanted
    first_row: int
    target: Path


Question: TypeAlias = AskColumns | AskMatch | AskRows


class Columns(msgspec.Struct, tag=True, frozen=True):
    """The columns in their order, `names` by ours, and the values of the first rows by column (of a name once).

    `parts` are the tables of a file that holds several, with how much is in each; `part_key` is what the rollout
    file calls them.
    """

    columns: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    sample: Mapping[str, tuple[str | None, ...]]
    parts: Mapping[str, int]
    part_key: str


class Match(msgspec.Struct, tag=True, frozen=True):
    """Our columns by what the file calls them."""

    used: Mapping[str, str]


class SoFar(msgspec.Struct, tag=True, frozen=True):
    """So many rows have been read; more come."""

    rows: int


class Rows(msgspec.Struct, tag=True, frozen=True):
    """All rows are written. `reasons` counts those set aside by why; `examples` are the first of them."""

    rows: int
    used: Mapping[str, str]
    reasons: Mapping[str, int]
    examples: tuple[SetAside, ...]
    remarks: tuple[str, ...]

    @property
    def set_aside(self) -> int:
        """How many rows could not be used."""
        return sum(self.reasons.values())


class Refused(msgspec.Struct, tag=True, frozen=True):
    """The file cannot be used, and why."""

    mistakes: tuple[Mistake, ...]


class OutOfMemory(msgspec.Struct, tag=True, frozen=True):
    """Reading the file would take more memory than was allowed."""


class Faulted(msgspec.Struct, tag=True, frozen=True):
    """A fault of ours, with its traceback."""

    told: str


Answer: TypeAlias = Columns | Match | SoFar | Rows | Refused | OutOfMemory | Faulted


def _plain(value: object) -> str:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(value)  # type: ignore[return-value]
    raise TypeError(type(value))


def _rich(kind: type, value: Any) -> Any:  # noqa: ANN401 - whatever kind of value it is
    if kind is Path:
        return Path(value)
    raise TypeError(kind)


_encoder = msgspec.json.Encoder(enc_hook=_plain)
_questions = msgspec.json.Decoder(Question, dec_hook=_rich)
_answers = msgspec.json.Decoder(Answer, dec_hook=_rich)


def line_of(message: Question | Answer) -> bytes:
    """A message as it goes through the pipe."""
    return _encoder.encode(message) + b"\n"


def question_in(line: bytes) -> Question:
    """The question on a line. Raises msgspec.ValidationError where it is none."""
    return _questions.decode(line)


def answer_in(line: bytes) -> Answer:
    """The answer on a line. Raises msgspec.ValidationError where it is none."""
    return _answers.decode(line)
