"""JSON as a stream: any Unicode encoding becomes UTF-8, what would do harm is refused, what is broken is told where.

The parser in C takes time and memory with the square of the depth, and dies on an integer of thousands of digits:
both are looked for before it sees them.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import ijson  # type: ignore[import-untyped]
import numpy as np
import numpy.typing as npt

from desirepath.connectors.connector import Place
from desirepath.connectors.containers import mistake, opened, shown
from desirepath.vocabulary.errors import BadInput

DEEPEST = 32
"""Brackets in brackets; exports have fewer than ten."""
LONGEST_NUMBER = 1_000
LONGEST_TEXT = 4 << 20
"""The parser takes time with the square of a text's length."""
_PIECE = 1 << 16
_SHOWN = 12
_LONGEST_MARK = _LONGEST_LETTER = 4
BROKEN = (ijson.JSONError, ArithmeticError, UnicodeDecodeError)
"""What the parser raises; arithmetic where a number's exponent is beyond all reason, the last for half a letter."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OPENS = np.isin(np.arange(256), list(b"[{"))
_BRACKET = _OPENS | np.isin(np.arange(256), list(b"]}"))
_DIGIT = np.isin(np.arange(256), list(b"0123456789"))

_Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Brackets:
    """The brackets of one piece of JSON that stand outside of texts: where, which, and how deep it is after each."""

    places: _Places
    letters: npt.NDArray[np.uint8]
    depths: _Places

    def opened_at(self, depth: int) -> npt.NDArray[np.bool_]:
        """Which of them open what lies at a depth."""
        return _OPENS[self.letters] & (self.depths == depth)


class JsonText:
    """The UTF-8 of a stream of JSON, piece by piece, as the parser asks for it. Raises BadInput for what does harm."""

    def __init__(self, stream: IO[bytes], path: Path) -> None:
        self._stream, self._path = stream, path
        self._scan = _Scan()
        self._decoder: codecs.IncrementalDecoder | None = None
        self._begun = False
        self._left = b""
        self.given = 0
        self.last = b""

    def read(self, size: int | None = None) -> bytes:
        """The next piece, of at most so many bytes; empty at the end."""
        if size == 0:  # the parser asks whether bytes come
            return b""
        size = size or _PIECE
        text = self._left or self._next(max(size, _LONGEST_MARK))
        self.last, self._left = text[:size], text[size:]
        if self.last:
            self._hold()
        self.given += len(self.last)
        return self.last

    @property
    def brackets(self) -> Brackets:
        """The brackets of the piece that was read last."""
        return self._scan.brackets

    def _next(self, size: int) -> bytes:
        while raw := self._stream.read(size):
            if not self._begun:
                self._begun = True
                encoding = _encoding_of(raw)
                self._decoder = codecs.getincrementaldecoder(encoding)() if encoding else None
            if piece := self._utf_8(raw):
                return piece
        return self._utf_8(b"", final=True)

    def _utf_8(self, raw: bytes, *, final: bool = False) -> bytes:
        if self._decoder is None:
            return raw
        try:
            return self._decoder.decode(raw, final).encode()
        except UnicodeError as error:
            what = "It begins as Unicode text and goes on as something else"
            raise mistake(self._path, "not_unicode", what, "Save it as UTF-8.") from error

    def _hold(self) -> None:
        self._scan.take(self.last)
        if len(self._scan.brackets.depths) and self._scan.brackets.depths.max() > DEEPEST:
            what = f"Lists and objects in it are nested more than {DEEPEST} deep"
            raise mistake(self._path, "too_deep", what, "Export it with less inside.")
        if self._scan.longest_number > LONGEST_NUMBER:
            what = f"It holds a number of more than {LONGEST_NUMBER:,} digits"
            raise mistake(self._path, "number_too_long", what, "Write it as text.")
        if self._scan.open_text > LONGEST_TEXT:
            what = f"It holds a text or a name longer than {LONGEST_TEXT >> 20} MiB"
            raise mistake(self._path, "text_too_long", what, "Export it with less inside.")


def values(place: Place, prefix: str, *, several: bool = False) -> Iterator[Any]:
    """The values at a prefix (`issues.item`), numbers with decimals as Decimal. Raises BadInput for what is no JSON.

    `several`: the file is one value after the other, and each is given.
    """
    with opened(place) as stream:
        text = JsonText(stream, place.path)
        try:
            yield from ijson.items(text, prefix, multiple_values=several, buf_size=_PIECE)
        except BROKEN as error:
            raise broken(place, text, several=several) from error


def broken(place: Place, text: JsonText, *, several: bool = False) -> BadInput:
    """What to say of a text on which the parser gave up: at which byte, from 1, and what stands there."""
    at, there = _breaks_at(place, text.given - len(text.last), several=several)
    if not there:
        what = f"It ends in the middle, after {at - 1:,} bytes" if at > 1 else "It is empty"
        return mistake(place.path, "not_json", what, "Copy or download it again.")
    what = f"It is not JSON from byte {at:,} on, at `{shown(there.decode(errors='replace'))}`"
    return mistake(place.path, "not_json", what, _mend(there))


def _mend(there: bytes) -> str:
    if there.startswith((b"NaN", b"Inf", b"-Inf")):
        return "Such numbers are no JSON: write null."
    if there[0] in b"\n\r\t":
        return "Line breaks and tabs in texts have to be escaped."
    return "Save it as UTF-8." if there[0] > ord("~") else "Export it again."


def _breaks_at(place: Place, good: int, *, several: bool) -> tuple[int, bytes]:
    """The byte at which the parser gives up, from 1, and what stands from there on: at most a few bytes.

    `good` bytes are known to be parsed; from just before there it is fed byte by byte. A second look that only
    mistakes cost.
    """
    good, enough = max(0, good - _LONGEST_LETTER), good + _PIECE + _SHOWN
    with opened(place) as stream:
        text = JsonText(stream, place.path)
        parser = ijson.basic_parse_coro(ijson.sendable_list(), multiple_values=several)
        while text.given < good:
            parser.send(text.read(min(_PIECE, good - text.given)))
        rest = b"".join(iter(lambda: text.read() if text.given < enough else b"", b""))
        for number in range(len(rest)):
            try:
                parser.send(rest[number : number + 1])
            except BROKEN:
                begin = _begin_of_word(rest, number)
                return good + begin + 1, rest[begin : begin + _SHOWN]
        return good + len(rest) + 1, b""


def _begin_of_word(text: bytes, at: int) -> int:
    """Where that begins within which the parser gave up: `-Infinity` at its I, a letter that is no UTF-8 after it."""
    if text[max(0, at - 1) : at] == b"-":
        return at - 1
    begin = at
    while begin > max(0, at - _LONGEST_LETTER) and text[begin - 1] > ord("~"):
        begin -= 1
    try:
        text[begin : at + 1].decode()
    except UnicodeDecodeError:
        return begin
    return at


def _encoding_of(beginning: bytes) -> str | None:
    """The encoding that needs decoding; None for plain UTF-8. JSON begins with a sign of ASCII, so zeros tell."""
    for mark, encoding in _MARKS:
        if beginning.startswith(mark):
            return encoding
    if beginning[1:4] == bytes(3) or beginning[:3] == bytes(3):
        return "utf-32-be" if beginning[:1] == b"\0" else "utf-32-le"
    if beginning[1:2] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if beginning[:1] == b"\0" else None


class _Scan:
    """What is open at the end of the last piece: brackets, a text, an escape, a number."""

    def __init__(self) -> None:
        self.brackets = Brackets(np.empty(0, np.int64), np.empty(0, np.uint8), np.empty(0, np.int64))
        self.longest_number = self.open_text = 0
        self._depth = self._digits = 0
        self._in_text = self._escaped = False

    def take(self, piece: bytes) -> None:
        """Find the brackets of the next piece, and how long its longest number is."""
        plain = self._without_escapes(piece)
        letters = np.frombuffer(plain, np.uint8)
        quotes = letters == ord('"')
        in_text = ((np.cumsum(quotes, dtype=np.int64) + self._in_text) & 1).astype(bool)
        self._in_text = bool(in_text[-1])
        self.open_text = (0 if quotes.any() else self.open_text + len(piece)) if self._in_text else 0
        places = np.flatnonzero(_BRACKET[letters] & ~in_text)
        found = letters[places]
        depths = self._depth + np.cumsum(np.where(_OPENS[found], 1, -1), dtype=np.int64)
        if len(depths):
            self._depth = int(depths[-1])
        self.brackets = Brackets(places, found, depths)
        self._measure_numbers(_DIGIT[letters] & ~in_text)

    def _without_escapes(self, piece: bytes) -> bytes:
        """The piece with every escaped quote and backslash made a dot, so that the quotes left begin and end texts."""
        if self._escaped:
            piece = b"." + piece[1:]
        plain = piece.replace(rb"\\", b"..").replace(rb"\"", b"..")
        self._escaped = plain.endswith(b"\\")
        return plain

    def _measure_numbers(self, digits: npt.NDArray[np.bool_]) -> None:
        between = np.concatenate([[-1 - self._digits], np.flatnonzero(~digits), [len(digits)]])
        lengths = np.diff(between) - 1
        self.longest_number = int(lengths.max())
        self._digits = int(lengths[-1])
