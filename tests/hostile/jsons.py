"""JSON and JSON Lines that are deep, endless, broken, or something else."""

from __future__ import annotations

import json
from pathlib import Path

from tests.hostile.door import Hostile
from tests.hostile.separated import PDF, endless, noise, numbered, repeated

FIRST = {"case_id": "1", "activity": "a", "at": "2025-09-01T08:00:00Z"}
SECOND = {"case_id": "1", "activity": "b", "at": "2025-09-01T09:00:00Z"}
LINES = json.dumps(FIRST) + "\n" + json.dumps(SECOND) + "\n"
ARRAY = json.dumps([FIRST, SECOND])


def line(**values: object) -> str:
    return LINES + json.dumps({**FIRST, "case_id": "2", **values}) + "\n"


def with_raw(value: str) -> str:
    """Two sound lines, and one whose activity is written like this."""
    return LINES + '{"case_id": "2", "activity": ' + value + ', "at": "2025-09-01T08:00:00Z"}\n'


def element(value: str) -> str:
    """An array of two sound objects, and one whose activity is written like this."""
    return ARRAY[:-1] + ', {"case_id": "2", "activity": ' + value + ', "at": "2025-09-01T08:00:00Z"}]'


def deep(opening: str, times: int) -> str:
    return ARRAY[:-1] + ', {"case_id": ' + opening * times + "]"


LINES_CASES = {
    "nothing in JSON Lines": Hostile("e.jsonl", b"", ""),
    "blank lines in JSON Lines": Hostile("e.jsonl", b"\n \n\t\n" * 1_000, ""),
    "one line of JSON": Hostile("e.jsonl", json.dumps(FIRST), "1 rows"),
    "a gigabyte in one line of JSON": Hostile("e.jsonl", endless(LINES.encode() + b'{"case_id": "'), ""),
    "a gigabyte without JSON": Hostile("e.jsonl", endless(b""), ""),
    "fifteen megabytes in one line of JSON": Hostile("e.jsonl", repeated(LINES + '{"case_id": "2", "activity": "', "x" * 1_000, 15_000, '", "at": "2025-09-01"}\n'), ""),
    "a line a hundred thousand lists deep": Hostile("e.jsonl", LINES + "[" * 100_000 + "\n", ""),
    "a line with a value a hundred thousand objects deep": Hostile("e.jsonl", LINES + '{"case_id": ' * 100_000 + "\n", ""),
    "a line a thousand lists deep that closes them": Hostile("e.jsonl", with_raw("[" * 900 + "]" * 900), ""),
    "a line with a hundred thousand keys": Hostile("e.jsonl", LINES + json.dumps({f"k{n}": n for n in range(100_000)}) + "\n", ""),
    "a first line with a hundred thousand keys": Hostile("e.jsonl", json.dumps({**FIRST, **{f"k{n}": n for n in range(100_000)}}) + "\n", ""),
    "a line with keys that are equal": Hostile("e.jsonl", LINES + '{"case_id": "2", "case_id": "3", "activity": "a", "at": "2025-09-01T08:00:00Z"}\n', "3 rows"),
    "a number of a hundred thousand digits": Hostile("e.jsonl", with_raw("9" * 100_000), ""),
    "a number beyond all numbers": Hostile("e.jsonl", with_raw("1e999999"), ""),
    "not a number": Hostile("e.jsonl", with_raw("NaN"), ""),
    "half a pair in JSON": Hostile("e.jsonl", with_raw('"\\ud800"'), ""),
    "half a pair as bytes in JSON": Hostile("e.jsonl", with_raw('"#"').encode().replace(b"#", b"\xed\xa0\x80"), ""),
    "a zero in a text of JSON": Hostile("e.jsonl", with_raw('"a\\u0000b"'), "3 rows"),
    "signs that steer the terminal in JSON": Hostile("e.jsonl", with_raw('"\\u001b[2J\\u009b31m"'), "3 rows"),
    "JSON Lines in UTF-16": Hostile("e.jsonl", LINES.encode("utf-16"), ""),
    "JSON Lines in Windows-1252": Hostile("e.jsonl", with_raw('"ä"').encode("cp1252"), ""),
    "JSON Lines with a mark in every line": Hostile("e.jsonl", b"".join(b"\xef\xbb\xbf" + one.encode() for one in LINES.splitlines(keepends=True)), "2 rows"),
    "JSON Lines behind separators of records": Hostile("e.jsonl", LINES.replace("{", "\x1e{"), ""),
    "JSON Lines in a gzip's ending": Hostile("e.jsonl", noise(20_000), ""),
    "a CSV called JSON Lines": Hostile("e.jsonl", b"case_id,activity,at\n1,a,2025-09-01\n", ""),
    "an array called JSON Lines": Hostile("e.jsonl", ARRAY, ""),
    "a document called JSON Lines": Hostile("e.jsonl", PDF, ""),
    "a million lines that are no JSON": Hostile("e.jsonl", repeated(LINES, "{\n", 1_000_000), ""),
    "three hundred thousand lines with keys of their own": Hostile("e.jsonl", numbered(LINES, '{"k#": 1}\n', 300_000), ""),
    "a column that comes in the last line": Hostile("e.jsonl", repeated("", '{"case_id": 1}\n', 2_000, LINES), ""),
}  # fmt: skip


