"""Files inside files: gzip and zip, opened in place by what they begin with, not by what they are called."""

from __future__ import annotations

import gzip
import io
import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

from desirepath.connectors.connector import Place
from desirepath.vocabulary.errors import BadInput, Mistake

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_PACKED_ENDINGS = (".gz", ".zip")
MOST_UNPACKED = 200 << 30
ALWAYS_UNPACKED = 64 << 20
MOST_TIMES_LARGER = 200
"""Logs pack to a thirtieth, a fiftieth at best; a file of zeros to a thousandth."""
MOST_MEMBERS = 1_000
LONGEST_NAME_SHOWN = 60
LONGEST_LINE = 16 << 20
_BLOCK = 4 << 20
_AGAIN = "Copy or download it again."
BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile)
_ODD = (zipfile.BadZipFile, RuntimeError, OSError, ValueError, struct.error)
"""What a zip's reader raises where a few bytes are wrong: they seem to ask for a password, a newer kind of zip, a
place before the file's beginning, or a name that is no text."""
_KNOWN_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def ending_of(path: Path) -> str:
    """The ending that says the format: that below `.gz`, in lower case."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return next((suffix for suffix in reversed(suffixes) if suffix not in _PACKED_ENDINGS), "")


def members_of(path: Path, readable: tuple[str, ...]) -> tuple[str, ...]:
    """The members of a zip that can be read, in the order of their names; one empty name for any other file.

    Some formats are zips themselves: a file whose ending is `readable` is never looked into. What the archive
    calls its members is only ever compared and shown, never made a path.
    """
    if path.suffix.lower() in readable:
        return ("",)
    if _magic(path) != _ZIP:
        if path.suffix.lower() == ".zip":
            raise mistake(path, "not_a_zip", "It is no zip, or nothing is in it", _AGAIN)
        return ("",)
    chosen = sorted(
        member.filename
        for member in safe_members(path)
        if member.filename  # zipfile itself stumbles over a member without a name
        and not member.is_dir()
        and "__MACOSX" not in member.filename
        and _suffix(member.filename) in readable
    )
    if not chosen:
        wanted = ", ".join(dict.fromkeys(readable))
        raise mistake(path, "nothing_readable", f"No file in it ends in {wanted}", "Name the file that holds the rows.")
    endings = sorted({_suffix(name) for name in chosen})
    if len(endings) > 1:
        what = f"Files in it end in {' and in '.join(endings)}"
        raise mistake(path, "mixed_members", what, "Pack those that hold the rows, all of one form.")
    return tuple(chosen)


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()


def safe_members(path: Path, most: int = MOST_MEMBERS) -> list[zipfile.ZipInfo]:
    """What a zip's directory lists. Raises BadInput where unpacking it could do harm, before anything is unpacked.

    That is: members that are encrypted, links, or overlap (one stretch of bytes unpacked many times), too many of
    them, or a directory that promises far more than such a file can hold.
    """
    with _archive(path) as archive:
        members = archive.infolist()
    if len(members) > most:
        what = f"It holds {len(members):,} files, more than {most:,}"
        raise mistake(path, "too_many_members", what, "Pack fewer, those that hold the rows.")
    encrypted = [member.filename for member in members if member.flag_bits & 1]
    if encrypted:
        raise mistake(path, "encrypted", f"`{shown(encrypted[0])}` in it is encrypted", "Save it without a password.")
    links = [member.filename for member in members if stat.S_ISLNK(member.external_attr >> 16)]
    if links:
        raise mistake(path, "link", f"`{shown(links[0])}` in it is a link", "Pack the file itself.")
    if any(member.compress_type not in _KNOWN_PACKING for member in members):
        raise mistake(path, "unknown_packing", "It is packed in a way that is not read", "Pack it as a plain zip.")
    refuse_bomb(path, sum(member.file_size for member in members))
    places = sorted((member.header_offset, member.header_offset + member.compress_size) for member in members)
    if any(end > start for (_, end), (start, _) in pairwise(places)):
        raise mistake(path, "overlapping_members", "Files in it overlap, which no honest archive does", _AGAIN)
    return members


def refuse_bomb(path: Path, unpacked: int) -> None:
    """Raise BadInput where a file unpacks to more than its size explains."""
    most = min(MOST_UNPACKED, max(ALWAYS_UNPACKED, MOST_TIMES_LARGER * path.stat().st_size))
    if unpacked > most:
        what = f"It unpacks to more than {most >> 20:,} MiB, from {path.stat().st_size / (1 << 20):,.1f} MiB"
        raise mistake(path, "unpacked_limit", what, "Unpack it yourself, look at it, and name the file that was in it.")


def shown(name: str) -> str:
    """A name from inside a file, fit to be shown: of bearable length and without signs that steer a terminal."""
    plain = "".join(letter if letter.isprintable() else "\ufffd" for letter in name)
    return plain if len(plain) <= LONGEST_NAME_SHOWN else f"{plain[:LONGEST_NAME_SHOWN]}…"


@contextmanager
def opened(place: Place) -> Iterator[IO[bytes]]:
    """The bytes of a file, or of a zip's member, unpacked. Raises BadInput where they cannot be unpacked."""
    path, member = place.path, place.member
    try:
        if member:
            with _archive(path) as archive, _member(archive, member, path) as stream:
                yield _Bounded(stream, path)  # type: ignore[misc]
        elif _magic(path)[:2] == _GZIP:
            with gzip.open(path) as stream:
                yield _Bounded(stream, path)  # type: ignore[misc, arg-type]
        else:
            with path.open("rb") as plain:
                yield plain
    except BROKEN as error:
        raise mistake(path, "broken_archive", "It is cut off or damaged", _AGAIN) from error


