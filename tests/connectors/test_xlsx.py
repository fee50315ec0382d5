"""Workbooks: what people keep in them is read as it is shown, what cannot be read is said in one line."""

import datetime as dt
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desirepath.connectors import xlsx
from desirepath.vocabulary.errors import BadInput
from tests.connectors.placed import at, placed, raw, said, taken
from tests.connectors.workbooks import OLE, Cell, book, by_hand, cell, zipped

HEAD = ("case_id", "activity", "at")
DONE = dt.datetime(2025, 9, 1, 8, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
GOOD = ("C-1", "Submit", DONE)
SUBMIT = {"case_id": "C-1", "activity": "Submit", "at": at(1, 6, 30)}
NO_BOOK = "It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."
CORNERS = by_hand(f'<row r="1">{cell("A1")}</row>', f'<row r="1048576">{cell("XFD1048576")}</row>')
DAMAGED = by_hand('<row r="1"><c r="A1" t="s"><v>9</v></c></row>')

MISTAKES = {
    "nothing": (b"", NO_BOOK),
    "CSV by another name": (b"case_id,activity,at\n1,a,2025-09-01\n", NO_BOOK),
    "a web page by another name": (b"<html><table><tr><td>case_id</td></tr></table></html>", NO_BOOK),
    "an older workbook": (OLE + bytes(2000), "It is a workbook of the older form, .xls. Save it as .xlsx in a spreadsheet program."),
    "a password": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "It has a password, or a label protects it. Save it without."),
    "cut off": (book(S=[HEAD, GOOD])[:-200], "It is cut off or damaged. Copy or download it again."),
    "a text document": (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}), NO_BOOK),
    "more texts declared than fit": (by_hand(f'<row r="1">{cell("A1")}</row>', texts="<sst\nuniqueCount = '4294967295'><si><t>x</t></si></sst>"), "It says that it holds 4,294,967,295 texts, which it cannot. Save it again in a spreadsheet program."),
    "a text that is missing": (DAMAGED, NO_BOOK),
    "no sheet with rows": (book(Cover=[("Requests",)], Empty=[]), "No sheet in it has a header, two texts side by side at least, and rows below it. Save the sheet with the rows in it."),
    "a header alone": (book(S=[HEAD]), "No sheet in it has a header, two texts side by side at least, and rows below it. Save the sheet with the rows in it."),
    "one column": (book(S=[("case_id",), ("C-1",), ("C-2",)]), "No sheet in it has a header, two texts side by side at least, and rows below it. Save the sheet with the rows in it."),
    "cells in opposite corners": (CORNERS, "Its part `sheet1` spans 1,048,576 rows and 16,384 columns, but has 2 cells. Delete what stands far out, or save the sheet as CSV."),
    "a row beyond all rows": (by_hand(f'<row r="9999999999">{cell("A9999999999")}</row>'), "Its part `sheet1` spans 1,048,577 rows and 1 columns, but has 1 cells. Delete what stands far out, or save the sheet as CSV."),
    "a corner in single quotes": (by_hand(f'<row r="1">{cell("A1")}</row>', "<row r='1048576'><c\nr = 'XFD1048576'><v>1</v></c></row>"), "Its part `sheet1` spans 1,048,576 rows and 16,384 columns, but has 2 cells. Delete what stands far out, or save the sheet as CSV."),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_a_workbook_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path, case: str) -> None:
    content, what = MISTAKES[case]
    with pytest.raises(BadInput) as caught:
        taken(placed(tmp_path, "e.xlsx", content))
    assert str(caught.value) == f"e.xlsx: {what}"


def test_a_column_that_is_missing_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        taken(placed(tmp_path, "e.xlsx", book(S=[("case", "activity", "at"), GOOD])))
    assert "has no column `case_id`. Did you mean `case`?" in str(caught.value)


SHEETS = {
    "unknown": ("Exports", "It has no sheet `Exports`. Did you mean `Export`?"),
    "without a header": ("Cover", "Its sheet `Cover` has no header: no row has two texts. Write above each column what it holds."),
    "without rows": ("Template", "Its sheet `Template` has no rows below its header, row 2. Name another sheet, or export it again."),
}  # fmt: skip


@pytest.mark.parametrize("case", SHEETS)
def test_a_sheet_that_is_asked_for_and_cannot_be_read_is_refused_by_its_name(tmp_path: Path, case: str) -> None:
    sheet, what = SHEETS[case]
    content = book(Cover=[("Requests",), (3,)], Template=[(), HEAD], Export=[HEAD, GOOD])
    with pytest.raises(BadInput) as caught:
        taken(placed(tmp_path, "e.xlsx", content, sheet))
    assert str(caught.value) == f"e.xlsx: {what}"


