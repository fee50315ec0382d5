"""What a connector is: one file format, read as batches of text columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import pyarrow as pa

from desirepath.vocabulary.study import SetAside

LINE = "line "
"""The column of raw batches that holds each row's line (or number); the blank keeps it apart from any header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connector:
    """The facts of a connector. `endings` are matched once `.gz` is taken off, in lower case."""

    name: str
    title: str
    endings: tuple[str, ...]
    reads: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What was sniffed or assumed while reading, for the reader to check."""

    text: str


RawItem: TypeAlias = pa.RecordBatch | SetAside | Remark
Raw: TypeAlias = Iterator[RawItem]
