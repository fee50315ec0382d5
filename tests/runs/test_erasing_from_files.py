"""A person is taken out of uploaded files: their rows go, mentions elsewhere are replaced, the rest stays as it was."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from desirepath.runs.erase_from_files import ErasedFromFiles, LeftAsItIs, WrittenAnew, erase_from_files
from desirepath.runs.person_in_file import Gone, Person
from desirepath.runs.without_person import write_without

ROLLOUT = """\
rollout: claims
go_live: 2026-01-05
sources:
{sources}
workflows: [{{workflow: claim, path: submit approve}}]
"""
CLAIMS = "case_id;activity;at;Clerk\r\n1;submit;2026-01-06 09:00;buyer-17\r\n1;approve;2026-01-06 10:00;clerk-4\r\n2;submit;2026-01-07 09:00;buyer-17\r\n"


def erased(folder: Path, sources: str, person: str = "buyer-17") -> ErasedFromFiles:
    (folder / "rollout.yaml").write_text(ROLLOUT.format(sources=sources), encoding="utf-8")
    return erase_from_files(folder / "rollout.yaml", person, lambda _: None)


def test_rows_of_the_person_go_and_all_else_stays_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_bytes(CLAIMS.encode())
    found = erased(tmp_path, "  - {table: events, file: claims.csv, columns: {user_id: Clerk}}")
    assert found == ErasedFromFiles(written=(WrittenAnew(file="claims.csv", rows=2, mentions=0),), left=())
    lines = CLAIMS.splitlines(keepends=True)
    assert (tmp_path / "claims.csv").read_bytes() == (lines[0] + lines[2]).encode()
    again = erased(tmp_path, "  - {table: events, file: claims.csv, columns: {user_id: Clerk}}")
    assert again == ErasedFromFiles(written=(), left=())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_the_encoding_of_a_file_stays(tmp_path: Path, encoding: str) -> None:
    text = 'ticket_id,opened_at,user_id,subject\nt1,2026-01-06,käufer-17,hilfe\nt2,2026-01-06,clerk-4,"Grüße,\nvon käufer-17"\n'
    (tmp_path / "tickets.csv").write_bytes(text.encode(encoding))
    person = Person("käufer-17", "user_id")
    expected = text.replace("t1,2026-01-06,käufer-17,hilfe\n", "").replace("von käufer-17", "von [erased]")
    gone = write_without(tmp_path / "tickets.csv", person)
    assert gone == Gone(1, 1)
    assert (tmp_path / "tickets.csv").read_bytes() == expected.encode(encoding)


def test_a_short_id_goes_from_columns_of_persons_and_from_nowhere_else(tmp_path: Path) -> None:
    people = "user_id,role,manager\n17,buyer,4\n4,lead,\n5,17,17\n"
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    (tmp_path / "claims.csv").write_text("case_id,activity,at\n17,submit,2026-01-06\n", encoding="utf-8")
    found = erased(tmp_path, "  - {table: events, file: claims.csv}\n  - {table: people, file: people.csv}", "17")
    assert found.written == (WrittenAnew(file="people.csv", rows=1, mentions=1),)
    assert (tmp_path / "people.csv").read_text().splitlines() == ["user_id,role,manager", "4,lead,", "5,17,[erased]"]


def test_json_lines_in_gzip_lose_the_rows_and_stay_packed(tmp_path: Path) -> None:
    rows = [
        {"case_id": 1, "who": {"id": "buyer-17"}},
        {"case_id": 2, "who": {"id": "clerk-4"}, "note": "for buyer-17."},
    ]
    file = tmp_path / "rows.jsonl.gz"
    file.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    assert write_without(file, Person("buyer-17", "who.id")) == Gone(1, 1)
    (left,) = gzip.decompress(file.read_bytes()).splitlines()
    assert json.loads(left) == {"case_id": 2, "who": {"id": "clerk-4"}, "note": "for [erased]."}


def test_json_records_go_wherever_they_lie(tmp_path: Path) -> None:
    file = tmp_path / "rows.json"
    file.write_text(json.dumps({"issues": [{"user_id": 17}, {"user_id": 5}], "of": 2}), encoding="utf-8")
    assert write_without(file, Person("17", "user_id")) == Gone(1, 0)
    assert json.loads(file.read_text()) == {"issues": [{"user_id": 5}], "of": 2}


def test_parquet_keeps_its_types(tmp_path: Path) -> None:
    at = dt.datetime(2026, 1, 6, tzinfo=dt.UTC)
    table = pa.table(
        {"user_id": ["buyer-17", "clerk-4", None], "at": [at, at, at], "note": ["x", "asked buyer-17", None]}
    )
    pq.write_table(table, tmp_path / "rows.parquet")
    assert write_without(tmp_path / "rows.parquet", Person("buyer-17", "user_id")) == Gone(1, 1)
    left = pq.read_table(tmp_path / "rows.parquet")
    assert left.schema == table.schema
    assert left.to_pylist() == [
        {"user_id": "clerk-4", "at": at, "note": "asked [erased]"},
        {"user_id": None, "at": at, "note": None},
    ]


def test_a_workbook_keeps_its_values_and_sheets(tmp_path: Path) -> None:
    at = dt.datetime(2026, 1, 6, 9, 30)  # noqa: DTZ001 - cells have no zone
    with xlsxwriter.Workbook(tmp_path / "rows.xlsx") as book:
        when = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet = book.add_worksheet("Export")
        for row, cells in enumerate(
            [["Claims of 2026"], ["case_id", "Clerk", "at"], [1, "buyer-17", at], [2, "clerk-4", at]]
        ):
            for column, cell in enumerate(cells):
                if isinstance(cell, dt.datetime):
                    sheet.write_datetime(row, column, cell, when)
                else:
                    sheet.write(row, column, cell)
        book.add_worksheet("Notes").write(0, 0, "ask buyer-17")
    assert write_without(tmp_path / "rows.xlsx", Person("buyer-17", "Clerk")) == Gone(1, 1)
    book = CalamineWorkbook.from_path(tmp_path / "rows.xlsx")
    assert book.get_sheet_by_name("Export").to_python() == [
        ["Claims of 2026", "", ""],
        ["case_id", "Clerk", "at"],
        [2.0, "clerk-4", at],
    ]
    assert book.get_sheet_by_name("Notes").to_python() == [["ask [erased]"]]


def test_what_cannot_be_written_anew_is_named(tmp_path: Path) -> None:
    xes = """<log><trace><string key="concept:name" value="1"/><event><string key="concept:name" value="submit"/>
