"""What is wrong with a file is said in one line, or its rows are set aside with line and reason; nothing else happens."""

import gzip
import io
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from desirepath import connectors
from desirepath.catalogue import entries
from desirepath.connectors.read_source import Wanted, files_of, read_file
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.rollout import Source
from desirepath.vocabulary.study import SetAside

HEAD = "case_id,activity,at\n"
GOOD = "1,Submit,2025-09-01T08:00:00Z\n"
ENDINGS = [ending for entry in entries(connectors, "CONNECTOR").values() for ending in entry.constant.endings]
XES_HEAD = '<?xml version="1.0"?><log>'


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_dot_", "."), text)
    return buffer.getvalue()


def parquet(**columns: list) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


def event(**attributes: str) -> str:
    return (
        "<event>"
        + "".join(f'<string key="{k.replace("_", ":")}" value="{v}"/>' for k, v in attributes.items())
        + "</event>"
    )


def wanted(folder: Path) -> Wanted:
    return Wanted(folder=folder, timezone="Europe/Amsterdam", keep=frozenset(), rollout_file="rollout.yaml")


def taken(
    folder: Path, name: str, content: bytes | str, table: str = "events", **columns: str | None
) -> tuple[int, list[str]]:
    """The rows that can be used, and those set aside as `line: reason`."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    source = Source(table=table, file=name, columns=columns, line=7)
    rows, aside = 0, []
    for path in files_of(source, wanted(folder)):
        for item in read_file(path, source, wanted(folder)):
            if isinstance(item, SetAside):
                aside.append(f"{item.line}: {item.reason}")
            elif isinstance(item, pa.RecordBatch):
                rows += item.num_rows
    return rows, aside


ROWS = {
    "no case": ("e.csv", HEAD + GOOD + ",Submit,2025-09-01\n", "3: `case_id` is empty"),
    "no activity": ("e.csv", HEAD + GOOD + "1,,2025-09-01\n", "3: `activity` is empty"),
    "no time": ("e.csv", HEAD + GOOD + "1,Submit,\n", "3: `at` is empty"),
    "NA as time": ("e.csv", HEAD + GOOD + "1,Submit,NA\n", "3: `at` is empty"),
    "no such day": ("e.csv", HEAD + GOOD + "1,Submit,2025-02-30\n", "3: `at` is `2025-02-30`, no time between 1900 and 2100 in the format of the others"),
    "no such hour": ("e.csv", HEAD + GOOD + "1,Submit,2025-02-03 25:00\n", "3: `at` is `2025-02-03 25:00`, no time between 1900 and 2100 in the format of the others"),
    "another order": ("e.csv", HEAD + GOOD * 3 + "1,Submit,31/12/2025\n", "5: `at` is `31/12/2025`, no time between 1900 and 2100 in the format of the others"),
    "long ago": ("e.csv", HEAD + GOOD + "1,Submit,1848-03-18\n", "3: `at` is `1848-03-18`, no time between 1900 and 2100 in the format of the others"),
    "far ahead": ("e.csv", HEAD + GOOD + "1,Submit,2160-01-01\n", "3: `at` is `2160-01-01`, no time between 1900 and 2100 in the format of the others"),
    "words for a time": ("e.csv", HEAD + GOOD + "1,Submit,yesterday\n", "3: `at` is `yesterday`, no time between 1900 and 2100 in the format of the others"),
    "a field too many": ("e.csv", HEAD + GOOD + "1,Submit,2025-09-01,x\n" + GOOD, "3: has 4 fields where the header has 3"),
    "a field too few": ("e.csv", HEAD + GOOD + "1,Submit\n" + GOOD, "3: has 2 fields where the header has 3"),
    "after a line break in quotes": ("e.csv", HEAD + '1,"Sub\nmit",2025-09-01\n,x,2025-09-01\n', "4: `case_id` is empty"),
    "blank lines": ("e.csv", HEAD + "\n\n" + GOOD + ",x,2025-09-01\n", "5: `case_id` is empty"),
    "unknown outcome": ("e.csv", "case_id,activity,at,outcome\n1,a,2025-09-01,ok\n1,a,2025-09-01,fine\n", "3: `outcome` is `fine`, none of ok, failed, returned, corrected, duplicate, denied"),
    "broken JSON": ("e.jsonl", '{"case_id":"1","activity":"a","at":"2025-09-01"}\n{"case_id":\n', "2: is not JSON"),
    "a JSON list": ("e.jsonl", '{"case_id":"1","activity":"a","at":"2025-09-01"}\n[1]\n', "2: is not a JSON object"),
    "a nested value": ("e.jsonl", '{"case_id":"1","activity":"a","at":"2025-09-01"}\n{"case_id":{},"activity":"a","at":"2025-09-01"}\n', "2: `case_id` holds a list or an object"),
    "deep JSON": ("e.jsonl", '{"case_id":"1","activity":"a","at":"2025-09-01"}\n' + "[" * 100_000 + "\n", "2: is not JSON"),
    "not UTF-8 in JSON": ("e.jsonl", b'{"case_id":"1","activity":"a","at":"2025-09-01"}\n{"case_id":"\xff"}\n', "2: is not JSON"),
    "an event without a name": ("e.xes", XES_HEAD + '<trace><string key="concept:name" value="1"/>\n' + event(concept_name="a", time_timestamp="2025-09-01T08:00:00Z") + "\n" + event(time_timestamp="2025-09-01T08:00:00Z") + "</trace></log>", "3: `activity` is empty"),
    "an event without a time": ("e.xes", XES_HEAD + '<trace><string key="concept:name" value="1"/>\n' + event(concept_name="a", time_timestamp="2025-09-01T08:00:00Z") + "\n" + event(concept_name="a") + "</trace></log>", "3: `at` is empty"),
    "an empty cell in Parquet": ("e.parquet", parquet(case_id=["1", None], activity=["a", "a"], at=["2025-09-01", "2025-09-01"]), "2: `case_id` is empty"),
}  # fmt: skip


@pytest.mark.parametrize("case", ROWS)
def test_a_row_that_cannot_be_used_is_set_aside_with_its_line(tmp_path: Path, case: str) -> None:
    name, content, said = ROWS[case]
    columns = {"user_id": None} if name.endswith(".xes") else {}
    rows, aside = taken(tmp_path, name, content, **columns)
    assert aside == [said]
    assert rows >= 1


FILES = {
    "an empty file": ("e.csv", b"", "e.csv: It is empty. The first line must name the columns."),
    "a column missing": ("e.csv", b"case,activity,at\n1,a,2025-09-01\n", "rollout.yaml:7: e.csv, read as table `events`, has no column `case_id`. Did you mean `case`? Say under `columns` what the file calls it."),
    "nothing alike": ("e.csv", b"x,y\n1,2\n", "rollout.yaml:7: e.csv, read as table `events`, has no column `case_id`. There is: `x`, `y`. Say under `columns` what the file calls it."),
    "a header twice": ("e.csv", b"case_id,activity,at,at\n1,a,2025-09-01,2025-09-01\n", "e.csv:1: The column `at` occurs twice. Rename one of them."),
    "another ending": ("e.docx", b"PK", f"e.docx: No connector reads files that end in `.docx`. These are read: {', '.join(sorted(set(ENDINGS)))}, also as .gz and .zip."),
    "no Parquet": ("e.parquet", b"case_id", "e.parquet: It is not a Parquet file, or it is cut off. Copy or export it again."),
    "half a Parquet": ("e.parquet", parquet(case_id=["1"], activity=["a"], at=["2025-09-01"])[:-40], "e.parquet: It is not a Parquet file, or it is cut off. Copy or export it again."),
    "lists in Parquet": ("e.parquet", parquet(case_id=[["1"]], activity=["a"], at=["2025-09-01"]), "e.parquet: `case_id` holds lists or structures. Name a plain column."),
    "half a gzip": ("e.csv.gz", gzip.compress((HEAD + GOOD * 9000).encode())[:-200], "e.csv.gz: It is cut off or damaged. Copy or download it again."),
    "a damaged gzip": ("e.csv.gz", gzip.compress((HEAD + GOOD).encode())[:-8] + b"12345678", "e.csv.gz: It is cut off or damaged. Copy or download it again."),
    "half a zip": ("e.zip", zipped(a_dot_csv=HEAD + GOOD)[:-30], "e.zip: It is cut off or damaged. Copy or download it again."),
    "a zip of pictures": ("e.zip", zipped(a_dot_png="x"), f"e.zip: No file in it ends in {', '.join(dict.fromkeys(ENDINGS))}. Name the file that holds the rows."),
    "a document type": ("e.xes", b'<!DOCTYPE log [<!ENTITY a "b">]><log/>', "e.xes:1: It declares a document type or an entity, which is not read. Save it without."),
    "XML cut off": ("e.xes", (XES_HEAD + "<trace>").encode(), "e.xes:1: It is not well-formed XML: no element found. Export it again."),
    "no XML": ("e.xes", b"case_id,activity", "e.xes:1: It is not well-formed XML: syntax error. Export it again."),
    "too many columns": ("e.csv", ",".join(f"c{n}" for n in range(10_001)).encode(), "e.csv: It has 10,001 columns, more than 10,000."),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path, case: str) -> None:
    name, content, said = FILES[case]
    with pytest.raises(BadInput) as caught:
        taken(tmp_path, name, content)
    assert str(caught.value) == said


def test_a_file_that_is_not_there_is_named_with_the_line_of_the_rollout_file(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(HEAD + GOOD)
    with pytest.raises(BadInput) as caught:
        files_of(Source(table="events", file="event.csv", line=7), wanted(tmp_path))
    assert str(caught.value) == "rollout.yaml:7: There is no file `event.csv`. Did you mean `events.csv`?"


UNUSUAL = {
    "semicolons": ("e.csv", b"case_id;activity;at\n1;a;2025-09-01\n"),
    "tabs": ("e.tsv", b"case_id\tactivity\tat\n1\ta\t2025-09-01\n"),
    "a byte order mark": ("e.csv", "\ufeffcase_id,activity,at\n1,a,2025-09-01\n".encode()),
    "UTF-16": ("e.csv", "case_id,activity,at\n1,ä,2025-09-01\n".encode("utf-16")),
    "Windows-1252": ("e.csv", "case_id,activity,at\n1,ä,2025-09-01\n".encode("cp1252")),
    "other capitals": ("e.csv", b"Case ID,ACTIVITY,At\n1,a,2025-09-01\n"),
    "day first": ("e.csv", b"case_id,activity,at\n1,a,29/2/2016 01:16\n"),
    "seconds since 1970": ("e.csv", b"case_id,activity,at\n1,a,1700000000\n"),
    "in a gzip": ("e.csv.gz", gzip.compress(b"case_id,activity,at\n1,a,2025-09-01\n")),
    "in a zip": ("e.zip", zipped(a_dot_csv="case_id,activity,at\n1,a,2025-09-01\n")),
    "NUL bytes": ("e.csv", b"case_id,activity,at\n1,a\x00b,2025-09-01\n"),
    "no last line break": ("e.csv", b"case_id,activity,at\n1,a,2025-09-01"),
    "carriage returns": ("e.csv", b"case_id,activity,at\r\n1,a,2025-09-01\r\n"),
}


@pytest.mark.parametrize("case", UNUSUAL)
def test_what_people_really_have_is_read(tmp_path: Path, case: str) -> None:
    name, content = UNUSUAL[case]
    assert taken(tmp_path, name, content) == (1, [])