ROWS = {
    "no case": (book(S=[HEAD, GOOD, (None, "Submit", DONE)]), "3: `case_id` is empty"),
    "below a title and empty rows": (book(S=[("Requests",), (), HEAD, (), GOOD, (None, "Submit", DONE)]), "6: `case_id` is empty"),
    "no time": (book(S=[HEAD, GOOD, ("C-1", "Submit", "soon")]), "3: `at` is `soon`, no time between 1900 and 2100 in the format of the others"),
    "a row of totals": (book(S=[HEAD, GOOD, ("Total", None, None)]), "3: `activity` is empty"),
}  # fmt: skip


@pytest.mark.parametrize("case", ROWS)
def test_a_row_that_cannot_be_used_is_set_aside_with_the_number_that_the_spreadsheet_shows(
    tmp_path: Path, case: str
) -> None:
    content, reason = ROWS[case]
    rows, aside = taken(placed(tmp_path, "e.xlsx", content))
    assert aside == [reason]
    assert len(rows) == 1


UNUSUAL = {
    "a macro workbook": ("e.xlsm", book(S=[HEAD, GOOD])),
    "in a gzip": ("e.xlsx.gz", gzip.compress(book(S=[HEAD, GOOD]))),
    "in a zip": ("e.zip", zipped({"out/e.xlsx": book(S=[HEAD, GOOD])})),
    "a cover before the sheet": ("e.xlsx", book(Cover=[("Requests of",), ("September",)], S=[HEAD, GOOD])),
    "a hidden list before the sheet": ("e.xlsx", book(hidden=["Lists"], Lists=[("a", "b"), ("c", "d")], S=[HEAD, GOOD])),
    "a title above the header": ("e.xlsx", book(S=[("Requests of September",), (), HEAD, GOOD])),
    "empty columns and rows around": ("e.xlsx", book(S=[(), (), (None, None, *HEAD), (), (None, None, *GOOD), ()])),
    "blanks and line breaks in the header": ("e.xlsx", book(S=[("Case\nID ", " Activity", "AT"), GOOD])),
    "columns without a header": ("e.xlsx", book(S=[(*HEAD, None, "note"), (*GOOD, 7, "x")])),
    "dates as text": ("e.xlsx", book(S=[HEAD, ("C-1", "Submit", "2025-09-01 08:30")])),
    "cells without places": ("e.xlsx", by_hand(f"<row>{cell('', 'case_id')}{cell('', 'activity')}{cell('', 'at')}</row>".replace(' r=""', ""), f"<row>{cell('', 'C-1')}{cell('', 'Submit')}{cell('', '2025-09-01 08:30')}</row>".replace(' r=""', ""))),
    "a size declared far too large": ("e.xlsx", by_hand(*(f'<row r="{row}">{cell(f"A{row}", a)}{cell(f"B{row}", b)}{cell(f"C{row}", c)}</row>' for row, (a, b, c) in enumerate((HEAD, ("C-1", "Submit", "2025-09-01 08:30")), 1)), before='<dimension ref="A1:XFD1048576"/>')),
    "a colour in the last corner": ("e.xlsx", by_hand(*(f'<row r="{row}">{cell(f"A{row}", a)}{cell(f"B{row}", b)}{cell(f"C{row}", c)}</row>' for row, (a, b, c) in enumerate((HEAD, ("C-1", "Submit", "2025-09-01 08:30")), 1)), '<row r="1048576"><c r="XFD1048576" s="0"/></row>')),
}  # fmt: skip


@pytest.mark.parametrize("case", UNUSUAL)
def test_workbooks_as_people_really_have_them_are_read(tmp_path: Path, case: str) -> None:
    name, content = UNUSUAL[case]
    rows, aside = taken(placed(tmp_path, name, content))
    assert [{name: value for name, value in row.items() if name != "row"} for row in rows] == [SUBMIT]
    assert aside == []


CELLS: dict[str, tuple[Cell, str | None]] = {
    "a whole number": (4711, "4711"),
    "an id of fifteen digits": (123456789012345, "123456789012345"),
    "a number with decimals": (1.5, "1.5"),
    "a sum that binary cannot hold": (0.1 + 0.2, "0.3"),
    "a very large number": (1e20, "1e+20"),
    "nought": (0, "0"),
    "yes": (True, "true"),
    "no": (False, "false"),
    "a day": (dt.date(2025, 9, 1), "2025-09-01"),
    "a moment": (dt.datetime(2025, 9, 1, 8, 30), "2025-09-01T08:30:00"),  # noqa: DTZ001
    "a moment with its fraction": (dt.datetime(2025, 9, 1, 8, 30, 0, 250_000), "2025-09-01T08:30:00.250000"),  # noqa: DTZ001
    "a time of day": (dt.time(8, 30), "08:30:00"),
    "a duration": (dt.timedelta(hours=30, minutes=15), "30:15:00"),
    "a text of digits": ("007", "007"),
    "an error that was typed": ("#N/A", "#N/A"),
    "a formula": ("=6*7", "42"),
    "nothing": (None, None),
}