def wide(objects: int, keys: int) -> str:
    return json.dumps([{**FIRST, **{f"k{row}-{key}": 1 for key in range(keys)}} for row in range(objects)])


def scattered(file: Path) -> None:
    """A hundred thousand arrays of one object each, under keys of their own."""
    with file.open("w", encoding="utf-8") as out:
        out.write("{")
        out.write(", ".join(f'"k{number}": [{{"a": {number}}}]' for number in range(100_000)))
        out.write("}")


ARRAY_CASES = {
    "nothing in JSON": Hostile("e.json", b"", ""),
    "an empty array": Hostile("e.json", b"[]", ""),
    "null": Hostile("e.json", b"null", ""),
    "a text alone": Hostile("e.json", b'"case_id"', ""),
    "one object in an array": Hostile("e.json", json.dumps([FIRST]), "1 rows"),
    "an array that is cut off": Hostile("e.json", ARRAY[:-20], ""),
    "an array with a comma too many": Hostile("e.json", ARRAY[:-1] + ",]", ""),
    "an array with remarks": Hostile("e.json", "// remarks\n" + ARRAY, ""),
    "an array with something behind it": Hostile("e.json", ARRAY + "garbage", ""),
    "two arrays": Hostile("e.json", ARRAY + ARRAY, ""),
    "an array of arrays": Hostile("e.json", json.dumps([[1, 2], [3, 4]]), ""),
    "an array of all things": Hostile("e.json", json.dumps([FIRST, 1, None, "x", [], SECOND]), ""),
    "a gigabyte in one text of JSON": Hostile("e.json", endless(ARRAY[:-1].encode() + b', {"case_id": "'), ""),
    "thirty megabytes of blanks": Hostile("e.json", repeated("[", " " * 1_000, 30_000, ARRAY[1:]), ""),
    "a text of fifty megabytes": Hostile("e.json", repeated('[{"case_id": "', "x" * 1_000, 50_000, '", "activity": "a", "at": "2025-09-01"}]'), ""),
    "a key of fifty megabytes": Hostile("e.json", repeated('[{"', "x" * 1_000, 50_000, '": 1}]'), ""),
    "an array a hundred thousand lists deep": Hostile("e.json", deep("[", 100_000), ""),
    "an array a hundred thousand objects deep": Hostile("e.json", deep('{"a":', 100_000), ""),
    "an array a million lists deep from its start": Hostile("e.json", "[" * 1_000_000, ""),
    "an array 33 lists deep": Hostile("e.json", element("[" * 32 + "]" * 32), ""),
    "an object with a hundred thousand keys": Hostile("e.json", wide(1, 100_000), ""),
    "a thousand objects with a thousand keys of their own": Hostile("e.json", wide(1_000, 1_000), ""),
    "a hundred thousand arrays side by side": Hostile("e.json", scattered, ""),
    "a number of a million digits": Hostile("e.json", element("9" * 1_000_000), ""),
    "a number with a power beyond all reason": Hostile("e.json", element("1e" + "9" * 900), ""),
    "a number with a large power": Hostile("e.json", element("1e999999999"), ""),
    "NaN in an array": Hostile("e.json", element("NaN"), ""),
    "half a pair in an array": Hostile("e.json", element('"\\ud800"'), ""),
    "half a pair as bytes in an array": Hostile("e.json", element('"#"').encode().replace(b"#", b"\xed\xa0\x80"), ""),
    "overlong UTF-8 in an array": Hostile("e.json", element('"#"').encode().replace(b"#", b"\xc0\xaf"), ""),
    "JSON in UTF-16": Hostile("e.json", ARRAY.encode("utf-16"), "2 rows"),
    "JSON in UTF-32": Hostile("e.json", ARRAY.encode("utf-32-be"), ""),
    "JSON in UTF-16 that is cut in a letter": Hostile("e.json", ARRAY.encode("utf-16")[:-1], ""),
    "a key that is a path": Hostile("e.json", json.dumps([{"../../etc/passwd": 1, "__class__": {"__init__": 1}, **FIRST}]), "1 rows"),
    "a key that steers the terminal": Hostile("e.json", json.dumps([{"\x1b[2J\x1b[31mcase": 1}]), ""),
    "keys of a kilobyte": Hostile("e.json", json.dumps([{"k" * 1_000 + str(n): 1 for n in range(20)}]), ""),
    "a CSV called JSON": Hostile("e.json", b"case_id,activity,at\n1,a,2025-09-01\n", ""),
    "a document called JSON": Hostile("e.json", PDF, ""),
    "noise called JSON": Hostile("e.json", noise(20_000), ""),
    "OCEL of nothing": Hostile("e.jsonocel", b'{"objectTypes": [], "eventTypes": [], "objects": [], "events": []}', ""),
    "OCEL that is cut off": Hostile("e.jsonocel", b'{"objectTypes": [{"name": "order", "attributes": [', ""),
    "OCEL whose parts are of other kinds": Hostile("e.jsonocel", b'{"objectTypes": 1, "eventTypes": "x", "objects": {"id": 1}, "events": [1, null, {"id": []}]}', ""),
    "OCEL of events without objects": Hostile("e.jsonocel", b'{"objectTypes": [], "eventTypes": [], "objects": [], "events": [{"id": "1", "type": "a", "time": "2025-09-01T08:00:00Z", "relationships": [{"objectId": "nobody"}]}]}', ""),
    "OCEL with fifty thousand types of objects": Hostile("e.jsonocel", numbered('{"objects": [{"id": "o", "type": "t"}', ', {"id": "o#", "type": "t#"}', 50_000, "]}"), ""),
    "OCEL a hundred thousand deep": Hostile("e.jsonocel", '{"objectTypes": ' + "[" * 100_000, ""),
    "OCEL in which every event touches every object": Hostile("e.jsonocel", json.dumps({"objectTypes": [], "eventTypes": [], "objects": [{"id": f"o{n}", "type": "t"} for n in range(1_000)], "events": [{"id": f"e{n}", "type": "a", "time": "2025-09-01T08:00:00Z", "relationships": [{"objectId": f"o{o}"} for o in range(1_000)]} for n in range(100)]}), ""),
}  # fmt: skip

CASES = {**LINES_CASES, **ARRAY_CASES}
