"""Files inside files: gzip and zip, opened in place by what they begin with, not by what they are called."""

from __future__ import annotations

import gzip
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desirepath.connectors.connector import Place
from desirepath.vocabulary.errors import BadInput, Mistake

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_PACKED_ENDINGS = (".gz", ".zip")
MOST_UNPACKED = 50 << 30
BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile)


def ending_of(path: Path) -> str:
    """The ending that says the format: that below `.gz`, in lower case."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return next((suffix for suffix in reversed(suffixes) if suffix not in _PACKED_ENDINGS), "")


def members_of(path: Path, readable: tuple[str, ...]) -> tuple[str, ...]:
    """The members of a zip that can be read, in the order of their names; one empty name for any other file.

    Some formats are zips themselves: a file whose ending is `readable` is never looked into.
    """
    if _magic(path) != _ZIP or path.suffix.lower() in readable:
        return ("",)
    with _archive(path) as archive:
        names = [
            member.filename
            for member in archive.infolist()
            if not member.is_dir() and "__MACOSX" not in member.filename
        ]
        encrypted = [member.filename for member in archive.infolist() if member.flag_bits & 1]
        unpacked = sum(member.file_size for member in archive.infolist())
    if encrypted:
        raise mistake(path, "encrypted", f"`{encrypted[0]}` in it is encrypted", "Save it without a password.")
    if unpacked > MOST_UNPACKED:
        raise mistake(path, "too_large", f"It unpacks to {unpacked >> 30} GiB, more than {MOST_UNPACKED >> 30}")
    chosen = tuple(sorted(name for name in names if Path(name).suffix.lower() in readable))
    if not chosen:
        raise mistake(
            path,
            "nothing_readable",
            f"No file in it ends in {', '.join(readable)}",
            "Name the file that holds the rows.",
        )
    return chosen


@contextmanager
def opened(place: Place) -> Iterator[IO[bytes]]:
    """The bytes of a file, or of a zip's member, unpacked. Raises BadInput where they cannot be unpacked."""
    path, member = place.path, place.member
    try:
        if member:
            with _archive(path) as archive, archive.open(member) as stream:
                yield stream
        elif _magic(path)[:2] == _GZIP:
            with gzip.open(path) as stream:
                yield stream  # type: ignore[misc]
        else:
            with path.open("rb") as plain:
                yield plain
    except BROKEN as error:
        raise mistake(path, "broken_archive", "It is cut off or damaged", "Copy or download it again.") from error


@contextmanager
def as_file(place: Place) -> Iterator[Path]:
    """A file on disk that holds the unpacked bytes, for readers that have to seek. Its name is one of ours."""
    if not place.member and _magic(place.path)[:2] != _GZIP:
        yield place.path
        return
    with opened(place) as packed, tempfile.NamedTemporaryFile(prefix="desirepath-") as plain:
        shutil.copyfileobj(packed, plain)
        plain.flush()
        yield Path(plain.name)


def mistake(path: Path, code: str, what: str, mend: str = "", line: int | None = None) -> BadInput:
    """A mistake of a file as a whole, or at one of its lines."""
    return BadInput(Mistake(code=code, what=what, mend=mend, file=path.name, line=line))


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise mistake(path, "broken_archive", "It is cut off or damaged", "Copy or download it again.") from error


def _magic(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(4)
