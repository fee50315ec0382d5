"""Files of text written anew without a person: CSV, JSON Lines and JSON, also in gzip, in the encoding that they have."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from desirepath.connectors.connector import Place
from desirepath.connectors.containers import opened
from desirepath.connectors.delimited import separator_of
from desirepath.connectors.plain_text import SAMPLE, encoding_of
from desirepath.runs.person_in_file import ERASED, Gone, Person

GZIP = b"\x1f\x8b"
LONGEST_FIELD = 1 << 24


@contextmanager
def _texts(path: Path, part: Path) -> Iterator[tuple[IO[str], IO[str], str | None]]:
    """The text that is read, the one that is written, in the same encoding and packing, and how letters are written in it.

    What is no UTF-16 or UTF-32 is read byte by byte, so that odd letters in it stay what they are; for others, None.
    """
    with opened(Place(path)) as stream:
        encoding = encoding_of(stream.read(SAMPLE))
    by_bytes = encoding in ("utf-8", "utf-8-sig", "windows-1252")
    named = "latin-1" if by_bytes else encoding
    with path.open("rb") as begun:
        packed = begun.read(2) == GZIP
    reads: Callable[..., Any] = gzip.open if packed else open
    with (
        reads(path, "rt", encoding=named, newline="") as lines,
        reads(part, "wt", encoding=named, newline="") as out,
    ):
        yield lines, out, encoding if by_bytes else None


def _as_bytes(person: Person, encoding: str) -> Person:
    """The person as they look in a text of this encoding that is read byte by byte."""

    def seen(text: str) -> str:
        return text.encode(encoding.removesuffix("-sig"), "replace").decode("latin-1")

    own = None if person.own is None else seen(person.own)
    return Person(seen(person.id), own, frozenset(seen(one) for one in person.others))


def delimited_without(path: Path, part: Path, person: Person) -> Gone:
    """Write a CSV file to `part`; rows that stay are written as they were, byte for byte."""
    csv.field_size_limit(LONGEST_FIELD)
    rows = mentions = 0
    with _texts(path, part) as (text, out, encoding):
        known = _as_bytes(person, encoding) if encoding else person
        taken: list[str] = []

        def lines() -> Iterator[str]:
            for line in text:
                taken.append(line)
                yield line

        separator = separator_of(path)
        read = csv.reader(lines(), delimiter=separator)
        own: int | None = None
        header: list[str] | None = None
        for row in read:
            whole = "".join(taken)
            taken.clear()
            if header is None and any(row):
                header = [name.strip().removeprefix("\xef\xbb\xbf").removeprefix("\ufeff") for name in row]
                own = header.index(known.own) if known.own in header else None
            elif own is not None and own < len(row) and known.is_in(row[own]):
                rows += 1
                continue
            else:
                hidden = known.hidden_in(whole) if known.mention else _hidden_cells(row, header or [], known, separator)
                hidden = whole if hidden is None else hidden
                mentions += hidden != whole
                whole = hidden
            out.write(whole)
        out.write("".join(taken))
    return Gone(rows, mentions)


def _hidden_cells(row: list[str], header: list[str], person: Person, separator: str) -> str | None:
    """The row with a short id replaced, which is looked for in columns of persons only; None where it is not there."""
    named = [at for at, name in enumerate(header) if name in person.others and at < len(row) and person.is_in(row[at])]
    if not named:
        return None
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerow([ERASED if at in named else cell for at, cell in enumerate(row)])
    return out.getvalue()


def json_lines_without(path: Path, part: Path, person: Person) -> Gone:
    """Write JSON Lines to `part`; lines that stay are written as they were."""
    rows = mentions = 0
    with _texts(path, part) as (text, out, encoding):
        known = _as_bytes(person, encoding) if encoding else person
        for line in text:
            try:
                record = json.loads(line.encode("latin-1") if encoding else line)
            except ValueError:
                record = None
            if isinstance(record, dict) and person.is_in(_at(record, person.own)):
                rows += 1
                continue
            hidden = known.hidden_in(line)
            mentions += hidden != line
            out.write(hidden)
    return Gone(rows, mentions)


def _at(record: Mapping[str, Any], name: str | None) -> object:
    """The value under a name, or under its parts joined by dots."""
    if name is None:
        return None
    if name in record:
        return record[name]
    first, _, rest = name.partition(".")
    inner = record.get(first)
    return _at(inner, rest) if rest and isinstance(inner, dict) else None


def json_without(path: Path, part: Path, person: Person) -> Gone:
    """Write JSON to `part`: objects of the person go from whatever list they lie in."""
    counted = [0, 0]

    def without(value: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, dict):
            return {key: without(one) for key, one in value.items()}
        if isinstance(value, list):
            kept = [one for one in value if not (isinstance(one, dict) and person.is_in(_at(one, person.own)))]
            counted[0] += len(value) - len(kept)
            return [without(one) for one in kept]
        if isinstance(value, str) and (hidden := person.hidden_in(value)) != value:
            counted[1] += 1
            return hidden
        return value

    with opened(Place(path)) as stream:
        raw = stream.read()
    packed = path.read_bytes()[:2] == GZIP
    text = json.dumps(without(json.loads(raw)), ensure_ascii=False, indent=1).encode()
    part.write_bytes(gzip.compress(text) if packed else text)
    return Gone(*counted)