@contextmanager
def as_file(place: Place) -> Iterator[Path]:
    """A file on disk that holds the unpacked bytes, for readers that have to seek. Its name is one of ours."""
    if not place.member and _magic(place.path)[:2] != _GZIP:
        yield place.path
        return
    with opened(place) as packed, tempfile.NamedTemporaryFile(prefix="desirepath-") as plain:
        shutil.copyfileobj(packed, plain, 1 << 20)
        plain.flush()
        yield Path(plain.name)


def lines_of(stream: IO[bytes], path: Path) -> Iterator[bytes]:
    """The lines of a stream, none of which is held where it is absurdly long. Raises BadInput with its number."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise _too_long(path, number)
        yield line


def blocks_of(stream: IO[bytes], path: Path) -> Iterator[tuple[int, bytes]]:
    """Some megabytes of whole lines at a time, with the number of the first. Raises BadInput as `lines_of` does."""
    number = 1
    while block := stream.read(_BLOCK):
        end = b"" if block.endswith(b"\n") else stream.readline(LONGEST_LINE + 1)
        if len(end) > LONGEST_LINE:
            raise _too_long(path, number + block.count(b"\n"))
        yield number, block + end
        number += block.count(b"\n") + end.count(b"\n")


def _too_long(path: Path, number: int) -> BadInput:
    what = f"Its line {number:,} is longer than {LONGEST_LINE >> 20} MiB"
    return mistake(path, "line_too_long", what, "A row stands on one line, or is it another format?", number)


def mistake(path: Path, code: str, what: str, mend: str = "", line: int | None = None) -> BadInput:
    """A mistake of a file as a whole, or at one of its lines."""
    return BadInput(Mistake(code=code, what=what, mend=mend, file=path.name, line=line))


class _Bounded(io.RawIOBase):
    """An unpacked stream that refuses to give out more than the packed file explains."""

    def __init__(self, stream: IO[bytes], path: Path) -> None:
        self._stream, self._path, self._given = stream, path, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._counted(self._stream.read(size))

    def readline(self, size: int | None = -1) -> bytes:
        return self._counted(self._stream.readline(-1 if size is None else size))

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - whatever memory can be written to
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def _counted(self, piece: bytes) -> bytes:
        self._given += len(piece)
        if self._given > ALWAYS_UNPACKED:
            refuse_bomb(self._path, self._given)
        return piece


def _member(archive: zipfile.ZipFile, member: str, path: Path) -> IO[bytes]:
    try:
        return archive.open(member)
    except _ODD as error:
        raise mistake(path, "broken_archive", "It is cut off or damaged", _AGAIN) from error


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except _ODD as error:
        raise mistake(path, "broken_archive", "It is cut off or damaged", _AGAIN) from error


def _magic(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(4)
