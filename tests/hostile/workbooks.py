"""Workbooks with bombs in their parts, cells in far corners, formulas, macros, and links to elsewhere."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.hostile.archives import _FLAGS_IN_DIRECTORY, _FLAGS_IN_LOCAL, GOOD, overlapping, patched, zipped
from tests.hostile.door import Hostile, later
from tests.hostile.markup import LAUGHS, XML
from tests.hostile.separated import noise

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = "http://schemas.openxmlformats.org/package/2006"
HEADER = ("case_id", "activity", "at")
ROWS = (("1", "a", "2025-09-01T08:00:00Z"), ("1", "b", "2025-09-01T09:00:00Z"))
TYPES = (
    f'{XML}<Types xmlns="{PARTS}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
TO_WORKBOOK = f'{XML}<Relationships xmlns="{PARTS}/relationships"><Relationship Id="r1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'  # fmt: skip
TO_SHEETS = (
    f'{XML}<Relationships xmlns="{PARTS}/relationships">'
    f'<Relationship Id="r1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
BOOK = f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="Log" sheetId="1" r:id="r1"/></sheets></workbook>'


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *texts: str) -> str:
    cells = "".join(text_cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(texts))
    return f'<row r="{number}">{cells}</row>'


def sheet(*more: str, before: str = "", after: str = "") -> str:
    """A sheet with a header, two rows, and what else is written below."""
    rows = "".join(row(number, *texts) for number, texts in enumerate((HEADER, *ROWS), 1))
    return f'{XML}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}{"".join(more)}</sheetData>{after}</worksheet>'


def book(sheet_text: str | None = None, **parts: str | bytes | None) -> bytes:
    """A workbook of one sheet; parts by their names, `/` written `__` and `.` written `_dot_`, replace or add."""
    members: dict[str, str | bytes | None] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": TO_WORKBOOK,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": TO_SHEETS,
        "xl/worksheets/sheet1.xml": sheet() if sheet_text is None else sheet_text,
        "xl/sharedStrings.xml": f'{XML}<sst xmlns="{MAIN}"><si><t>x</t></si></sst>',
        **{name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()},
    }
    return zipped(*((name, part.encode() if isinstance(part, str) else part) for name, part in members.items() if part is not None))  # fmt: skip


def large(
    beginning: str, piece: str, times: int, end: str, part: str = "xl/worksheets/sheet1.xml"
) -> Callable[[Path], None]:
    """A workbook of which one part is a piece many times."""

    def write(file: Path) -> None:
        file.write_bytes(book(**{part.replace("/", "__").replace(".", "_dot_"): beginning + piece * times + end}))

    return write


def shared(texts: str) -> str:
    return f'{XML}<sst xmlns="{MAIN}">{texts}</sst>'


SHEET, STRINGS, RELS = (
    "xl__worksheets__sheet1_dot_xml",
    "xl__sharedStrings_dot_xml",
    "xl___rels__workbook_dot_xml_dot_rels",
)
OPEN = f'{XML}<worksheet xmlns="{MAIN}"><sheetData>'
CLOSE = "</sheetData></worksheet>"
FOURTH = row(4, "2", "a", "2025-09-02T08:00:00Z")
SOUND = book()


def cut(share: int) -> bytes:
    return SOUND[: len(SOUND) * share // 100]


def with_part(name: str, content: bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    return book(**{name.replace("/", "__").replace(".", "_dot_"): content}) if packing else b""


CASES = {
    "a workbook that is sound": Hostile("e.xlsx", SOUND, "2 rows"),
    "nothing in a workbook": Hostile("e.xlsx", b"", "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "a workbook of nothing": Hostile("e.xlsx", zipped(), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "a zip called a workbook": Hostile("e.xlsx", zipped(("e.csv", GOOD)), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "a CSV called a workbook": Hostile("e.xlsx", GOOD, "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "noise called a workbook": Hostile("e.xlsx", noise(20_000), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "an older workbook in a new name": Hostile("e.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "e.xlsx: It is a workbook of the older form, .xls. Save it as .xlsx in a spreadsheet program."),
    "a workbook with a password": Hostile("e.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500), "e.xlsx: It has a password, or a label protects it. Save it without."),
    "a workbook whose parts have a password": Hostile("e.xlsx", patched(zipped(("xl/workbook.xml", BOOK.encode())), _FLAGS_IN_LOCAL, _FLAGS_IN_DIRECTORY, "<H", 1), "e.xlsx: `xl/workbook.xml` in it is encrypted. Save it without a password."),
    **{f"a workbook cut off at {share} per cent": Hostile("e.xlsx", cut(share), "e.xlsx: It is cut off or damaged. Copy or download it again.") for share in (2, 50, 98)},
    "a workbook of overlapping parts": Hostile("e.xlsx", overlapping(900), "e.xlsx: It unpacks to more than 64 MiB, from 0.0 MiB. Unpack it yourself, look at it, and name the file that was in it."),
    "a workbook of 20,000 parts": Hostile("e.xlsx", later(lambda: book(**{f"xl__media__{n}_dot_xml": "x" for n in range(20_000)})), "e.xlsx: It holds 20,006 files, more than 10,000. Pack fewer, those that hold the rows."),
    "a billion laughs in a sheet": Hostile("e.xlsx", book(sheet(row(4, "2", "&l9;", "2025-09-02")).replace(XML, f'{XML}<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>')), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "a billion laughs in the shared texts": Hostile("e.xlsx", book(**{STRINGS: f'{XML}<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><sst xmlns="{MAIN}"><si><t>&l9;</t></si></sst>'}), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "a file in a sheet": Hostile("e.xlsx", book(sheet(row(4, "2", "&x;", "2025-09-02")).replace(XML, f'{XML}<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "a file in the workbook": Hostile("e.xlsx", book(xl__workbook_dot_xml=BOOK.replace(XML, f'{XML}<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>').replace("Log", "&x;")), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "shared texts of 200 megabytes": Hostile("e.xlsx", large(f'{XML}<sst xmlns="{MAIN}">', f"<si><t>{'x' * 1_000}</t></si>", 200_000, "</sst>", "xl/sharedStrings.xml"), "e.xlsx: It unpacks to more than 105 MiB, from 0.5 MiB. Unpack it yourself, look at it, and name the file that was in it.", is_long=True),
    "shared texts of 60 megabytes": Hostile("e.xlsx", large(f'{XML}<sst xmlns="{MAIN}">', f"<si><t>{'x' * 1_000}</t></si>", 60_000, "</sst>", "xl/sharedStrings.xml"), "2 rows", is_long=True),
    "three million shared texts": Hostile("e.xlsx", large(f'{XML}<sst xmlns="{MAIN}">', "<si><t/></si>", 3_000_000, "</sst>", "xl/sharedStrings.xml"), "2 rows", is_long=True),
    "shared texts that say they are four billion": Hostile("e.xlsx", book(**{STRINGS: f'{XML}<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295"><si><t>x</t></si></sst>'}), "e.xlsx: It says that it holds 4,294,967,295 texts, which it cannot. Save it again in a spreadsheet program."),
    "a shared text that is not there": Hostile("e.xlsx", book(sheet('<row r="4"><c r="A4" t="s"><v>99999999</v></c></row>')), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "a shared text at less than nothing": Hostile("e.xlsx", book(sheet('<row r="4"><c r="A4" t="s"><v>-1</v></c></row>')), "2 rows, 1 set aside: e.xlsx:4: `activity` is empty"),
    "a sheet that says it is full": Hostile("e.xlsx", book(sheet(before='<dimension ref="A1:XFD1048576"/>')), "2 rows"),
    "a sheet that says it has no size": Hostile("e.xlsx", book(sheet(before='<dimension ref="XFD1048576:A1"/>')), "2 rows"),
    "a sheet that says nonsense of its size": Hostile("e.xlsx", book(sheet(before='<dimension ref="ZZZZZZ99999999999"/>')), "2 rows"),
    "a cell in the last corner": Hostile("e.xlsx", book(sheet(f'<row r="1048576">{text_cell("XFD1048576", "x")}</row>')), "e.xlsx: Its part `sheet1` spans 1,048,576 rows and 16,384 columns, but has 10 cells. Delete what stands far out, or save the sheet as CSV."),
    "a cell beyond the last corner": Hostile("e.xlsx", book(sheet(f'<row r="9999999">{text_cell("ZZZ9999999", "x")}</row>')), "e.xlsx: Its part `sheet1` spans 9,999,999 rows and 18,278 columns, but has 10 cells. Delete what stands far out, or save the sheet as CSV."),
    "a cell without a place": Hostile("e.xlsx", book(sheet('<row><c t="inlineStr"><is><t>x</t></is></c></row>')), "2 rows, 1 set aside: e.xlsx:4: `activity` is empty"),
    "a cell placed by nonsense": Hostile("e.xlsx", book(sheet('<row r="x"><c r="??" t="inlineStr"><is><t>x</t></is></c></row>')), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "cells that go backwards": Hostile("e.xlsx", book(sheet(row(2, "9", "a", "2025-09-02T08:00:00Z"), row(1, "x", "y", "z"))), "rollout.yaml:6: e.xlsx, read as table `events`, has no column `case_id`. There is: `x`, `y`, `z`. Say under `columns` what the file calls it."),
    "a million empty cells with a colour": Hostile("e.xlsx", large(OPEN + row(1, *HEADER) + row(2, *ROWS[0]), '<row r="3"><c r="A3" s="1"/><c r="B3" s="1"/><c r="C3" s="1"/></row>', 300_000, CLOSE), "1 rows", is_long=True),
    "a million rows without a cell": Hostile("e.xlsx", large(OPEN + row(1, *HEADER) + row(2, *ROWS[0]), "<row/>", 1_000_000, CLOSE), "1 rows", is_long=True),
    "a row of 16,384 cells": Hostile("e.xlsx", later(lambda: book(sheet(f'<row r="4">{"".join(f"<c><v>{n}</v></c>" for n in range(16_384))}</row>'))), "2 rows, 1 set aside: e.xlsx:4: `at` is `2`, no time between 1900 and 2100 in the format of the others"),
    "a cell of thirty megabytes": Hostile("e.xlsx", large(OPEN + row(1, *HEADER) + '<row r="2"><c r="A2" t="inlineStr"><is><t>', "x" * 1_000, 30_000, f"</t></is></c></row>{CLOSE}"), "e.xlsx: there is no event that can be used (1 rows: `activity` is empty). Is this the file?"),
    "a sheet a hundred thousand elements deep": Hostile("e.xlsx", later(lambda: book(sheet("<a>" * 100_000))), "2 rows"),
    "a sheet that is no XML": Hostile("e.xlsx", book("case_id,activity,at"), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "a sheet that is cut off": Hostile("e.xlsx", book(sheet()[:-60]), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "a formula with a value": Hostile("e.xlsx", book(sheet('<row r="4"><c r="A4" t="str"><f>1+1</f><v>2</v></c>' + text_cell("B4", "a") + text_cell("C4", "2025-09-02T08:00:00Z") + "</row>")), "3 rows"),
    "a formula without a value": Hostile("e.xlsx", book(sheet('<row r="4"><c r="A4"><f>WEBSERVICE("http://127.0.0.1/")</f></c>' + text_cell("B4", "a") + text_cell("C4", "2025-09-02T08:00:00Z") + "</row>")), "2 rows, 1 set aside: e.xlsx:4: `case_id` is empty"),
    "a formula that runs a program": Hostile("e.xlsx", book(sheet('<row r="4"><c r="A4"><f>cmd|\'/C calc\'!A0</f><v>7</v></c>' + text_cell("B4", "=1+1") + text_cell("C4", "2025-09-02T08:00:00Z") + "</row>")), "3 rows"),
    "a cell with an error": Hostile("e.xlsx", book(sheet('<row r="4"><c r="A4" t="e"><v>#REF!</v></c>' + text_cell("B4", "a") + text_cell("C4", "2025-09-02") + "</row>")), "2 rows, 1 set aside: e.xlsx:4: `case_id` is empty"),
    "a cell of a kind that nobody knows": Hostile("e.xlsx", book(sheet('<row r="4"><c r="A4" t="quux"><v>1</v></c></row>')), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "a number that is none": Hostile("e.xlsx", book(sheet('<row r="4"><c r="A4"><v>1e999999</v></c><c r="B4"><v>abc</v></c></row>')), "2 rows, 1 set aside: e.xlsx:4: `at` is empty"),
    "a style that is not there": Hostile("e.xlsx", book(sheet('<row r="4"><c r="A4" s="99999999"><v>1</v></c></row>')), "2 rows, 1 set aside: e.xlsx:4: `activity` is empty"),
    "a day far beyond all days": Hostile("e.xlsx", book(sheet('<row r="4"><c r="A4" t="d"><v>99999-99-99T99:99:99</v></c></row>')), "2 rows, 1 set aside: e.xlsx:4: `activity` is empty"),
    "a link to another workbook": Hostile("e.xlsx", with_part("xl/externalLinks/externalLink1.xml", f'{XML}<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{LINKS}" r:id="r1"/></externalLink>'.encode()), "2 rows"),
    "a sheet that lies at an address": Hostile("e.xlsx", book(**{RELS: TO_SHEETS.replace('Target="worksheets/sheet1.xml"', 'TargetMode="External" Target="http://127.0.0.1/sheet1.xml"')}), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "a sheet that lies two folders up": Hostile("e.xlsx", book(**{RELS: TO_SHEETS.replace("worksheets/sheet1.xml", "../../../../etc/passwd")}), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "a sheet that lies nowhere": Hostile("e.xlsx", book(**{RELS: TO_SHEETS.replace("worksheets/sheet1.xml", "worksheets/sheet9.xml")}), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "a workbook that is its own sheet": Hostile("e.xlsx", book(**{RELS: TO_SHEETS.replace("worksheets/sheet1.xml", "workbook.xml")}), "e.xlsx: No sheet in it has a header, two texts side by side at least, and rows below it. Save the sheet with the rows in it."),
    "a workbook without relations": Hostile("e.xlsx", book(**{RELS: None}), "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
    "a workbook without sheets": Hostile("e.xlsx", book(xl__workbook_dot_xml=f'{XML}<workbook xmlns="{MAIN}"/>'), "e.xlsx: No sheet in it has a header, two texts side by side at least, and rows below it. Save the sheet with the rows in it."),
    "ten thousand sheets that are one": Hostile("e.xlsx", later(lambda: book(xl__workbook_dot_xml=BOOK.replace('<sheet name="Log" sheetId="1" r:id="r1"/>', "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r1"/>' for n in range(10_000))))), "2 rows"),
    "a sheet whose name steers the terminal": Hostile("e.xlsx", book(xl__workbook_dot_xml=BOOK.replace("Log", "&#x202e;[bold]Log&#x9b;2J")), "2 rows"),
    "an object in a workbook": Hostile("e.xlsx", with_part("xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000)), "2 rows"),
    "macros in a workbook": Hostile("e.xlsm", with_part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000)), "2 rows"),
    "macros in a damaged form": Hostile("e.xlsm", with_part("xl/vbaProject.bin", b"\xff" * 1_000), "2 rows"),
    "a connection to a database": Hostile("e.xlsx", with_part("xl/connections.xml", f'{XML}<connections xmlns="{MAIN}"><connection id="1" odcFile="http://127.0.0.1/x.odc"/></connections>'.encode()), "2 rows"),
    "a header alone in a workbook": Hostile("e.xlsx", book(f"{OPEN}{row(1, *HEADER)}{CLOSE}"), "e.xlsx: No sheet in it has a header, two texts side by side at least, and rows below it. Save the sheet with the rows in it."),
    "a workbook behind a document": Hostile("e.xlsx", b"%PDF-1.7\n" + SOUND, "e.xlsx: It is no XLSX workbook, or it is damaged. Save it as .xlsx in a spreadsheet program."),
}  # fmt: skip
