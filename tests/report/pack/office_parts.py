"""Every part of an office file as bytes, with those of the files inside it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO


def parts_of(content: bytes, place: str = "") -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every part, those of embedded workbooks too."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        for entry in parts.infolist():
            inside = parts.read(entry)
            yield f"{place}{entry.filename}", inside
            if inside[:2] == b"PK":
                yield from parts_of(inside, f"{place}{entry.filename}/")
