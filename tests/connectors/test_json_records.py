"""JSON: the records are found wherever an export puts them, and what is broken is told by its byte."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desirepath.connectors import json_records, json_text
from desirepath.connectors.connector import Place
from desirepath.vocabulary.errors import BadInput
from tests.connectors.placed import at, placed, raw, said, taken
from tests.connectors.workbooks import zipped

GOOD = {"case_id": "C-1", "activity": "Submit", "at": "2025-09-01T08:30:00+02:00"}
SUBMIT = {"case_id": "C-1", "activity": "Submit", "at": at(1, 6, 30), "row": 1}
ONE = json.dumps(GOOD)
NO_RECORDS = "It holds no array of objects, neither at its top nor under one of its keys. Export it with its rows; JSON Lines need `format: jsonl`."

MISTAKES = {
    "nothing": (b"", "It is empty. Copy or download it again."),
    "blanks": (b"  \n", "It ends in the middle, after 3 bytes. Copy or download it again."),
    "a web page": (b"<html><body>Sign in</body></html>", "It is not JSON from byte 1 on, at `<html><body>`. Export it again."),
    "cut off": (f"[{ONE}".encode(), "It ends in the middle, after 76 bytes. Copy or download it again."),
    "cut off in a text": (b'{"issues": [{"key": "a', "It ends in the middle, after 22 bytes. Copy or download it again."),
    "a comma too many": (b'[{"a": 1},]', "It is not JSON from byte 11 on, at `]`. Export it again."),
    "no number": (b'[{"a": NaN}]', "It is not JSON from byte 8 on, at `NaN}]`. Such numbers are no JSON: write null."),
    "no end": (b'[{"a": -Infinity}]', "It is not JSON from byte 8 on, at `-Infinity}]`. Such numbers are no JSON: write null."),
    "single quotes": (b"[{'a': 1}]", "It is not JSON from byte 3 on, at `'a': 1}]`. Export it again."),
    "something after the end": (b'[{"a": 1}] done', "It is not JSON from byte 12 on, at `done`. Export it again."),
    "a line break in a text": (b'[{"a": "x\ny"}]', 'It is not JSON from byte 10 on, at `\ufffdy"}]`. Line breaks and tabs in texts have to be escaped.'),
    "Windows-1252": (b'[{"a": "\xe4h"}]', 'It is not JSON from byte 9 on, at `\ufffdh"}]`. Save it as UTF-8.'),
    "half of UTF-16": ('[{"a": 1}]'.encode("utf-16")[:-1], "It begins as Unicode text and goes on as something else. Save it as UTF-8."),
    "numbers": (b"[1, 2, 3]", NO_RECORDS),
    "lists in a list": (b'[["a", "b"], ["c", "d"]]', NO_RECORDS),
    "an empty list": (b"[]", NO_RECORDS),
    "an empty export": (b'{"total": 0, "issues": []}', NO_RECORDS),
    "records two keys deep": (b'{"data": {"issues": [{"a": 1}]}}', NO_RECORDS),
    "brackets without end": (b"[" * 1_000_000, "Lists and objects in it are nested more than 32 deep. Export it with less inside."),
    "an object in an object, and so on": (b'[{"a":' + b'{"a":' * 40, "Lists and objects in it are nested more than 32 deep. Export it with less inside."),
    "a number of 5,000 digits": (b'[{"a": ' + b"1" * 5000 + b"}]", "It holds a number of more than 1,000 digits. Write it as text."),
    "a number beyond all reason": (b'[{"a": 1e99999999999999999999}]', "It is not JSON from byte 30 on, at `}]`. Export it again."),
    "too many columns": (json.dumps([{str(n): n for n in range(10_001)}]).encode(), "It has more than 10,000 columns. Export it with less inside."),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path, case: str) -> None:
    content, what = MISTAKES[case]
    with pytest.raises(BadInput) as caught:
        taken(placed(tmp_path, "e.json", content))
    assert str(caught.value) == f"e.json: {what}"


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 64])
@pytest.mark.parametrize("case", [case for case, (content, _) in MISTAKES.items() if len(content) < 1_000])
def test_what_is_said_of_a_file_does_not_hang_on_where_it_is_cut_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str, piece: int
) -> None:
    content, what = MISTAKES[case]
    monkeypatch.setattr(json_text, "_PIECE", piece)
    with pytest.raises(BadInput) as caught:
        taken(placed(tmp_path, "e.json", content))
    assert str(caught.value) == f"e.json: {what}"


ROWS = {
    "no time": (f'[{ONE}, {{"case_id": "C-1", "activity": "Pay"}}]', "2: `at` is empty"),
    "null for a time": (f'[{ONE}, {{"case_id": "C-1", "activity": "Pay", "at": null}}]', "2: `at` is empty"),
    "a number among the records": (f"[{ONE}, 5]", "2: is not a JSON object"),
    "a list among the records": (f"[{ONE}, [{ONE}]]", "2: is not a JSON object"),
    "an object for a case": (f'[{ONE}, {{"case_id": {{"id": 1}}, "activity": "Pay", "at": "2025-09-01"}}]', "2: `case_id` is empty"),
}  # fmt: skip


@pytest.mark.parametrize("case", ROWS)
def test_a_row_that_cannot_be_used_is_set_aside_with_the_number_of_its_object(tmp_path: Path, case: str) -> None:
    content, reason = ROWS[case]
    assert taken(placed(tmp_path, "e.json", content)) == ([SUBMIT], [reason])


UNUSUAL = {
    "an array": f"[{ONE}]",
    "under a key": f'{{"total": 1, "records": [{ONE}]}}',
    "the largest of several": f'{{"columns": [{{"name": "at"}}], "rows": [{ONE}, {ONE}], "links": [{{"rel": "next"}}]}}',
    "under a key without a name": f'{{"": [{ONE}]}}',
    "under a key with signs": f'{{"a \\"quoted\\" key\\\\": [{ONE}], "b": 1}}',
    "a key before that looks like the end": f'{{"note": "{{[\\"", "value": [{ONE}]}}',
    "objects of objects beside it": f'{{"names": {{"a": {{"x": [{{}}]}}, "b": {{}}}}, "result": [{ONE}]}}',
    "pretty": json.dumps({"issues": [GOOD]}, indent=4),
    "one a line": f"{ONE}\n",
    "a byte order mark": b"\xef\xbb\xbf" + f"[{ONE}]".encode(),
    "UTF-16": f"[{ONE}]".encode("utf-16"),
    "UTF-16 without a mark": f"[{ONE}]".encode("utf-16-le"),
    "UTF-32": f"[{ONE}]".encode("utf-32"),
    "blanks around": f"\n\n  [ {ONE} ]  \n",
    "other capitals": '[{"Case ID": "C-1", "ACTIVITY": "Submit", "At": "2025-09-01T08:30:00+02:00"}]',
}
UNUSUAL["one a line"] = f"{ONE}\n{ONE}\n"


@pytest.mark.parametrize("case", UNUSUAL)
def test_records_are_found_where_exports_really_put_them(tmp_path: Path, case: str) -> None:
    rows, aside = taken(placed(tmp_path, "e.json", UNUSUAL[case]))
    assert rows == [{**SUBMIT, "row": number} for number in range(1, len(rows) + 1)]
    assert len(rows) == (2 if case in {"one a line", "the largest of several"} else 1)
    assert aside == []


@pytest.mark.parametrize("name", ["e.json.gz", "e.zip"])
def test_json_is_read_where_it_is_packed(tmp_path: Path, name: str) -> None:
    content = gzip.compress(f"[{ONE}]".encode()) if name.endswith("gz") else zipped({"a.json": f"[{ONE}]"})
    assert taken(placed(tmp_path, name, content)) == ([SUBMIT], [])


VALUES: dict[str, tuple[str, dict[str, str]]] = {
    "a text": ('"x"', {"v": "x"}),
    "an empty text": ('""', {"v": ""}),
    "a text with signs": (r'"a\"b\\c\u00e4\n"', {"v": 'a"b\\cä\n'}),
    "a whole number": ("4711", {"v": "4711"}),
    "a number of twenty digits": ("12345678901234567890", {"v": "12345678901234567890"}),
    "a number as it is written": ("1.10", {"v": "1.10"}),
    "a sum that binary cannot hold": ("0.1", {"v": "0.1"}),
    "yes": ("true", {"v": "true"}),
    "no": ("false", {"v": "false"}),
    "null": ("null", {}),
    "an object": ('{"id": 7, "name": {"en": "x"}}', {"v.id": "7", "v.name.en": "x"}),
    "an empty object": ("{}", {}),
    "a list of texts": ('["a", null, 2, true]', {"v": "a; 2; true"}),
    "an empty list": ("[]", {}),
    "a list of objects": ('[{"id": 1}, {"id": 2}]', {"v.0.id": "1", "v.1.id": "2"}),
    "a list of lists": ("[[1, 2], [3]]", {"v.0": "1; 2", "v.1": "3"}),
    "a list of all kinds": ('[1, {"id": 2}]', {"v.0": "1", "v.1.id": "2"}),
    "a key twice": ('1, "v": 2', {"v": "2"}),
    "objects with a type": ('[{"type": "work", "value": "a"}, {"type": "home", "value": "b"}]', {"v.0.type": "work", "v.0.value": "a", "v.work.type": "work", "v.work.value": "a", "v.1.type": "home", "v.1.value": "b", "v.home.type": "home", "v.home.value": "b"}),
    "one that is primary": ('[{"value": "a"}, {"primary": true, "value": "b"}]', {"v.0.value": "a", "v.1.primary": "true", "v.1.value": "b", "v.primary": "true", "v.value": "b"}),
    "a schema for a key": ('{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Purchasing"}}', {"v.urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department": "Purchasing"}),
}  # fmt: skip


@pytest.mark.parametrize("case", VALUES)
def test_a_value_becomes_columns_of_text(tmp_path: Path, case: str) -> None:
    value, texts = VALUES[case]
    place = placed(tmp_path, "e.json", f'[{{"id": 1, "v": {value}}}]')
    assert raw(json_records, place) == [{"id": "1", **texts, "line": 1}]
    for name, text in texts.items():
        assert raw(json_records, place, name) == [{name: text, "line": 1}]


def test_of_a_long_list_the_first_hundred_have_columns(tmp_path: Path) -> None:
    place = placed(tmp_path, "e.json", json.dumps([{"v": [{"n": n} for n in range(500)]}]))
    assert json_records.columns(place) == tuple(f"v.{n}.n" for n in range(100))


def test_where_the_rows_are_is_said_if_they_are_under_a_key(tmp_path: Path) -> None:
    assert said(json_records, placed(tmp_path, "a.json", f"[{ONE}]")) == []
    place = placed(tmp_path, "b.json", f'{{"issues": [{ONE}]}}')
    assert said(json_records, place) == ["b.json: the rows are the objects under `issues`"]


def test_a_record_that_comes_late_is_read_by_the_columns_of_those_before(tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [{"a": n} for n in range(2000)]
    place = placed(tmp_path, "e.json", json.dumps([*records, {"a": 2000, "late": 1}]))
    assert json_records.columns(place) == ("a",)
    assert raw(json_records, place, "a")[-1] == {"a": "2000", "line": 2001}


keys = st.text(st.characters(blacklist_categories=("Cs",)), max_size=6)
leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(st.characters(blacklist_categories=("Cs",)), max_size=9)
)
trees = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=6
)


@given(
    records=st.lists(st.dictionaries(keys, leaves, min_size=1, max_size=4), min_size=1, max_size=5),
    others=st.dictionaries(keys, st.one_of(leaves, st.dictionaries(keys, trees, max_size=2)), max_size=3),
    key=keys,
    indent=st.sampled_from([None, 2]),
    ascii_only=st.booleans(),
    piece=st.integers(1, 40),
)
def test_the_records_are_found_whatever_stands_around_them(
    tmp_path_factory: pytest.TempPathFactory,
    records: list[dict[str, Any]],
    others: dict[str, Any],
    key: str,
    indent: int | None,
    ascii_only: bool,
    piece: int,
) -> None:
    records[0]["id"] = "first"
    document = {**others, key: records}
    content = json.dumps(document, indent=indent, ensure_ascii=ascii_only)
    place = placed(tmp_path_factory.mktemp("json"), "e.json", content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "_PIECE", piece)
        found = raw(json_records, place)
    names = list(json_records.columns(place))
    expected = [{name: _shown(record.get(name)) for name in names} for record in records]
    assert [{name: row[name] for name in names} for row in found] == expected
    assert [row["line"] for row in found] == list(range(1, len(records) + 1))


def _shown(value: object) -> str | None:
    return json.dumps(value) if isinstance(value, bool) else None if value is None else str(value)


def test_brackets_and_quotes_in_texts_are_no_brackets_and_quotes(tmp_path: Path) -> None:
    text = '[{]}\\"[' * 20
    place = placed(tmp_path, "e.json", json.dumps({"note": text, "rows": [{"a": text}] * 3, "more": [{"b": "]"}]}))
    assert raw(json_records, place) == [{"a": text, "line": number} for number in (1, 2, 3)]


def test_the_parser_is_the_one_in_c() -> None:
    assert json_text.ijson.backend == "yajl2_c"


def test_a_file_of_another_product_is_read_by_the_place_of_its_columns(tmp_path: Path) -> None:
    issue = {"key": "HD-1", "fields": {"created": "2025-09-01T08:30:00.000+0200", "reporter": {"accountId": "u1"}}}
    place = placed(tmp_path, "e.json", json.dumps({"startAt": 0, "issues": [issue]}))
    columns = {"ticket_id": "key", "opened_at": "fields.created", "user_id": "fields.reporter.accountId"}
    [row], aside = taken(place, "tickets", **columns)
    assert (row["ticket_id"], row["opened_at"], row["user_id"], aside) == ("HD-1", at(1, 6, 30), "u1", [])


def test_rows_come_in_batches_of_fifty_thousand_while_the_file_is_read(tmp_path: Path) -> None:
    place = placed(tmp_path, "e.json", "[" + ",".join(f'{{"a": {n}}}' for n in range(120_000)) + "]")
    batches = json_records.read(Place(place.path), frozenset({"a"}))
    assert [batch.num_rows for batch in batches] == [50_000, 50_000, 20_000]
