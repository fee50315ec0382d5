"""Gzips and zips that pretend, swell, overlap, or call their members what no file should be called."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

from desirepath import connectors
from desirepath.catalogue import entries
from tests.hostile.door import Hostile, later

HEAD = "case_id,activity,at\n"
ROWS = "1,a,2025-09-01T08:00:00Z\n1,b,2025-09-01T09:00:00Z\n"
GOOD = (HEAD + ROWS).encode()
NOTHING_READABLE = f"e.zip: No file in it ends in {', '.join(dict.fromkeys(ending for entry in entries(connectors, 'CONNECTOR').values() for ending in entry.constant.endings))}. Name the file that holds the rows."  # fmt: skip
DAMAGED = "It is cut off or damaged. Copy or download it again."
_METHOD_IN_LOCAL, _METHOD_IN_DIRECTORY = 8, 10
_SIZE_IN_LOCAL, _SIZE_IN_DIRECTORY = 22, 24
_FLAGS_IN_LOCAL, _FLAGS_IN_DIRECTORY = 6, 8


def zipped(
    *members: tuple[str | zipfile.ZipInfo, bytes], packing: int = zipfile.ZIP_DEFLATED, comment: bytes = b""
) -> bytes:
    """A zip of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, content in members:
            # The day of writing would else be part of the bytes: on the 12th a zip holds a comma less.
            archive.writestr(name if isinstance(name, zipfile.ZipInfo) else _on_one_day(name, packing), content)
        archive.comment = comment
    return buffer.getvalue()


def _on_one_day(name: str, packing: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=(2025, 9, 1, 8, 0, 0))
    info.compress_type = packing
    return info


def patched(archive: bytes, in_local: int, in_directory: int, form: str, value: int) -> bytes:
    """A zip of one member with a number overwritten, in its local header and in its directory."""
    changed = bytearray(archive)
    struct.pack_into(form, changed, in_local, value)
    struct.pack_into(form, changed, archive.rindex(b"PK\x01\x02") + in_directory, value)
    return bytes(changed)


def renamed(name: bytes, content: bytes = GOOD) -> bytes:
    """A zip whose one member has a name that no library would write."""
    placeholder = b"n" * len(name)
    return zipped((placeholder.decode(), content), packing=zipfile.ZIP_STORED).replace(placeholder, name)


def overlapping(entries: int) -> bytes:
    """Many directory entries that all point at one stretch of a few kB, which unpacks to 4 MB each time."""
    one = zipped(("e.csv", b"\0" * (4 << 20)))
    begin = one.index(b"PK\x01\x02")
    entry = one[begin : one.rindex(b"PK\x05\x06")]
    return one[:begin] + entry * entries + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, entries, entries, len(entry) * entries, begin, 0)  # fmt: skip


