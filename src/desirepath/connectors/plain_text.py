"""Text in whatever encoding, told from what is no text, and given out as UTF-8."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from desirepath.connectors.connector import Place
from desirepath.connectors.containers import mistake, opened

SAMPLE = 1 << 18
"""Bytes by which an encoding is told."""
_PIECE = 1 << 20
_WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_KINDS = (
    (0, b"PK\x03\x04", "a zip or a workbook"),
    (0, b"\x1f\x8b", "a gzip"),
    (0, b"%PDF", "a PDF"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document or workbook of an older form"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"PAR1", "Parquet"),
    (0, b"\x89PNG", "a picture"),
    (0, b"\x7fELF", "a program"),
    (257, b"ustar", "a tar archive"),
)
"""What files of other kinds have at which place."""


def refuse_other_kinds(sample: bytes, path: Path) -> None:
    """Raise BadInput where a file begins like one that is no text."""
    kind = next((kind for at, mark, kind in _OTHER_KINDS if sample.startswith(mark, at)), None)
    if kind is not None:
        raise mistake(path, "no_text", f"It is no text but {kind}", "Is the ending of its name right?")


def encoding_of(sample: bytes) -> str:
    """The encoding of a text that begins like this: by its mark, by its zeros, else UTF-8 or Windows-1252."""
    marked = next((encoding for mark, encoding in _MARKS if sample.startswith(mark)), None)
    if marked is not None:
        return marked
    first, second = sample[0:64:2], sample[1:64:2]
    if any(first) != any(second) and len(second) > 1:  # one half is zeros: the letters of a header are mostly ASCII
        return "utf-16-be" if any(second) else "utf-16-le"
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(sample)
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


@contextmanager
def opened_as_utf_8(place: Place) -> Iterator[IO[bytes]]:
    """The bytes of a file that is to hold UTF-8; of UTF-16 and UTF-32, what they are in UTF-8."""
    with opened(place) as stream:
        encoding = encoding_of(stream.read(SAMPLE))
    with opened(place) as stream:
        yield io.BufferedReader(Utf8(stream, encoding), _PIECE) if encoding in _WIDE else stream


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("windows-1252", "replace"), error.end


codecs.register_error("as windows-1252", _as_windows_1252)


class Utf8(io.RawIOBase):
    """A text in any encoding, given out as UTF-8 piece by piece, with a line break at its end and without zeros.

    Some readers take a zero for an end, and pass over what stands beside it. `zeros`: there have been some;
    `foreign`: the text begins as UTF-8, but has had other letters since.
    """

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self.foreign = self.zeros = self._is_over = False
        self._stream, self._ready, self._rest, self._last = stream, b"", b"", b"\n"
        is_utf_8 = encoding.startswith("utf-8")
        self._decoder = None if is_utf_8 else codecs.getincrementaldecoder(encoding)("replace")

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """As many bytes as are asked for, fewer only at the end."""
        size = _PIECE if size < 0 else size
        while len(self._ready) < size and not self._is_over:
            piece = self._stream.read(size - len(self._ready))
            text = self._without_zeros(self._utf_8(piece))
            self._last = text[-1:] or self._last
            self._is_over = not piece
            end = b"\n" if self._is_over and self._last != b"\n" else b""
            self._ready = self._ready + text + end if self._ready else text + end
        given, self._ready = self._ready[:size], self._ready[size:]
        return given

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - whatever memory can be written to
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def _without_zeros(self, text: bytes) -> bytes:
        if b"\0" not in text:
            return text
        self.zeros = True
        return text.translate(None, b"\0")

    def _utf_8(self, piece: bytes) -> bytes:
        if self._decoder is not None:
            return self._decoder.decode(piece, final=not piece).encode()
        text = self._rest + piece if self._rest else piece
        if text.isascii():
            self._rest = b""
            return text
        try:
            _, used = codecs.utf_8_decode(text, "strict", not piece)
            plain = text[:used]
        except UnicodeDecodeError:
            self.foreign = True
            decoded, used = codecs.utf_8_decode(text, "as windows-1252", not piece)
            plain = decoded.encode()
        self._rest = text[used:]
        return plain
