"""Whether a workbook is fit to be opened: a zip that does no harm, and sheets whose cells stand together.

A sheet is held as a full grid, 32 bytes a cell: two cells in opposite corners would take half a terabyte. The size
that a sheet declares costs nothing and is not looked at; but room for as many texts as a workbook declares is taken
before the first is read.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO
from xml.parsers import expat

from desirepath.connectors.containers import BROKEN, mistake, safe_members, shown
from desirepath.vocabulary.errors import BadInput

MOST_PARTS = 10_000
"""Files in a workbook: a large one has some thousands of drawings and comments."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
ALWAYS_HELD = 4 << 20
"""Cells of a grid that are held whatever stands in them: 128 MiB."""
MOST_EMPTY = 16
"""Cells of a grid for one that is filled. Sheets that people fill have two or three."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = (*BROKEN, RuntimeError, OSError)
"""What a zip's reader raises where a few bytes are wrong: it may seem to ask for a feature, or a place before 0."""
_PIECE = 1 << 20
_LONGEST_PLACE = 1 << 12
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)""")
_DECLARED, _TEXTS = b"uniqueCount", re.compile(rb"""uniqueCount\s*=\s*["'](\d{1,20})""")
_PLAIN_PLACE = re.compile(rb' r="([A-Za-z]*)(\d+)')


@dataclass(slots=True)
class _Grid:
    """The grid that holds some cells, and how many texts are declared."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    texts: int = 0

    def hold(self, column: int, row: int) -> None:
        self.columns, self.rows = max(self.columns, column), max(self.rows, row)

    @property
    def fits(self) -> bool:
        """Whether it is one that a spreadsheet can have, and not nearly empty."""
        inside = self.rows <= MOST_ROWS and self.columns <= MOST_COLUMNS
        return inside and self.rows * self.columns <= max(ALWAYS_HELD, MOST_EMPTY * self.cells)


def refuse_what_does_harm(path: Path, called: Path) -> None:
    """Raise BadInput, of the file as it is `called`, where it is no XLSX or opening it would take too much memory."""
    _refuse_other_forms(path, called)
    try:
        members = safe_members(path, MOST_PARTS)
        if "xl/workbook.xml" not in {member.filename.lower() for member in members}:
            raise no_workbook(called)
        with zipfile.ZipFile(path) as archive:
            for member in members:
                grid = _grid_of_all_places(archive, member)
                if grid.texts > member.file_size // len(b"<si/>"):
                    what = f"It says that it holds {grid.texts:,} texts, which it cannot"
                    raise mistake(called, "too_many_texts", what, "Save it again in a spreadsheet program.")
                if not grid.fits:
                    grid = _grid_of_filled_cells(archive, member)
                if not grid.fits:
                    raise _too_sparse(called, member.filename, grid)
    except BadInput as refused:
        raise BadInput(*(replace(one, file=called.name) for one in refused.mistakes)) from refused
    except _DAMAGED as error:
        raise mistake(called, "broken_archive", "It is cut off or damaged", "Copy or download it again.") from error


def no_workbook(called: Path) -> BadInput:
    """What to say of a file that is no XLSX."""
    what = "It is no XLSX workbook, or it is damaged"
    return mistake(called, "not_a_workbook", what, "Save it as .xlsx in a spreadsheet program.")


def _refuse_other_forms(path: Path, called: Path) -> None:
    with path.open("rb") as stream:
        if stream.read(len(_ZIP)) == _ZIP:
            return
    content = path.read_bytes()
    if not content.startswith(_OLE):
        raise no_workbook(called)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise mistake(called, "encrypted", "It has a password, or a label protects it", "Save it without.")
    what = "It is a workbook of the older form, .xls"
    raise mistake(called, "older_workbook", what, "Save it as .xlsx in a spreadsheet program.")


def _too_sparse(called: Path, member: str, grid: _Grid) -> BadInput:
    name = shown(Path(member).stem)
    what = f"Its part `{name}` spans {grid.rows:,} rows and {grid.columns:,} columns, but has {grid.cells:,} cells"
    return mistake(called, "too_sparse", what, "Delete what stands far out, or save the sheet as CSV.")


def _grid_of_all_places(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> _Grid:
    """The grid of everything that is placed (`r="C7"`), empty cells with a colour too: quick, and never too small."""
    grid, rest = _Grid(), b""
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            text = rest + piece
            found = (_PLAIN_PLACE if _is_plain(text) else _PLACE).findall(text)
            grid.cells += sum(1 for letters, _ in found if letters)
            grid.hold(
                max((_column(letters) for letters in {letters for letters, _ in found}), default=0),
                max((_row(digits) for digits in {digits for _, digits in found}), default=0),
            )
            grid.texts = max([grid.texts, *map(int, _TEXTS.findall(text) if _DECLARED in text else ())])
            rest = text[-_LONGEST_PLACE:]
    return grid


def _is_plain(text: bytes) -> bool:
    """Whether attributes can only be written ` r="`: blanks alone between them, none around the sign, double quotes."""
    return not any(sign in text for sign in (b"'", b"\n", b"\r", b"\t", b" =", b"= "))


def _column(letters: bytes | str) -> int:
    """C is 3, AA is 27; what has more than three letters lies outside."""
    if len(letters) > 3:
        return MOST_COLUMNS + 1
    plain = letters.decode() if isinstance(letters, bytes) else letters
    number = 0
    for letter in plain.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _row(digits: bytes | str) -> int:
    return int(digits) if len(digits) <= 7 else MOST_ROWS + 1


@dataclass(slots=True)
class _FilledCells:
    """The cells with a value of a sheet that the XML parser goes over."""

    grid: _Grid = field(default_factory=_Grid)
    _place: str = ""
    _row: str = "0"

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "row":
                self._row = attributes.get("r", self._row)
            case "c":
                self._place = attributes.get("r", "")
            case "v" | "is":
                letters = self._place.rstrip("0123456789")
                self.grid.hold(_column(letters), _row(self._place[len(letters) :] or self._row))
                self.grid.cells += 1


def _grid_of_filled_cells(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> _Grid:
    """The grid of the cells with a value: slower, for sheets of which many cells only have a colour."""
    filled = _FilledCells()
    parser = expat.ParserCreate()
    parser.StartElementHandler = filled.start
    with archive.open(member) as stream:
        _parse(parser, stream)
    return filled.grid


def _parse(parser: expat.XMLParserType, stream: IO[bytes]) -> None:
    try:
        while piece := stream.read(_PIECE):
            parser.Parse(piece, False)  # noqa: FBT003 - expat's own
    except (expat.ExpatError, LookupError, ValueError):
        return  # no XML, so no sheet: whether it is one that counts, the reader of workbooks says
