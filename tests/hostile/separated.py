"""Texts with separators that are endless, uneven, in odd encodings, or no texts at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.hostile.archives import GOOD, HEAD, ROWS, zipped
from tests.hostile.door import Hostile

GIGABYTE = 1 << 30
THIRD = "2,a,2025-09-02T08:00:00Z\n"


def endless(beginning: bytes, size: int = GIGABYTE) -> Callable[[Path], None]:
    """A file that begins like this and goes on with zeros, which take no room on the disk."""

    def write(file: Path) -> None:
        with file.open("wb") as out:
            out.write(beginning)
            out.truncate(size)

    return write


def repeated(beginning: str, piece: str, times: int, end: str = "") -> Callable[[Path], None]:
    """A file of a beginning, a piece many times, and an end."""

    def write(file: Path) -> None:
        with file.open("w", encoding="utf-8", newline="") as out:
            out.write(beginning)
            for _ in range(times // 1_000):
                out.write(piece * 1_000)
            out.write(end)

    return write


def numbered(beginning: str, row: str, rows: int, end: str = "") -> Callable[[Path], None]:
    """A file of a beginning, rows in which `#` is the row's number, and an end."""

    def write(file: Path) -> None:
        first, *others = row.split("#")
        with file.open("w", encoding="utf-8", newline="") as out:
            out.write(beginning)
            for start in range(0, rows, 10_000):
                numbers = map(str, range(start, start + 10_000))
                out.write("".join(first + "".join(number + part for part in others) for number in numbers))
            out.write(end)

    return write


def noise(size: int) -> bytes:
    """Bytes without any order; the same each time."""
    value, found = 45, bytearray()
    for _ in range(size):
        value = (value * 1_103_515_245 + 12_345) % (1 << 31)
        found.append(value >> 16 & 255)
    return bytes(found)


def many_columns(number: int) -> str:
    return ",".join(["case_id", "activity", "at", *(f"c{n}" for n in range(number - 3))]) + "\n" + ROWS.splitlines()[0] + "," * (number - 3) + "\n"  # fmt: skip


PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"