@pytest.mark.parametrize("case", CELLS)
def test_a_cell_becomes_the_text_that_it_shows(tmp_path: Path, case: str) -> None:
    value, text = CELLS[case]
    place = placed(tmp_path, "e.xlsx", book(S=[("id", "value"), ("1", value)]))
    assert raw(xlsx, place) == [{"id": "1", "value": text, "line": 2}]


def test_a_cell_with_an_error_is_empty_and_a_formula_never_worked_out_too(tmp_path: Path) -> None:
    header = f'<row r="1">{cell("A1", "id")}{cell("B1", "error")}{cell("C1", "formula")}</row>'
    row = f'<row r="2">{cell("A2", "1")}<c r="B2" t="e"><v>#REF!</v></c><c r="C2"><f>6*7</f></c></row>'
    place = placed(tmp_path, "e.xlsx", by_hand(header, row))
    assert raw(xlsx, place) == [{"id": "1", "error": None, "formula": None, "line": 2}]


def test_of_merged_cells_the_first_has_the_value(tmp_path: Path) -> None:
    header = f'<row r="1">{cell("A1", "id")}{cell("B1", "unit")}</row>'
    rows = f'<row r="2">{cell("A2", "1")}{cell("B2", "north")}</row><row r="3">{cell("A3", "2")}<c r="B3"/></row>'
    content = by_hand(header, rows).replace(
        b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells>'
    )
    assert [row["unit"] for row in raw(xlsx, placed(tmp_path, "e.xlsx", content))] == ["north", None]


def test_which_sheet_is_read_is_said_and_where_the_header_stands(tmp_path: Path) -> None:
    content = book(Cover=[("Requests",)], Log=[("September",), HEAD, GOOD], Lists=[("a", "b"), ("c", "d")])
    assert said(xlsx, placed(tmp_path, "e.xlsx", content)) == [
        "e.xlsx: sheet `Log` is read; there is also `Cover`, `Lists`",
        "e.xlsx: the header is in row 2; what stands above it is passed over",
    ]


def test_nothing_is_said_of_the_only_sheet_or_of_one_that_is_named(tmp_path: Path) -> None:
    assert said(xlsx, placed(tmp_path, "one.xlsx", book(Log=[HEAD, GOOD]))) == []
    content = book(Log=[HEAD, GOOD], Lists=[("a", "b"), ("c", "d")])
    assert said(xlsx, placed(tmp_path, "two.xlsx", content, "Lists")) == []


def test_a_hidden_sheet_is_read_where_it_is_named_in_whatever_capitals(tmp_path: Path) -> None:
    content = book(hidden=["Log"], Log=[HEAD, GOOD], Lists=[("a", "b"), ("c", "d")])
    assert taken(placed(tmp_path, "e.xlsx", content, " log "))[0] == [{**SUBMIT, "row": 1}]


def test_the_sheets_of_a_workbook_are_told_with_their_rows(tmp_path: Path) -> None:
    content = book(Cover=[("Requests",)], Log=[HEAD, GOOD, (), GOOD], Lists=[("a", "b"), ("c", "d")])
    assert xlsx.parts(placed(tmp_path, "e.xlsx", content)) == {"Cover": 0, "Log": 2, "Lists": 1}


def test_a_workbook_that_has_changed_is_looked_at_anew(tmp_path: Path) -> None:
    assert xlsx.columns(placed(tmp_path, "e.xlsx", book(S=[("a", "b"), (1, 2)]))) == ("a", "b")
    assert xlsx.columns(placed(tmp_path, "e.xlsx", book(S=[("c", "d", "e"), (1, 2, 3)]))) == ("c", "d", "e")


texts = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=12)
moments = st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2090, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)
cells = st.one_of(
    st.none(),
    texts.filter(lambda text: not text.startswith("=")),
    st.integers(-(10**14), 10**14),
    st.decimals(-100_000, 100_000, places=3).map(float),
    st.booleans(),
    moments,
)


def shown(value: Cell) -> str | None:
    """What a cell shows, worked out without the connector. Midnight shows as the day alone."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value)
    if isinstance(value, dt.datetime):
        return value.isoformat().removesuffix("T00:00:00")
    return None if value in (None, "") else str(value)


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8))
def test_rows_that_are_written_are_the_rows_that_are_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Cell, ...]]
) -> None:
    place = placed(
        tmp_path_factory.mktemp("book"), "e.xlsx", book(S=[("a", "b", "c", "d"), *(("x", *row) for row in rows)])
    )
    expected = [
        {"a": "x", "b": shown(b), "c": shown(c), "d": shown(d), "line": line} for line, (b, c, d) in enumerate(rows, 2)
    ]
    assert raw(xlsx, place, "a", "b", "c", "d") == expected