<string key="org:resource" value="buyer-17"/><date key="time:timestamp" value="2026-01-06T09:00:00Z"/></event></trace></log>"""
    (tmp_path / "log.xes").write_text(xes, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("ask buyer-17", encoding="utf-8")
    (tmp_path / "others.txt").write_text("ask buyer-171", encoding="utf-8")
    query = "  - {table: people, query: \"SELECT 'clerk-4' AS user_id\"}"
    found = erased(tmp_path, f"  - {{table: events, file: log.xes}}\n{query}")
    assert found.written == ()
    assert found.left == (
        LeftAsItIs(file="log.xes", why="kind"),
        LeftAsItIs(file="notes.txt", why="named"),
        LeftAsItIs(file="people", why="query"),
    )
    assert (tmp_path / "log.xes").read_text() == xes


def test_a_rollout_file_with_mistakes_is_named_and_files_that_name_the_person_with_it(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_bytes(CLAIMS.encode())
    (tmp_path / "rollout.yaml").write_text("rollout: [", encoding="utf-8")
    found = erase_from_files(tmp_path / "rollout.yaml", "buyer-17", lambda _: None)
    assert found.left == (LeftAsItIs(file="claims.csv", why="named"), LeftAsItIs(file="rollout.yaml", why="unreadable"))


def test_a_file_without_the_person_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_bytes(CLAIMS.encode())
    before = (tmp_path / "claims.csv").stat()
    erased(tmp_path, "  - {table: events, file: claims.csv, columns: {user_id: Clerk}}", "somebody.else")
    after = (tmp_path / "claims.csv").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert {one.name for one in tmp_path.iterdir()} == {"claims.csv", "rollout.yaml"}