CASES = {
    "nothing at all": Hostile("e.csv", b"", "e.csv: It is empty. The first line must name the columns."),
    "a byte order mark alone": Hostile("e.csv", b"\xef\xbb\xbf", "e.csv: It begins with no name of a column. The first line must name the columns."),
    "half a byte order mark": Hostile("e.csv", b"\xff\xfe", "e.csv: It begins with no name of a column. The first line must name the columns."),
    "line breaks alone": Hostile("e.csv", b"\r\n" * 5_000, "e.csv: It begins with no name of a column. The first line must name the columns."),
    "blanks alone": Hostile("e.csv", b" " * 100_000, "e.csv: It begins with no name of a column. The first line must name the columns."),
    "separators alone": Hostile("e.csv", b",,,,\n" * 1_000, "e.csv: It begins with no name of a column. The first line must name the columns."),
    "a header alone": Hostile("e.csv", HEAD, "e.csv: there is no event that can be used. Is this the file?"),
    "a header without a line break": Hostile("e.csv", HEAD.strip(), "e.csv: there is no event that can be used. Is this the file?"),
    "one row": Hostile("e.csv", HEAD + ROWS.splitlines()[0], "1 rows"),
    "a million line breaks": Hostile("e.csv", repeated(HEAD, "\n", 1_000_000, ROWS), "2 rows"),
    "a million rows of separators": Hostile("e.csv", repeated(GOOD.decode(), ",,\n", 1_000_000), "2 rows, 1,000,000 set aside: e.csv:4: `case_id` is empty", is_long=True),
    "a gigabyte without a line break": Hostile("e.csv", endless(b""), "e.csv: It begins with no name of a column. The first line must name the columns."),
    "a gigabyte in one row": Hostile("e.csv", endless(GOOD), "2 rows", is_long=True),
    "a gigabyte in one quoted field": Hostile("e.csv", endless(GOOD + b'2,"'), "2 rows, 1 set aside: e.csv: has 2 fields where the header has 3", is_long=True),
    "a gigabyte in one row of UTF-16": Hostile("e.csv", endless(GOOD.decode().encode("utf-16")), "2 rows", is_long=True),
    "a gigabyte in a header": Hostile("e.csv", endless(b"case_id,activity,at"), "e.csv:1: Its header is longer than 256 KiB. Look for a quote that is never closed."),
    "sixteen megabytes in one row": Hostile("e.csv", repeated(GOOD.decode() + "2,", "x" * 1_000, 16_000, ",2025-09-01\n"), "3 rows", is_long=True),
    "seven megabytes in one field": Hostile("e.csv", repeated(GOOD.decode() + "2,", "x" * 1_000, 7_000, ",2025-09-01\n"), "3 rows", is_long=True),
    "a hundred thousand columns": Hostile("e.csv", many_columns(100_000), "e.csv:1: Its header is longer than 256 KiB. Look for a quote that is never closed."),
    "a hundred thousand columns with a name of their own": Hostile("e.csv", ",".join("c" * 50 + str(n) for n in range(100_000)), "e.csv:1: Its header is longer than 256 KiB. Look for a quote that is never closed."),
    "ten thousand columns": Hostile("e.csv", many_columns(10_000), "1 rows", is_long=True),
    "a million rows with a field too many": Hostile("e.csv", numbered(GOOD.decode(), "#,a,2025-09-01,x\n", 1_000_000), "e.csv: Most of its rows have another number of fields than the header, which has 3. Is it one table, with one separator?", is_long=True),
    "a million rows of which every other lacks a field": Hostile("e.csv", numbered(GOOD.decode(), "#,a\n#,a,2025-09-02T08:00:00Z\n", 500_000), "500,002 rows, 500,000 set aside: e.csv:4: has 2 fields where the header has 3", is_long=True),
    "a million different activities": Hostile("e.csv", numbered(HEAD, "#,a#,2025-09-01T08:00:00Z\n", 1_000_000), "e.csv: `activity` has about 1,020,270 different values, more than 10,000. Is it the right column? Activities are the few things that are done again and again.", is_long=True),
    "a million different cases": Hostile("e.csv", numbered(HEAD, "#,a,2025-09-01T08:00:00Z\n", 1_000_000), "1,000,000 rows", is_long=True),
    "a million different reasons": Hostile("e.csv", numbered(GOOD.decode(), "1,a,at #\n", 1_000_000), "2 rows, 1,000,000 set aside: e.csv:4: `at` is `at 0`, no time between 1900 and 2100 in the format of the others", is_long=True),
    "a million events with one id": Hostile("e.csv", repeated("event_id,case_id,activity,at\n", "7,1,a,2025-09-01T08:00:00Z\n", 1_000_000), "1 rows", is_long=True),
    "a quote that is never closed": Hostile("e.csv", GOOD + b'2,"a,2025-09-01\n' + GOOD[20:] * 20_000, "2 rows, 1 set aside: e.csv:4: has 2 fields where the header has 3, and goes on for 40,001 lines: is a quote never closed?"),
    "a quote that is never closed, in a short file": Hostile("e.csv", GOOD + b'2,"a,2025-09-01\n' + GOOD[20:], "2 rows, 1 set aside: e.csv:4: has 2 fields where the header has 3"),
    "a quote that is never closed in the header": Hostile("e.csv", b'case_id,"activity,at\n' + GOOD[20:] * 20_000, "e.csv:1: Its header is longer than 256 KiB. Look for a quote that is never closed."),
    "a quote in the middle of a field": Hostile("e.csv", GOOD + b'2,a"b"c,2025-09-01T08:00:00Z\n', "3 rows"),
    "a hundred thousand quotes": Hostile("e.csv", GOOD + b"2," + b'"' * 100_000 + b",2025-09-01T08:00:00Z\n", "3 rows"),
    "quotes with backslashes": Hostile("e.csv", GOOD + b'2,"a\\"b",2025-09-01T08:00:00Z\n', "3 rows"),
    "line ends of all kinds": Hostile("e.csv", b"case_id,activity,at\r\n1,a,2025-09-01T08:00:00Z\n1,b,2025-09-01T09:00:00Z\r2,a,2025-09-01T09:00:00Z\r\r\n", "3 rows"),
    "carriage returns alone": Hostile("e.csv", GOOD.replace(b"\n", b"\r"), "2 rows"),
    "line ends of Unicode": Hostile("e.csv", (HEAD + ROWS).replace("\n", "\u2028"), "rollout.yaml:6: e.csv, read as table `events`, has no column `at`. Did you mean `at\ufffd1`? Say under `columns` what the file calls it."),
    "a separator of each kind": Hostile("e.csv", "case_id;activity\tat|x\n1;a\t2025-09-01|y\n", "rollout.yaml:6: e.csv, read as table `events`, has no column `activity`. Did you mean `activity\ufffdat|x`? Say under `columns` what the file calls it."),
    "zeros between the letters": Hostile("e.csv", GOOD.replace(b"a", b"a\0"), "2 rows"),
    "a zero in the header": Hostile("e.csv", GOOD.replace(b"case_id", b"case\0_id"), "2 rows"),
    "zeros alone": Hostile("e.csv", bytes(100_000), "e.csv: It begins with no name of a column. The first line must name the columns."),
    "a zero in every field": Hostile("e.csv", GOOD + b"\0,\0,\0\n", "2 rows, 1 set aside: e.csv:4: `case_id` is empty"),
    "UTF-16 without a mark": Hostile("e.csv", GOOD.decode().encode("utf-16-le"), "2 rows"),
    "UTF-16 the other way round": Hostile("e.csv", b"\xfe\xff" + GOOD.decode().encode("utf-16-be"), "2 rows"),
    "UTF-16 that is cut in a letter": Hostile("e.csv", GOOD.decode().encode("utf-16")[:-1], "1 rows, 1 set aside: e.csv:3: `at` is `2025-09-01T09:00:00Z\ufffd`, no time between 1900 and 2100 in the format of the others"),
    "UTF-16 with half a pair": Hostile("e.csv", (HEAD + ROWS).encode("utf-16") + b"\x3d\xd8,\0", "2 rows, 1 set aside: e.csv:4: has 2 fields where the header has 3"),
    "UTF-32": Hostile("e.csv", GOOD.decode().encode("utf-32"), "2 rows"),
    "UTF-7": Hostile("e.csv", b"+AGMAYQBz-e_id,activity,at\n1,+AOQ-,2025-09-01T08:00:00Z\n", "rollout.yaml:6: e.csv, read as table `events`, has no column `case_id`. There is: `+AGMAYQBz-e_id`, `activity`, `at`. Say under `columns` what the file calls it."),
    "overlong UTF-8": Hostile("e.csv", GOOD + b"2,\xc0\xaf\xe0\x80\xaf,2025-09-01T08:00:00Z\n", "3 rows"),
    "half a pair in UTF-8": Hostile("e.csv", GOOD + b"2,\xed\xa0\x80,2025-09-01T08:00:00Z\n", "3 rows"),
    "UTF-8 that turns into something else": Hostile("e.csv", GOOD + THIRD.encode() * 20_000 + b"3,\xe4\xff,2025-09-01T08:00:00Z\n", "20,003 rows", is_long=True),
    "a mark of every kind, one after the other": Hostile("e.csv", b"\xef\xbb\xbf\xff\xfe\xfe\xff\0\0" + GOOD, "rollout.yaml:6: e.csv, read as table `events`, has no column `case_id`. Did you mean `\ufffd\ufffd\ufffd\ufffdcase_id`? Say under `columns` what the file calls it."),
    "two marks": Hostile("e.csv", b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD, "rollout.yaml:6: e.csv, read as table `events`, has no column `case_id`. Did you mean `\ufffdcase_id`? Say under `columns` what the file calls it."),
    "signs that steer the terminal": Hostile("e.csv", GOOD + b"2,\x1b]0;owned\x07\x1b[2J\x9b31m,2025-09-01T08:00:00Z\n", "3 rows"),
    "activities that steer the terminal": Hostile("e.csv", HEAD + "1,\x1b[2Ja\u202e,2025-09-01T08:00:00Z\n" * 30, "30 rows"),
    "a header that steers the terminal": Hostile("e.csv", b"\x1b[2Jcase,activity,at\n1,a,2025-09-01\n", "rollout.yaml:6: e.csv, read as table `events`, has no column `case_id`. There is: `\ufffd[2Jcase`, `activity`, `at`. Say under `columns` what the file calls it."),
    "activities that read backwards": Hostile("e.csv", GOOD + "2,\u202etxt\u2066\u200b,2025-09-01T08:00:00Z\n".encode(), "3 rows"),
    "a header of two hundred kilobytes": Hostile("e.csv", "case" * 50_000 + ",activity,at\n1,a,2025-09-01\n", "rollout.yaml:6: e.csv, read as table `events`, has no column `case_id`. There is: `activity`, `at`, `casecasecasecasecasecasecasecasecasecasecasecasecasecasecase…`. Say under `columns` what the file calls it."),
    "a header of twelve long names": Hostile("e.csv", ",".join("column" * 100 + str(n) for n in range(12)) + "\n1\n", "rollout.yaml:6: e.csv, read as table `events`, has no column `case_id`. There is: `columncolumncolumncolumncolumncolumncolumncolumncolumncolumn…`, `columncolumncolumncolumncolumncolumncolumncolumncolumncolumn…`, `columncolumncolumncolumncolumncolumncolumncolumncolumncolumn…`, …. Say under `columns` what the file calls it."),
    "a header of markup": Hostile("e.csv", "[bold red]case[/],<script>alert(1)</script>,{{7*7}}\n1,a,2025-09-01\n", "rollout.yaml:6: e.csv, read as table `events`, has no column `case_id`. There is: `<script>alert(1)</script>`, `[bold red]case[/]`, `{{7*7}}`. Say under `columns` what the file calls it."),
    "formulas in cells": Hostile("e.csv", GOOD + b"=1+1,\"=cmd|'/C calc'!A0\",2025-09-01T08:00:00Z\n", "3 rows"),
    "a time that is a formula": Hostile("e.csv", GOOD + b'2,a,"=HYPERLINK(""http://example.com"")"\n', '2 rows, 1 set aside: e.csv:4: `at` is `=HYPERLINK("http://example.com")`, no time between 1900 and 2100 in the format of the others'),
    "times of all zones": Hostile("e.csv", HEAD + "1,a,2025-09-01T08:00:00+02:00\n1,b,2025-09-01T09:00:00-11:30\n2,a,2025-09-01T09:00:00\n2,b,2025-09-01T09:00:00Z\n", "4 rows"),
    "times of names of zones": Hostile("e.csv", GOOD + b"2,a,2025-09-01 09:00:00 CST\n2,b,2025-09-01 09:00:00 Mars/Olympus\n", "2 rows, 2 set aside: e.csv:4: `at` is `2025-09-01 09:00:00 CST`, no time between 1900 and 2100 in the format of the others"),
    "a zone a year ahead": Hostile("e.csv", GOOD + b"2,a,2025-09-01T08:00:00+99:99\n", "2 rows, 1 set aside: e.csv:4: `at` is `2025-09-01T08:00:00+99:99`, no time between 1900 and 2100 in the format of the others"),
    "days before months and after": Hostile("e.csv", HEAD + "1,a,13/09/2025\n1,b,09/13/2025\n", "1 rows, 1 set aside: e.csv:3: `at` is `09/13/2025`, no time between 1900 and 2100 in the format of the others"),
    "1848": Hostile("e.csv", GOOD + b"2,a,1848-03-18T00:00:00Z\n", "2 rows, 1 set aside: e.csv:4: `at` is `1848-03-18T00:00:00Z`, no time between 1900 and 2100 in the format of the others"),
    "1948": Hostile("e.csv", GOOD + b"2,a,1948-06-20T00:00:00Z\n", "3 rows"),
    "2060": Hostile("e.csv", GOOD + b"2,a,2060-01-01T00:00:00Z\n", "3 rows"),
    "9999": Hostile("e.csv", GOOD + b"2,a,9999-12-31T23:59:59Z\n", "2 rows, 1 set aside: e.csv:4: `at` is `9999-12-31T23:59:59Z`, no time between 1900 and 2100 in the format of the others"),
    "the year 10000": Hostile("e.csv", GOOD + b"2,a,10000-01-01T00:00:00Z\n", "2 rows, 1 set aside: e.csv:4: `at` is `10000-01-01T00:00:00Z`, no time between 1900 and 2100 in the format of the others"),
    "the year zero": Hostile("e.csv", GOOD + b"2,a,0000-00-00T00:00:00Z\n", "2 rows, 1 set aside: e.csv:4: `at` is `0000-00-00T00:00:00Z`, no time between 1900 and 2100 in the format of the others"),
    "all of them in 1848": Hostile("e.csv", HEAD + "1,a,1848-03-18\n1,b,1848-03-19\n", "e.csv: there is no event that can be used (1 rows: `at` is `1848-03-18`, no time between 1900 and 2100 in the format of the others; 1 rows: `at` is `1848-03-19`, no time between 1900 and 2100 in the format of the others). Is this the file?"),
    "numbers beyond all times": Hostile("e.csv", HEAD + "1,a,1756713600\n1,b," + "9" * 400 + "\n2,a,1e308\n2,b,NaN\n", "1 rows, 3 set aside: e.csv:3: `at` is `9999999999999999999999999999999999999999…`, no time between 1900 and 2100 in the format of the others"),
    "a zero day and a thirteenth month": Hostile("e.csv", GOOD + b"2,a,2025-13-00T25:61:61Z\n", "2 rows, 1 set aside: e.csv:4: `at` is `2025-13-00T25:61:61Z`, no time between 1900 and 2100 in the format of the others"),
    "a header that occurs twice": Hostile("e.csv", b"case_id,activity,at,at\n1,a,2025-09-01,2025-09-02\n", "e.csv:1: The column `at` occurs twice. Rename one of them."),
    "a header that is quoted again and again": Hostile("e.csv", b'"""case_id""","""activity""","""at"""\n1,a,2025-09-01\n', 'rollout.yaml:6: e.csv, read as table `events`, has no column `case_id`. Did you mean `"case_id"`? Say under `columns` what the file calls it.'),
    "noise": Hostile("e.csv", noise(20_000), "rollout.yaml:6: e.csv, read as table `events`, has no column `case_id`. There is: `ry\ufffd\ufffd\u00ee\u00d7\u00d4\ufffdE\ufffd\ufffd\ufffd\u00b7Z\ufffd\u00d7\ufffd\ufffds\u01530\u00ca\u00d5\u00e1;`, `\u00dbq\ufffd\u2030\ufffd\u00da\ufffd\ufffdO\u00d7\u00dc\u00ac\ufffd\u00cf;\u017d\u00f9\u00de\ufffd\u2020l`. Say under `columns` what the file calls it."),
    "noise behind a sound beginning": Hostile("e.csv", GOOD + noise(20_000), "2 rows, 146 set aside: e.csv:4: has 2 fields where the header has 3"),
    "a document": Hostile("e.csv", PDF + GOOD, "e.csv: It is no text but a PDF. Is the ending of its name right?"),
    "a picture": Hostile("e.csv", b"\x89PNG\r\n\x1a\n" + noise(500), "e.csv: It is no text but a picture. Is the ending of its name right?"),
    "a program": Hostile("e.csv", b"\x7fELF\x02\x01\x01" + bytes(500), "e.csv: It is no text but a program. Is the ending of its name right?"),
    "a workbook": Hostile("e.csv", zipped(("xl/workbook.xml", b"<workbook/>")), "e.csv: It is no text but a zip or a workbook. Is the ending of its name right?"),
    "an older workbook": Hostile("e.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "e.csv: It is no text but a document or workbook of an older form. Is the ending of its name right?"),
    "a database": Hostile("e.csv", b"SQLite format 3\0" + bytes(2_000), "e.csv: It is no text but an SQLite database. Is the ending of its name right?"),
    "Parquet": Hostile("e.csv", b"PAR1" + bytes(100) + b"PAR1", "e.csv: It is no text but Parquet. Is the ending of its name right?"),
    "a page": Hostile("e.csv", b"<!DOCTYPE html><html><body>Please log in, then try again</body></html>\n", "rollout.yaml:6: e.csv, read as table `events`, has no column `case_id`. There is: `<!DOCTYPE html><html><body>Please log in`, `then try again</body></html>`. Say under `columns` what the file calls it."),
    "JSON": Hostile("e.csv", b'[{"case_id": "1", "activity": "a", "at": "2025-09-01"}]', 'rollout.yaml:6: e.csv, read as table `events`, has no column `case_id`. Did you mean `[{"case_id": "1"`? Say under `columns` what the file calls it.'),
    "a key": Hostile("e.csv", b"-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n", "rollout.yaml:6: e.csv, read as table `events`, has no column `case_id`. There is: `-----BEGIN RSA PRIVATE KEY-----`. Say under `columns` what the file calls it."),
    "a name with a line break": Hostile("e\n\x1b[31m.csv", GOOD, "rollout.yaml:6: `file` holds a control character. Remove it."),
    "a name that reads backwards": Hostile("e\u202evsc.csv", GOOD, "2 rows"),
    "a name of 240 letters": Hostile("e" * 240 + ".csv", b"x,y\n1,2\n", "rollout.yaml:6: eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee.csv, read as table `events`, has no column `case_id`. There is: `x`, `y`. Say under `columns` what the file calls it."),
    "a name of markup": Hostile("[bold]e.csv", GOOD, "2 rows"),
}  # fmt: skip