def bomb_of_zeros(file: Path, mebibytes: int = 300) -> None:
    """A gzip of zeros, a thousandth of what it unpacks to."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    with file.open("wb") as out:
        for _ in range(mebibytes):
            out.write(packer.compress(bytes(1 << 20)))
        out.write(packer.flush())


def bomb_of_rows(file: Path) -> None:
    """A gzip of 200 MiB of equal rows that are all sound."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    with file.open("wb") as out:
        out.write(packer.compress(HEAD.encode()))
        piece = (ROWS * 20_000).encode()
        for _ in range((200 << 20) // len(piece)):
            out.write(packer.compress(piece))
        out.write(packer.flush())


def zip_bomb_of_zeros() -> bytes:
    return zipped(("e.csv", bytes(100 << 20)))


def lying(archive: bytes, size: int) -> bytes:
    """A zip that says its one member unpacks to so many bytes."""
    return patched(archive, _SIZE_IN_LOCAL, _SIZE_IN_DIRECTORY, "<L", size)


def lzma_of_4_gigabytes() -> bytes:
    """A zip whose member says that unpacking it takes a dictionary of 4 GB."""
    archive = bytearray(zipped(("e.csv", GOOD), packing=zipfile.ZIP_LZMA))
    at = archive.index(b"e.csv") + len(b"e.csv") + 4 + 1
    struct.pack_into("<L", archive, at, 0xFFFFFFFF)
    return bytes(archive)


def link(name: str, target: str) -> tuple[zipfile.ZipInfo, bytes]:
    """A member that is a symbolic link."""
    member = zipfile.ZipInfo(name)
    member.create_system, member.external_attr = 3, 0o120777 << 16
    return member, target.encode()


def tarred() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        member = tarfile.TarInfo("../../e.csv")
        member.size = len(GOOD)
        archive.addfile(member, io.BytesIO(GOOD))
    return buffer.getvalue()


def with_local_name(name: bytes) -> bytes:
    """A zip whose member is called one thing in the directory and another where it lies."""
    archive = zipped(("e.csv", GOOD))
    return archive.replace(b"e.csv", name, 1)


MANY = (HEAD + ROWS * 20_000).encode()
PACKED = gzip.compress(MANY, mtime=0)
ZIPPED = zipped(("e.csv", MANY))

CASES = {
    "a gzip of zeros": Hostile("e.csv.gz", bomb_of_zeros, "e.csv.gz: It begins with no name of a column. The first line must name the columns.", is_long=True),
    "a gzip of a hundred million sound bytes": Hostile("e.csv.gz", bomb_of_rows, "e.csv.gz: It unpacks to more than 116 MiB, from 0.6 MiB. Unpack it yourself, look at it, and name the file that was in it.", is_long=True),
    "a gzip of zeros as XES": Hostile("e.xes.gz", bomb_of_zeros, "e.xes.gz:1: It is not well-formed XML: not well-formed (invalid token). Export it again.", is_long=True),
    "a gzip of zeros as JSON Lines": Hostile("e.jsonl.gz", bomb_of_zeros, "e.jsonl.gz:1: Its line 1 is longer than 16 MiB. A row stands on one line, or is it another format?", is_long=True),
    "a gzip of zeros as JSON": Hostile("e.json.gz", bomb_of_zeros, "e.json.gz: It is not JSON from byte 1 on, at `\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd`. Export it again.", is_long=True),
    "a gzip of zeros as a workbook": Hostile("e.xlsx.gz", bomb_of_zeros, "e.xlsx.gz: It unpacks to more than 64 MiB, from 0.3 MiB. Unpack it yourself, look at it, and name the file that was in it.", is_long=True),
    "a gzip of zeros as Parquet": Hostile("e.parquet.gz", bomb_of_zeros, "e.parquet.gz: It unpacks to more than 64 MiB, from 0.3 MiB. Unpack it yourself, look at it, and name the file that was in it.", is_long=True),
    "a gzip of zeros as a database": Hostile("e.sqlite.gz", bomb_of_zeros, "e.sqlite.gz: It unpacks to more than 64 MiB, from 0.3 MiB. Unpack it yourself, look at it, and name the file that was in it.", is_long=True),
    "a gzip of zeros as OCEL in XML": Hostile("e.xmlocel.gz", bomb_of_zeros, "e.xmlocel.gz:1: It is not well-formed XML: not well-formed (invalid token). Export it again.", is_long=True),
    "a gzip of zeros in a gzip": Hostile("e.csv.gz.gz", lambda file: (bomb_of_zeros(file), file.write_bytes(gzip.compress(file.read_bytes())))[0], "e.csv.gz.gz: It is no text but a gzip. Is the ending of its name right?", is_long=True),
    "a gzip in a gzip": Hostile("e.csv.gz", gzip.compress(gzip.compress(GOOD)), "e.csv.gz: It is no text but a gzip. Is the ending of its name right?"),
    "a gzip in two parts": Hostile("e.csv.gz", gzip.compress(HEAD.encode()) + gzip.compress(ROWS.encode()), "2 rows"),
    "a gzip of ten thousand empty parts": Hostile("e.csv.gz", later(lambda: gzip.compress(HEAD.encode()) + gzip.compress(b"") * 10_000 + gzip.compress(ROWS.encode())), "2 rows"),
    "a gzip with zeros behind it": Hostile("e.csv.gz", gzip.compress(GOOD) + bytes(1_000), "2 rows"),
    "a gzip with a text behind it": Hostile("e.csv.gz", gzip.compress(GOOD) + b"and then some", "e.csv.gz: It is cut off or damaged. Copy or download it again."),
    "a gzip with a name of a megabyte": Hostile("e.csv.gz", b"\x1f\x8b\x08\x08" + bytes(6) + b"n" * (1 << 20) + b"\0" + gzip.compress(GOOD)[10:], "2 rows", is_long=True),
    "a gzip with a path as its name": Hostile("e.csv.gz", b"\x1f\x8b\x08\x08" + bytes(6) + b"../../../etc/passwd\0" + gzip.compress(GOOD)[10:], "2 rows"),
    "a gzip that says it is packed in no known way": Hostile("e.csv.gz", b"\x1f\x8b\x07" + gzip.compress(GOOD)[3:], "e.csv.gz: It is cut off or damaged. Copy or download it again."),
    "a gzip with a wrong checksum": Hostile("e.csv.gz", PACKED[:-8] + b"\0\0\0\0" + PACKED[-4:], "e.csv.gz: It is cut off or damaged. Copy or download it again."),
    "a gzip with a wrong length": Hostile("e.csv.gz", PACKED[:-4] + b"\xff\xff\xff\xff", "e.csv.gz: It is cut off or damaged. Copy or download it again."),
    "a gzip with a bit turned": Hostile("e.csv.gz", PACKED[:500] + bytes([PACKED[500] ^ 1]) + PACKED[501:], "e.csv.gz: It is cut off or damaged. Copy or download it again."),
    **{
        f"a gzip cut off at {share} per cent": Hostile("e.csv.gz", PACKED[: len(PACKED) * share // 100], f"e.csv.gz: {DAMAGED}")
        for share in (1, 10, 50, 90, 99)
    },
    "a gzip of two bytes": Hostile("e.csv.gz", b"\x1f\x8b", "e.csv.gz: It is cut off or damaged. Copy or download it again."),
    "a plain text called a gzip": Hostile("e.csv.gz", GOOD, "2 rows"),
    "a gzip called a plain text": Hostile("e.csv", gzip.compress(GOOD), "2 rows"),
    "an empty gzip": Hostile("e.csv.gz", gzip.compress(b""), "e.csv.gz: It is empty. The first line must name the columns."),
    "a tar in a gzip": Hostile("e.csv.gz", tarred(), "e.csv.gz: It is no text but a tar archive. Is the ending of its name right?"),
    "a zip of zeros": Hostile("e.zip", later(zip_bomb_of_zeros), "e.zip: It unpacks to more than 64 MiB, from 0.1 MiB. Unpack it yourself, look at it, and name the file that was in it."),
    "a zip of many members of zeros": Hostile("e.zip", later(lambda: zipped(*((f"{n}.csv", bytes(1 << 20)) for n in range(100)))), "e.zip: It unpacks to more than 64 MiB, from 0.1 MiB. Unpack it yourself, look at it, and name the file that was in it."),
    "a zip that says its zeros are ten bytes": Hostile("e.zip", later(lambda: lying(zip_bomb_of_zeros(), 10)), "e.zip: It is cut off or damaged. Copy or download it again."),
    "a zip that says its rows are four gigabytes": Hostile("e.zip", lying(zipped(("e.csv", GOOD)), 0xFFFFFFFE), "e.zip: It unpacks to more than 64 MiB, from 0.0 MiB. Unpack it yourself, look at it, and name the file that was in it."),
    "a zip of overlapping members": Hostile("e.zip", later(lambda: overlapping(10)), "e.zip: Files in it overlap, which no honest archive does. Copy or download it again."),
    "a zip of nine hundred overlapping members": Hostile("e.zip", later(lambda: overlapping(900)), "e.zip: It unpacks to more than 64 MiB, from 0.0 MiB. Unpack it yourself, look at it, and name the file that was in it."),
    "a zip in a zip": Hostile("e.zip", zipped(("e.zip", zipped(("e.csv", GOOD)))), NOTHING_READABLE),
    "a gzip in a zip": Hostile("e.zip", zipped(("e.csv.gz", gzip.compress(GOOD))), NOTHING_READABLE),
    "a zip with a password": Hostile("e.zip", patched(zipped(("e.csv", GOOD)), _FLAGS_IN_LOCAL, _FLAGS_IN_DIRECTORY, "<H", 1), "e.zip: `e.csv` in it is encrypted. Save it without a password."),
    "a zip of a thousand and one members": Hostile("e.zip", later(lambda: zipped(*((f"{n}.csv", GOOD) for n in range(1_001)))), "e.zip: It holds 1,001 files, more than 1,000. Pack fewer, those that hold the rows."),
    "a zip of sixty thousand empty members": Hostile("e.zip", later(lambda: zipped(*((f"{n}.csv", b"") for n in range(60_000)), packing=zipfile.ZIP_STORED)), "e.zip: It holds 60,000 files, more than 1,000. Pack fewer, those that hold the rows."),
    "a zip of a link to the password file": Hostile("e.zip", zipped(link("e.csv", "/etc/passwd")), "e.zip: `e.csv` in it is a link. Pack the file itself."),
    "a zip of a link to itself": Hostile("e.zip", zipped(link("e.csv", "e.csv")), "e.zip: `e.csv` in it is a link. Pack the file itself."),
    "a member called two folders up": Hostile("e.zip", renamed(b"../../e.csv"), "2 rows"),
    "a member with an absolute name": Hostile("e.zip", renamed(b"/etc/cron.d/e.csv"), "2 rows"),
    "a member called as Windows does": Hostile("e.zip", renamed(b"C:\\Windows\\e.csv"), "2 rows"),
    "a member called like a network share": Hostile("e.zip", renamed(b"\\\\server\\share\\e.csv"), "2 rows"),
    "a member with a zero in its name": Hostile("e.zip", renamed(b"e.csv\0.exe"), "2 rows"),
    "a member that reads backwards": Hostile("e.zip", zipped(("e\u202evsc.csv", GOOD)), "2 rows"),
    "a member that steers the terminal and has a password": Hostile("e.zip", patched(renamed(b"\x1b[2J\x1b[31m.csv"), _FLAGS_IN_LOCAL, _FLAGS_IN_DIRECTORY, "<H", 1), "e.zip: `\ufffd[2J\ufffd[31m.csv` in it is encrypted. Save it without a password."),
    "a member with a name of 4 kB": Hostile("e.zip", zipped(("n" * 4_096 + ".csv", GOOD)), "2 rows"),
    "a member with a name of 60 kB and a password": Hostile("e.zip", patched(zipped(("n" * 60_000 + ".csv", GOOD)), _FLAGS_IN_LOCAL, _FLAGS_IN_DIRECTORY, "<H", 1), "e.zip: `nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn…` in it is encrypted. Save it without a password."),
    "a member with another name where it lies": Hostile("e.zip", with_local_name(b"x.csv"), "e.zip: It is cut off or damaged. Copy or download it again."),
    "two members of one name": Hostile("e.zip", zipped(("a.csv", GOOD), ("b.csv", GOOD)).replace(b"b.csv", b"a.csv"), "4 rows"),
    "a zip of nothing": Hostile("e.zip", zipped(), "e.zip: It is no zip, or nothing is in it. Copy or download it again."),
    "a zip of folders alone": Hostile("e.zip", zipped(("e.csv/", b"")), NOTHING_READABLE),
    "a zip of what a Mac leaves behind": Hostile("e.zip", zipped(("__MACOSX/._e.csv", GOOD)), NOTHING_READABLE),
    "a zip of two tables with different columns": Hostile("e.zip", zipped(("a.csv", GOOD), ("b.csv", b"x,y\n1,2\n")), "e.zip: `b.csv` in it has no column `activity`, which the first file in it has. Pack files with the same columns."),
    "a zip of a CSV and a workbook": Hostile("e.zip", zipped(("a.csv", GOOD), ("b.xlsx", b"PK\x03\x04")), "e.zip: Files in it end in .csv and in .xlsx. Pack those that hold the rows, all of one form."),
    "a zip of a damaged member": Hostile("e.zip", ZIPPED[:200] + b"\xff\xff\xff\xff" + ZIPPED[204:], "e.zip: It is cut off or damaged. Copy or download it again."),
    "a zip with a wrong checksum": Hostile("e.zip", patched(ZIPPED, 14, 16, "<L", 1), "e.zip: It is cut off or damaged. Copy or download it again."),
    **{
        f"a zip cut off at {share} per cent": Hostile("e.zip", ZIPPED[: len(ZIPPED) * share // 100], f"e.zip: {DAMAGED}")
        for share in (1, 50, 99)
    },
    "a zip packed in no known way": Hostile("e.zip", patched(zipped(("e.csv", GOOD)), _METHOD_IN_LOCAL, _METHOD_IN_DIRECTORY, "<H", 99), "e.zip: It is packed in a way that is not read. Pack it as a plain zip."),
    "a zip packed as bzip2, of zeros": Hostile("e.zip", later(lambda: zipped(("e.csv", bytes(100 << 20)), packing=zipfile.ZIP_BZIP2)), "e.zip: It unpacks to more than 64 MiB, from 0.0 MiB. Unpack it yourself, look at it, and name the file that was in it."),
    "a zip packed as LZMA, of zeros": Hostile("e.zip", later(lambda: lying(zipped(("e.csv", bytes(70 << 20)), packing=zipfile.ZIP_LZMA), 1_000)), "e.zip: It is cut off or damaged. Copy or download it again."),
    "a zip whose LZMA wants 4 GB": Hostile("e.zip", later(lzma_of_4_gigabytes), "e.zip: Reading it takes more than 256 MiB of memory, which a file of its size should not. Save it in another format, or split it."),
    "a zip whose member lies behind its end": Hostile("e.zip", patched(zipped(("e.csv", GOOD)), 0, 42, "<L", 0x7FFFFFFF)[:0] or bytes(0), "e.zip: It is no zip, or nothing is in it. Copy or download it again."),
    "a zip with a directory in its comment": Hostile("e.zip", zipped(("e.csv", GOOD), comment=b"PK\x05\x06" + bytes(18)), NOTHING_READABLE),
    "a zip called a CSV": Hostile("e.csv", zipped(("e.csv", GOOD)), "e.csv: It is no text but a zip or a workbook. Is the ending of its name right?"),
    "a zip behind a document": Hostile("e.zip", b"%PDF-1.7\n" + zipped(("e.csv", GOOD)), "e.zip: It is no zip, or nothing is in it. Copy or download it again."),
    "a CSV with a zip behind it": Hostile("e.csv", GOOD + zipped(("e.csv", GOOD)), "2 rows, 1 set aside: e.csv:4: has 5 fields where the header has 3"),
}  # fmt: skip
