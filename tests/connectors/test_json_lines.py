"""JSON Lines are read by the block where all is plain; what is read of a line does not hang on its neighbours."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from desirepath.connectors import containers, json_lines
from desirepath.connectors.connector import LINE, Place
from desirepath.vocabulary.study import SetAside

LINES = (
    '{"case": "1", "at": "a"}',
    '{"case": 12345678901234567890123, "at": 1.50}',
    '{"case": true, "at": null, "more": {"deep": [1, 2]}}',
    '{"at": "b", "more": "\\u00e4\\n"}',
    '{"case": "x", "case": "y", "at": ""}',
)
ROWS = (("1", "a"), ("12345678901234567890123", "1.5"), ("true", None), (None, "b"), ("y", ""))


def read(folder: Path, text: str) -> tuple[list[tuple[str | None, str | None, int]], list[SetAside]]:
    file = folder / "e.jsonl"
    file.write_bytes(text.encode())
    given = list(json_lines.read(Place(file, "", None), frozenset({"case", "at"})))
    batches = [one for one in given if isinstance(one, pa.RecordBatch)]
    rows = [(row["case"], row["at"], row[LINE]) for batch in batches for row in batch.to_pylist()]
    return rows, [one for one in given if isinstance(one, SetAside)]


def expected(*lines: int) -> list[tuple[str | None, str | None, int]]:
    return [(*row, line) for row, line in zip(ROWS, lines, strict=True)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "end"])
def test_plain_lines_become_rows_with_their_numbers(tmp_path: Path, end: str, last: str) -> None:
    assert read(tmp_path, end.join(LINES) + (end if last else "")) == (expected(1, 2, 3, 4, 5), [])


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        ("nonsense", "is not JSON"),
        ('{"case": "1"} {"case": "2"}', "is not JSON"),
        ('["case", "at"]', "is not a JSON object"),
        ('{"case": {"deep": 1}}', "`case` holds a list or an object"),
        ('{"case": "1"', "is not JSON"),
    ],
)
def test_beside_a_line_that_is_none_the_others_are_read_as_without_it(tmp_path: Path, odd: str, reason: str) -> None:
    rows, aside = read(tmp_path, "\n".join((LINES[0], odd, *LINES[1:])))
    assert rows == expected(1, 3, 4, 5, 6)
    assert aside == [SetAside(file="e.jsonl", line=2, reason=reason)]


def test_blank_lines_count_and_hold_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "\n\n" + "\n \n".join(LINES) + "\n\n") == (expected(3, 5, 7, 9, 11), [])


def test_two_objects_on_a_line_and_one_on_two_are_not_taken_for_two_lines(tmp_path: Path) -> None:
    rows, aside = read(tmp_path, '{"case": "1"}{"case": "2"}\n{"case":\n"3"}\n')
    assert rows == []
    assert [one.line for one in aside] == [1, 2, 3]


@pytest.mark.parametrize("size", [1, 7, 40])
def test_rows_do_not_hang_on_where_the_blocks_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(containers, "_BLOCK", size)
    assert read(tmp_path, "\n".join(LINES) + "\n") == (expected(1, 2, 3, 4, 5), [])
