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
    "nothing at all": Hostile("e.csv", b"", ""),
    "a byte order mark alone": Hostile("e.csv", b"\xef\xbb\xbf", ""),
    "half a byte order mark": Hostile("e.csv", b"\xff\xfe", ""),
    "line breaks alone": Hostile("e.csv", b"\r\n" * 5_000, ""),
    "blanks alone": Hostile("e.csv", b" " * 100_000, ""),
    "separators alone": Hostile("e.csv", b",,,,\n" * 1_000, ""),
    "a header alone": Hostile("e.csv", HEAD, ""),
    "a header without a line break": Hostile("e.csv", HEAD.strip(), ""),
    "one row": Hostile("e.csv", HEAD + ROWS.splitlines()[0], "1 rows"),
    "a million line breaks": Hostile("e.csv", repeated(HEAD, "\n", 1_000_000, ROWS), "2 rows"),
    "a million rows of separators": Hostile("e.csv", repeated(GOOD.decode(), ",,\n", 1_000_000), ""),
    "a gigabyte without a line break": Hostile("e.csv", endless(b""), ""),
    "a gigabyte in one row": Hostile("e.csv", endless(GOOD), ""),
    "a gigabyte in one quoted field": Hostile("e.csv", endless(GOOD + b'2,"'), ""),
    "a gigabyte in one row of UTF-16": Hostile("e.csv", endless(GOOD.decode().encode("utf-16")), ""),
    "a gigabyte in a header": Hostile("e.csv", endless(b"case_id,activity,at"), ""),
    "sixteen megabytes in one row": Hostile("e.csv", repeated(GOOD.decode() + "2,", "x" * 1_000, 16_000, ",2025-09-01\n"), ""),
    "seven megabytes in one field": Hostile("e.csv", repeated(GOOD.decode() + "2,", "x" * 1_000, 7_000, ",2025-09-01\n"), ""),
    "a hundred thousand columns": Hostile("e.csv", many_columns(100_000), ""),
    "a hundred thousand columns with a name of their own": Hostile("e.csv", ",".join("c" * 50 + str(n) for n in range(100_000)), ""),
    "ten thousand columns": Hostile("e.csv", many_columns(10_000), "1 rows"),
    "a million rows with a field too many": Hostile("e.csv", numbered(GOOD.decode(), "#,a,2025-09-01,x\n", 1_000_000), ""),
    "a million rows of which every other lacks a field": Hostile("e.csv", numbered(GOOD.decode(), "#,a\n#,a,2025-09-02T08:00:00Z\n", 500_000), ""),
    "a million different activities": Hostile("e.csv", numbered(HEAD, "#,a#,2025-09-01T08:00:00Z\n", 1_000_000), ""),
    "a million different cases": Hostile("e.csv", numbered(HEAD, "#,a,2025-09-01T08:00:00Z\n", 1_000_000), ""),
    "a million different reasons": Hostile("e.csv", numbered(GOOD.decode(), "1,a,at #\n", 1_000_000), ""),
    "a million events with one id": Hostile("e.csv", repeated("event_id,case_id,activity,at\n", "7,1,a,2025-09-01T08:00:00Z\n", 1_000_000), ""),
    "a quote that is never closed": Hostile("e.csv", GOOD + b'2,"a,2025-09-01\n' + GOOD[20:] * 20_000, ""),
    "a quote that is never closed, in a short file": Hostile("e.csv", GOOD + b'2,"a,2025-09-01\n' + GOOD[20:], ""),
    "a quote that is never closed in the header": Hostile("e.csv", b'case_id,"activity,at\n' + GOOD[20:] * 20_000, ""),
    "a quote in the middle of a field": Hostile("e.csv", GOOD + b'2,a"b"c,2025-09-01T08:00:00Z\n', "3 rows"),
    "a hundred thousand quotes": Hostile("e.csv", GOOD + b"2," + b'"' * 100_000 + b",2025-09-01T08:00:00Z\n", "3 rows"),
    "quotes with backslashes": Hostile("e.csv", GOOD + b'2,"a\\"b",2025-09-01T08:00:00Z\n', ""),
    "line ends of all kinds": Hostile("e.csv", b"case_id,activity,at\r\n1,a,2025-09-01T08:00:00Z\n1,b,2025-09-01T09:00:00Z\r2,a,2025-09-01T09:00:00Z\r\r\n", "3 rows"),
    "carriage returns alone": Hostile("e.csv", GOOD.replace(b"\n", b"\r"), "2 rows"),
    "line ends of Unicode": Hostile("e.csv", (HEAD + ROWS).replace("\n", "\u2028"), ""),
    "a separator of each kind": Hostile("e.csv", "case_id;activity\tat|x\n1;a\t2025-09-01|y\n", ""),
    "zeros between the letters": Hostile("e.csv", GOOD.replace(b"a", b"a\0"), ""),
    "a zero in the header": Hostile("e.csv", GOOD.replace(b"case_id", b"case\0_id"), ""),
    "zeros alone": Hostile("e.csv", bytes(100_000), ""),
    "a zero in every field": Hostile("e.csv", GOOD + b"\0,\0,\0\n", ""),
    "UTF-16 without a mark": Hostile("e.csv", GOOD.decode().encode("utf-16-le"), ""),
    "UTF-16 the other way round": Hostile("e.csv", b"\xfe\xff" + GOOD.decode().encode("utf-16-be"), "2 rows"),
    "UTF-16 that is cut in a letter": Hostile("e.csv", GOOD.decode().encode("utf-16")[:-1], ""),
    "UTF-16 with half a pair": Hostile("e.csv", (HEAD + ROWS).encode("utf-16") + b"\x3d\xd8,\0", ""),
    "UTF-32": Hostile("e.csv", GOOD.decode().encode("utf-32"), ""),
    "UTF-7": Hostile("e.csv", b"+AGMAYQBz-e_id,activity,at\n1,+AOQ-,2025-09-01T08:00:00Z\n", ""),
    "overlong UTF-8": Hostile("e.csv", GOOD + b"2,\xc0\xaf\xe0\x80\xaf,2025-09-01T08:00:00Z\n", "3 rows"),
    "half a pair in UTF-8": Hostile("e.csv", GOOD + b"2,\xed\xa0\x80,2025-09-01T08:00:00Z\n", "3 rows"),
    "UTF-8 that turns into something else": Hostile("e.csv", GOOD + THIRD.encode() * 20_000 + b"3,\xe4\xff,2025-09-01T08:00:00Z\n", ""),
    "a mark of every kind, one after the other": Hostile("e.csv", b"\xef\xbb\xbf\xff\xfe\xfe\xff\0\0" + GOOD, ""),
    "two marks": Hostile("e.csv", b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD, ""),
    "signs that steer the terminal": Hostile("e.csv", GOOD + b"2,\x1b]0;owned\x07\x1b[2J\x9b31m,2025-09-01T08:00:00Z\n", "3 rows"),
    "a header that steers the terminal": Hostile("e.csv", b"\x1b[2Jcase,activity,at\n1,a,2025-09-01\n", ""),
    "activities that read backwards": Hostile("e.csv", GOOD + "2,\u202etxt\u2066\u200b,2025-09-01T08:00:00Z\n".encode(), "3 rows"),
    "a header of two hundred kilobytes": Hostile("e.csv", "case" * 50_000 + ",activity,at\n1,a,2025-09-01\n", ""),
    "a header of twelve long names": Hostile("e.csv", ",".join("column" * 100 + str(n) for n in range(12)) + "\n1\n", ""),
    "a header of markup": Hostile("e.csv", "[bold red]case[/],<script>alert(1)</script>,{{7*7}}\n1,a,2025-09-01\n", ""),
    "formulas in cells": Hostile("e.csv", GOOD + b"=1+1,\"=cmd|'/C calc'!A0\",2025-09-01T08:00:00Z\n", "3 rows"),
    "a time that is a formula": Hostile("e.csv", GOOD + b'2,a,"=HYPERLINK(""http://example.com"")"\n', ""),
    "times of all zones": Hostile("e.csv", HEAD + "1,a,2025-09-01T08:00:00+02:00\n1,b,2025-09-01T09:00:00-11:30\n2,a,2025-09-01T09:00:00\n2,b,2025-09-01T09:00:00Z\n", "4 rows"),
    "times of names of zones": Hostile("e.csv", GOOD + b"2,a,2025-09-01 09:00:00 CST\n2,b,2025-09-01 09:00:00 Mars/Olympus\n", ""),
    "a zone a year ahead": Hostile("e.csv", GOOD + b"2,a,2025-09-01T08:00:00+99:99\n", ""),
    "days before months and after": Hostile("e.csv", HEAD + "1,a,13/09/2025\n1,b,09/13/2025\n", ""),
    "1848": Hostile("e.csv", GOOD + b"2,a,1848-03-18T00:00:00Z\n", ""),
    "1948": Hostile("e.csv", GOOD + b"2,a,1948-06-20T00:00:00Z\n", "3 rows"),
    "2060": Hostile("e.csv", GOOD + b"2,a,2060-01-01T00:00:00Z\n", "3 rows"),
    "9999": Hostile("e.csv", GOOD + b"2,a,9999-12-31T23:59:59Z\n", ""),
    "the year 10000": Hostile("e.csv", GOOD + b"2,a,10000-01-01T00:00:00Z\n", ""),
    "the year zero": Hostile("e.csv", GOOD + b"2,a,0000-00-00T00:00:00Z\n", ""),
    "all of them in 1848": Hostile("e.csv", HEAD + "1,a,1848-03-18\n1,b,1848-03-19\n", ""),
    "numbers beyond all times": Hostile("e.csv", HEAD + "1,a,1756713600\n1,b," + "9" * 400 + "\n2,a,1e308\n2,b,NaN\n", ""),
    "a zero day and a thirteenth month": Hostile("e.csv", GOOD + b"2,a,2025-13-00T25:61:61Z\n", ""),
    "a header that occurs twice": Hostile("e.csv", b"case_id,activity,at,at\n1,a,2025-09-01,2025-09-02\n", ""),
    "a header that is quoted again and again": Hostile("e.csv", b'"""case_id""","""activity""","""at"""\n1,a,2025-09-01\n', ""),
    "noise": Hostile("e.csv", noise(20_000), ""),
    "noise behind a sound beginning": Hostile("e.csv", GOOD + noise(20_000), ""),
    "a document": Hostile("e.csv", PDF + GOOD, ""),
    "a picture": Hostile("e.csv", b"\x89PNG\r\n\x1a\n" + noise(500), ""),
    "a program": Hostile("e.csv", b"\x7fELF\x02\x01\x01" + bytes(500), ""),
    "a workbook": Hostile("e.csv", zipped(("xl/workbook.xml", b"<workbook/>")), ""),
    "an older workbook": Hostile("e.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), ""),
    "a database": Hostile("e.csv", b"SQLite format 3\0" + bytes(2_000), ""),
    "Parquet": Hostile("e.csv", b"PAR1" + bytes(100) + b"PAR1", ""),
    "a page": Hostile("e.csv", b"<!DOCTYPE html><html><body>Please log in, then try again</body></html>\n", ""),
    "JSON": Hostile("e.csv", b'[{"case_id": "1", "activity": "a", "at": "2025-09-01"}]', ""),
    "a key": Hostile("e.csv", b"-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n", ""),
    "a name with a line break": Hostile("e\n\x1b[31m.csv", GOOD, ""),
    "a name that reads backwards": Hostile("e\u202evsc.csv", GOOD, ""),
    "a name of 240 letters": Hostile("e" * 240 + ".csv", b"x,y\n1,2\n", ""),
    "a name of markup": Hostile("[bold]e.csv", GOOD, ""),
}  # fmt: skip
