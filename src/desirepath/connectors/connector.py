"""What a connector is: one file format, read as batches of text columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa

from desirepath.vocabulary.study import SetAside

LINE = "line "
"""The column of raw batches that holds each row's line (or number); the blank keeps it apart from any header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connector:
    """The facts of a connector. `endings` are matched once `.gz` is taken off, in lower case.

    `formats` are what the `format` of a source calls it.
    Where several connectors share an ending, the one of whose `marks` the file's beginning holds one reads it.
    `part` is the key of a source that chooses among the tables of one file, if it can hold several: its module
    then has a function `parts`. `names` says what such files call our columns unless `columns` says otherwise.
    `watched` columns are handed over too where the file has them, for the connector's own use; `columns: {NAME: null}`
    turns that off.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    reads: str
    formats: tuple[str, ...]
    marks: tuple[bytes, ...] = ()
    part: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    watched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows lie: a file, the member of it if it is an archive, and which of its tables, if it holds several."""

    path: Path
    member: str = ""
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What was sniffed or assumed while reading, for the reader to check."""

    text: str


RawItem: TypeAlias = pa.RecordBatch | SetAside | Remark
Raw: TypeAlias = Iterator[RawItem]
