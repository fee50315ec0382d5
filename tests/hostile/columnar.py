"""Parquet whose foot lies, whose pages are damaged, or which is far larger than it looks."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.hostile.door import Hostile, later
from tests.hostile.separated import noise

MARK = b"PAR1"
AT = [datetime(2025, 9, 1, 8, tzinfo=UTC), datetime(2025, 9, 1, 9, tzinfo=UTC)]
SOUND = {"case_id": ["1", "1"], "activity": ["a", "b"], "at": AT}


def written(columns: dict[str, object], **options: object) -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.table(columns), held, **options)
    return held.getvalue()


def many(rows: int) -> dict[str, object]:
    """So many events, two a case, of which no two have the same time."""
    return {
        "case_id": [f"case {number // 2}" for number in range(rows)],
        "activity": ["a", "b"] * (rows // 2),
        "at": [AT[0] + timedelta(minutes=number) for number in range(rows)],
        "user_id": [f"u{number % 40}" for number in range(rows)],
    }


def damaged(column: str, **options: object) -> bytes:
    """Two thousand events, of which the first page of a column is overwritten."""
    columns = many(2_000)
    content = bytearray(written(columns, use_dictionary=False, **options))
    at = pq.read_metadata(io.BytesIO(content)).row_group(0).column(list(columns).index(column)).data_page_offset
    content[at : at + 60] = b"\xff" * 60
    return bytes(content)


def with_foot(length: int) -> bytes:
    """A sound file that says that its foot is so long."""
    return written(SOUND)[:-8] + struct.pack("<I", length) + MARK


def no_unicode() -> pa.Array:
    """Two texts that say they are UTF-8, of which the second is not."""
    return pa.Array.from_buffers(pa.string(), 2, [*pa.array(["aa", "bb"]).buffers()[:2], pa.py_buffer(b"aa\xff\xfe")])


def foot_turned(at: int) -> bytes:
    """A sound file with some bytes of its foot turned round, counted from its end."""
    content = bytearray(written(SOUND))
    for place in range(len(content) - at, len(content) - at + 8):
        content[place] ^= 0xFF
    return bytes(content)


def same_rows(rows: int, **options: object) -> Callable[[Path], None]:
    """So many rows that are all the same, which take next to no room."""

    def write(file: Path) -> None:
        columns = {"case_id": pa.repeat("1", rows), "activity": pa.repeat("a", rows), "at": pa.repeat(AT[0], rows)}
        pq.write_table(pa.table(columns), file, row_group_size=rows, **options)

    return write


def _whole(number: int) -> bytes:
    """A whole number as the foot has it: seven bits a byte, the sign in the last of the first."""
    number, found = number << 1, bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])


def promising(rows: int, promised: int) -> bytes:
    """A file of so many rows, whose foot promises more."""
    content = written(many(rows))
    begin = len(content) - 8 - struct.unpack("<I", content[-8:-4])[0]
    foot = content[begin:-8].replace(b"\x16" + _whole(rows), b"\x16" + _whole(promised))
    return content[:begin] + foot + struct.pack("<I", len(foot)) + MARK


def one_text_for_all(file: Path) -> None:
    """Twenty thousand rows that all point at one text of eight megabytes."""
    rows = 20_000
    indices = pa.array([0] * rows, pa.int32())
    long = pa.DictionaryArray.from_arrays(indices, pa.array(["x" * (8 << 20)]))
    ids = pa.array([f"c{number}" for number in range(rows)])
    times = pa.array([AT[0] + timedelta(seconds=number) for number in range(rows)])
    pq.write_table(pa.table({"case_id": ids, "activity": long, "at": times}), file)


CASES = {
    "Parquet that is sound": Hostile("e.parquet", written(SOUND), "2 rows"),
    "Parquet of one row": Hostile("e.parquet", written({"case_id": ["1"], "activity": ["a"], "at": AT[:1]}), "1 rows"),
    "Parquet without rows": Hostile("e.parquet", written({"case_id": pa.array([], pa.string()), "activity": pa.array([], pa.string()), "at": pa.array([], pa.timestamp("us", "UTC"))}), "e.parquet: there is no event that can be used. Is this the file?"),
    "Parquet without columns": Hostile("e.parquet", written({}), "rollout.yaml:6: e.parquet, read as table `events`, has no column `case_id`. Say under `columns` what the file calls it."),
    "nothing in Parquet": Hostile("e.parquet", b"", "e.parquet: It is not a Parquet file, or it is cut off. Copy or export it again."),
    "marks of Parquet alone": Hostile("e.parquet", MARK + MARK, "e.parquet: It is not a Parquet file, or it is cut off. Copy or export it again."),
    "a CSV called Parquet": Hostile("e.parquet", b"case_id,activity,at\n1,a,2025-09-01\n", "e.parquet: It is not a Parquet file, or it is cut off. Copy or export it again."),
    "noise called Parquet": Hostile("e.parquet", noise(20_000), "e.parquet: It is not a Parquet file, or it is cut off. Copy or export it again."),
    "noise between marks of Parquet": Hostile("e.parquet", MARK + noise(20_000) + struct.pack("<I", 19_000) + MARK, "e.parquet: It is not a Parquet file, or it is cut off. Copy or export it again."),
    "a foot longer than its file": Hostile("e.parquet", with_foot(0x7FFFFFFF), "e.parquet: It is not a Parquet file, or it is cut off. Copy or export it again."),
    "a foot of four gigabytes": Hostile("e.parquet", with_foot(0xFFFFFFFF), "e.parquet: It is not a Parquet file, or it is cut off. Copy or export it again."),
    "a foot of nothing": Hostile("e.parquet", with_foot(0), "e.parquet: It is not a Parquet file, or it is cut off. Copy or export it again."),
    "a foot turned round 40 bytes before its end": Hostile("e.parquet", foot_turned(40), "2 rows"),
    "a foot turned round 400 bytes before its end": Hostile("e.parquet", foot_turned(400), "e.parquet: It is not a Parquet file, or it is cut off. Copy or export it again."),
    "a foot turned round 900 bytes before its end": Hostile("e.parquet", foot_turned(900), "e.parquet: It is damaged somewhere after row 0. Copy or export it again."),
    **{f"Parquet cut off at {share} per cent": Hostile("e.parquet", written(SOUND)[: len(written(SOUND)) * share // 100], "e.parquet: It is not a Parquet file, or it is cut off. Copy or export it again.") for share in (1, 50, 99)},
    "Parquet with a password": Hostile("e.parquet", b"PARE" + written(SOUND)[4:-4] + b"PARE", "e.parquet: It is encrypted. Save it without a password."),
    "twenty million rows in a few kilobytes": Hostile("e.parquet", later(lambda: same_rows(20_000_000)), "e.parquet: It promises 20,000,000 rows, in 172,850 bytes. Export it again, as CSV or Parquet.", is_long=True),
    "a foot that promises a billion rows": Hostile("e.parquet", later(lambda: promising(10_000, 1_000_000_000)), "e.parquet: It promises 1,000,000,000 rows, in 119,945 bytes. Export it again, as CSV or Parquet."),
    "a foot that promises a few rows more": Hostile("e.parquet", later(lambda: promising(10_000, 10_001)), "e.parquet: It is damaged somewhere after row 10,000. Copy or export it again."),
    "a foot that promises fewer rows than there are": Hostile("e.parquet", later(lambda: promising(10_000, 10)), "10 rows"),
    "a foot that promises less than nothing": Hostile("e.parquet", later(lambda: promising(10_000, 1 << 63)), "e.parquet: there is no event that can be used. Is this the file?"),
    "five thousand rows that are all the same": Hostile("e.parquet", later(lambda: same_rows(5_000)), "5,000 rows"),
    "a text of eight megabytes for twenty thousand rows": Hostile("e.parquet", one_text_for_all, "e.parquet: It unpacks to more than 130 MiB, from 0.7 MiB. Unpack it yourself, look at it, and name the file that was in it."),
    "a damaged page of cases": Hostile("e.parquet", damaged("case_id"), "e.parquet: It is damaged somewhere after row 0. Copy or export it again."),
    "a damaged page of persons": Hostile("e.parquet", damaged("user_id"), "e.parquet: It is damaged somewhere after row 0. Copy or export it again."),
    "a damaged page that is packed": Hostile("e.parquet", damaged("at", compression="gzip"), "e.parquet: It is damaged somewhere after row 0. Copy or export it again."),
    "lists in Parquet": Hostile("e.parquet", written({**SOUND, "case_id": [["1"], ["1"]]}), "e.parquet: `case_id` holds lists or structures. Name a plain column."),
    "structures in Parquet": Hostile("e.parquet", written({**SOUND, "activity": [{"a": 1}, {"a": 2}]}), "e.parquet: `activity` holds lists or structures. Name a plain column."),
    "structures beside what is used": Hostile("e.parquet", written({**SOUND, "more": [{"a": [1]}, {"a": []}]}), "2 rows"),
    "texts that are no UTF-8 in Parquet": Hostile("e.parquet", written({**SOUND, "activity": no_unicode()}), "e.parquet: Its column `activity` holds text that is no UTF-8. Export it again."),
    "texts that are no UTF-8, with times as texts": Hostile("e.parquet", written({**SOUND, "activity": no_unicode(), "at": ["2025-09-01T08:00:00Z", "2025-09-01T09:00:00Z"]}), "2 rows"),
    "bytes for texts": Hostile("e.parquet", written({**SOUND, "activity": [b"a", b"\xff\xfe"]}), "2 rows"),
    "decimals for texts": Hostile("e.parquet", written({**SOUND, "case_id": [Decimal("1.5"), Decimal("2.5")]}), "2 rows"),
    "times beyond all years": Hostile("e.parquet", written({**SOUND, "at": pa.array([-(1 << 62), (1 << 62)], pa.timestamp("us", "UTC"))}), "e.parquet: there is no event that can be used (2 rows: `at` is not between 1900 and 2100). Is this the file?"),
    "times in nanoseconds": Hostile("e.parquet", written({**SOUND, "at": pa.array([1756713600_000000001, 1756717200_000000001], pa.timestamp("ns", "UTC"))}), "2 rows"),
    "days for times": Hostile("e.parquet", written({**SOUND, "at": [date(2025, 9, 1), date(1848, 3, 18)]}), "1 rows, 1 set aside: e.parquet:2: `at` is `1848-03-18`, no time between 1900 and 2100 in the format of the others"),
    "numbers for times": Hostile("e.parquet", written({**SOUND, "at": pa.array([float("nan"), float("inf")])}), "e.parquet: there is no event that can be used (1 rows: `at` is `nan`, no time between 1900 and 2100 in the format of the others; 1 rows: `at` is `inf`, no time between 1900 and 2100 in the format of the others). Is this the file?"),
    "texts for times": Hostile("e.parquet", written({**SOUND, "at": ["2025-09-01", "yesterday"]}), "1 rows, 1 set aside: e.parquet:2: `at` is `yesterday`, no time between 1900 and 2100 in the format of the others"),
    "one row in 1948": Hostile("e.parquet", written({**SOUND, "at": [AT[0], datetime(1948, 6, 20, tzinfo=UTC)]}), "2 rows"),
    "one row in 1848": Hostile("e.parquet", written({**SOUND, "at": [AT[0], datetime(1848, 3, 18, tzinfo=UTC)]}), "1 rows, 1 set aside: e.parquet:2: `at` is not between 1900 and 2100"),
    "rows that are all empty": Hostile("e.parquet", written({name: pa.nulls(5, kind) for name, kind in (("case_id", pa.string()), ("activity", pa.string()), ("at", pa.timestamp("us", "UTC")))}), "e.parquet: there is no event that can be used (5 rows: `case_id` is empty). Is this the file?"),
    "columns of one name": Hostile("e.parquet", written({**SOUND, "activit2": ["x", "y"]}).replace(b"activit2", b"activity"), "e.parquet:1: The column `activity` occurs twice. Rename one of them."),
    "twenty thousand columns of Parquet": Hostile("e.parquet", later(lambda: written({**SOUND, **{f"c{n}": [1, 2] for n in range(20_000)}})), "2 rows", is_long=True),
    "a column that steers the terminal": Hostile("e.parquet", written({"\x1b[2Jcase": ["1"]}), "rollout.yaml:6: e.parquet, read as table `events`, has no column `case_id`. There is: `\ufffd[2Jcase`. Say under `columns` what the file calls it."),
    "a column that is SQL": Hostile("e.parquet", written({**SOUND, "x\"'; DROP TABLE events; --": ["1", "2"]}), "2 rows"),
    "cases that are SQL": Hostile("e.parquet", written({**SOUND, "case_id": ["'; DROP TABLE events; --", "{{7*7}}"]}), "2 rows"),
    "a zero in a text of Parquet": Hostile("e.parquet", written({**SOUND, "case_id": ["1\0", "\x1b[2J"]}), "2 rows"),
    "event ids that are all the same": Hostile("e.parquet", later(lambda: written({**many(1_000), "event_id": ["7"] * 1_000})), "1 rows"),
    "Parquet in a name with a quote": Hostile("e'); DROP TABLE x; --.parquet", written(SOUND), "2 rows"),
}  # fmt: skip
