"""JSON and JSON Lines that are deep, endless, broken, or something else."""

from __future__ import annotations

import json
from pathlib import Path

from tests.hostile.door import Hostile, later
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
    "nothing in JSON Lines": Hostile("e.jsonl", b"", "e.jsonl: It is empty. Each line must hold a JSON object."),
    "blank lines in JSON Lines": Hostile("e.jsonl", b"\n \n\t\n" * 1_000, "e.jsonl: It is empty. Each line must hold a JSON object."),
    "one line of JSON": Hostile("e.jsonl", json.dumps(FIRST), "1 rows"),
    "a gigabyte in one line of JSON": Hostile("e.jsonl", endless(LINES.encode() + b'{"case_id": "'), "e.jsonl:3: Its line 3 is longer than 16 MiB. A row stands on one line, or is it another format?"),
    "a gigabyte without JSON": Hostile("e.jsonl", endless(b""), "e.jsonl:1: Its line 1 is longer than 16 MiB. A row stands on one line, or is it another format?"),
    "fifteen megabytes in one line of JSON": Hostile("e.jsonl", repeated(LINES + '{"case_id": "2", "activity": "', "x" * 1_000, 15_000, '", "at": "2025-09-01"}\n'), "3 rows", is_long=True),
    "a line a hundred thousand lists deep": Hostile("e.jsonl", later(lambda: LINES + "[" * 100_000 + "\n"), "2 rows, 1 set aside: e.jsonl:3: is not JSON"),
    "a line with a value a hundred thousand objects deep": Hostile("e.jsonl", later(lambda: LINES + '{"case_id": ' * 100_000 + "\n"), "2 rows, 1 set aside: e.jsonl:3: is not JSON"),
    "a line a thousand lists deep that closes them": Hostile("e.jsonl", with_raw("[" * 900 + "]" * 900), "2 rows, 1 set aside: e.jsonl:3: `activity` holds a list or an object"),
    "a line with a hundred thousand keys": Hostile("e.jsonl", later(lambda: LINES + json.dumps({f"k{n}": n for n in range(100_000)}) + "\n"), "e.jsonl: It has more than 10,000 columns. Export it with less inside."),
    "a first line with a hundred thousand keys": Hostile("e.jsonl", later(lambda: json.dumps({**FIRST, **{f"k{n}": n for n in range(100_000)}}) + "\n"), "e.jsonl: It has more than 10,000 columns. Export it with less inside."),
    "a line with keys that are equal": Hostile("e.jsonl", LINES + '{"case_id": "2", "case_id": "3", "activity": "a", "at": "2025-09-01T08:00:00Z"}\n', "3 rows"),
    "a number of a hundred thousand digits": Hostile("e.jsonl", with_raw("9" * 100_000), "2 rows, 1 set aside: e.jsonl:3: is not JSON"),
    "a number beyond all numbers": Hostile("e.jsonl", with_raw("1e999999"), "2 rows, 1 set aside: e.jsonl:3: is not JSON"),
    "not a number": Hostile("e.jsonl", with_raw("NaN"), "2 rows, 1 set aside: e.jsonl:3: is not JSON"),
    "half a pair in JSON": Hostile("e.jsonl", with_raw('"\\ud800"'), "2 rows, 1 set aside: e.jsonl:3: is not JSON"),
    "half a pair as bytes in JSON": Hostile("e.jsonl", with_raw('"#"').encode().replace(b"#", b"\xed\xa0\x80"), "2 rows, 1 set aside: e.jsonl:3: is not JSON"),
    "a zero in a text of JSON": Hostile("e.jsonl", with_raw('"a\\u0000b"'), "3 rows"),
    "signs that steer the terminal in JSON": Hostile("e.jsonl", with_raw('"\\u001b[2J\\u009b31m"'), "3 rows"),
    "JSON Lines in UTF-16": Hostile("e.jsonl", LINES.encode("utf-16"), "2 rows"),
    "JSON Lines in Windows-1252": Hostile("e.jsonl", with_raw('"ä"').encode("cp1252"), "2 rows, 1 set aside: e.jsonl:3: is not JSON"),
    "JSON Lines with a mark in every line": Hostile("e.jsonl", b"".join(b"\xef\xbb\xbf" + one.encode() for one in LINES.splitlines(keepends=True)), "2 rows"),
    "JSON Lines behind separators of records": Hostile("e.jsonl", LINES.replace("{", "\x1e{"), "2 rows"),
    "JSON Lines in a gzip's ending": Hostile("e.jsonl", noise(20_000), "e.jsonl: None of its first 1,000 lines is a JSON object. Is it another format? Name it, such as `format: json`."),
    "a CSV called JSON Lines": Hostile("e.jsonl", b"case_id,activity,at\n1,a,2025-09-01\n", "e.jsonl: None of its first 1,000 lines is a JSON object. Is it another format? Name it, such as `format: json`."),
    "an array called JSON Lines": Hostile("e.jsonl", ARRAY, "e.jsonl: None of its first 1,000 lines is a JSON object. Is it another format? Name it, such as `format: json`."),
    "a document called JSON Lines": Hostile("e.jsonl", PDF, "e.jsonl: It is no text but a PDF. Is the ending of its name right?"),
    "a million lines that are no JSON": Hostile("e.jsonl", repeated(LINES, "{\n", 1_000_000), "2 rows, 1,000,000 set aside: e.jsonl:3: is not JSON", is_long=True),
    "three hundred thousand lines with keys of their own": Hostile("e.jsonl", numbered(LINES, '{"k#": 1}\n', 300_000), "2 rows, 300,000 set aside: e.jsonl:3: `case_id` is empty", is_long=True),
    "a column that comes in the last line": Hostile("e.jsonl", repeated("", '{"case_id": 1}\n', 2_000, LINES), "rollout.yaml:6: e.jsonl, read as table `events`, has no column `activity`. There is: `case_id`. Say under `columns` what the file calls it."),
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
    "nothing in JSON": Hostile("e.json", b"", "e.json: It is empty. Copy or download it again."),
    "an empty array": Hostile("e.json", b"[]", "e.json: It holds no array of objects, neither at its top nor under one of its keys. Export it with its rows; JSON Lines need `format: jsonl`."),
    "null": Hostile("e.json", b"null", "e.json: It holds no array of objects, neither at its top nor under one of its keys. Export it with its rows; JSON Lines need `format: jsonl`."),
    "a text alone": Hostile("e.json", b'"case_id"', "e.json: It holds no array of objects, neither at its top nor under one of its keys. Export it with its rows; JSON Lines need `format: jsonl`."),
    "one object in an array": Hostile("e.json", json.dumps([FIRST]), "1 rows"),
    "an array that is cut off": Hostile("e.json", ARRAY[:-20], "e.json: It ends in the middle, after 110 bytes. Copy or download it again."),
    "an array with a comma too many": Hostile("e.json", ARRAY[:-1] + ",]", "e.json: It is not JSON from byte 131 on, at `]`. Export it again."),
    "an array with remarks": Hostile("e.json", "// remarks\n" + ARRAY, "e.json: It is not JSON from byte 1 on, at `// remarks\ufffd[`. Export it again."),
    "an array with something behind it": Hostile("e.json", ARRAY + "garbage", "e.json: It is not JSON from byte 131 on, at `garbage`. Export it again."),
    "two arrays": Hostile("e.json", ARRAY + ARRAY, 'e.json: It is not JSON from byte 131 on, at `[{"case_id":`. Export it again.'),
    "an array of arrays": Hostile("e.json", json.dumps([[1, 2], [3, 4]]), "e.json: It holds no array of objects, neither at its top nor under one of its keys. Export it with its rows; JSON Lines need `format: jsonl`."),
    "an array of all things": Hostile("e.json", json.dumps([FIRST, 1, None, "x", [], SECOND]), "2 rows, 4 set aside: e.json:2: is not a JSON object"),
    "a gigabyte in one text of JSON": Hostile("e.json", endless(ARRAY[:-1].encode() + b', {"case_id": "'), "e.json: It is not JSON from byte 145 on, at `\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd`. Export it again."),
    "thirty megabytes of blanks": Hostile("e.json", repeated("[", " " * 1_000, 30_000, ARRAY[1:]), "2 rows", is_long=True),
    "a text of fifty megabytes": Hostile("e.json", repeated('[{"case_id": "', "x" * 1_000, 50_000, '", "activity": "a", "at": "2025-09-01"}]'), "e.json: It holds a text or a name longer than 4 MiB. Export it with less inside."),
    "a key of fifty megabytes": Hostile("e.json", repeated('[{"', "x" * 1_000, 50_000, '": 1}]'), "e.json: It holds a text or a name longer than 4 MiB. Export it with less inside."),
    "an array a hundred thousand lists deep": Hostile("e.json", deep("[", 100_000), "e.json: Lists and objects in it are nested more than 32 deep. Export it with less inside."),
    "an array a hundred thousand objects deep": Hostile("e.json", deep('{"a":', 100_000), "e.json: Lists and objects in it are nested more than 32 deep. Export it with less inside."),
    "an array a million lists deep from its start": Hostile("e.json", "[" * 1_000_000, "e.json: Lists and objects in it are nested more than 32 deep. Export it with less inside."),
    "an array 33 lists deep": Hostile("e.json", element("[" * 32 + "]" * 32), "e.json: Lists and objects in it are nested more than 32 deep. Export it with less inside."),
    "an object with a hundred thousand keys": Hostile("e.json", later(lambda: wide(1, 100_000)), "e.json: It has more than 10,000 columns. Export it with less inside."),
    "a thousand objects with a thousand keys of their own": Hostile("e.json", later(lambda: wide(1_000, 1_000)), "e.json: It has more than 10,000 columns. Export it with less inside."),
    "a hundred thousand arrays side by side": Hostile("e.json", scattered, "rollout.yaml:6: e.json, read as table `events`, has no column `case_id`. There is: `a`. Say under `columns` what the file calls it."),
    "a number of a million digits": Hostile("e.json", element("9" * 1_000_000), "e.json: It holds a number of more than 1,000 digits. Write it as text."),
    "a number with a power beyond all reason": Hostile("e.json", element("1e" + "9" * 900), 'e.json: It is not JSON from byte 1,063 on, at `, "at": "202`. Export it again.'),
    "a number with a large power": Hostile("e.json", element("1e999999999"), "3 rows"),
    "NaN in an array": Hostile("e.json", element("NaN"), 'e.json: It is not JSON from byte 161 on, at `NaN, "at": "`. Such numbers are no JSON: write null.'),
    "half a pair in an array": Hostile("e.json", element('"\\ud800"'), "3 rows"),
    "half a pair as bytes in an array": Hostile("e.json", element('"#"').encode().replace(b"#", b"\xed\xa0\x80"), 'e.json: It is not JSON from byte 162 on, at `\ufffd\ufffd\ufffd", "at": `. Save it as UTF-8.'),
    "overlong UTF-8 in an array": Hostile("e.json", element('"#"').encode().replace(b"#", b"\xc0\xaf"), 'e.json: It is not JSON from byte 162 on, at `\ufffd\ufffd", "at": "`. Save it as UTF-8.'),
    "JSON in UTF-16": Hostile("e.json", ARRAY.encode("utf-16"), "2 rows"),
    "JSON in UTF-32": Hostile("e.json", ARRAY.encode("utf-32-be"), "2 rows"),
    "JSON in UTF-16 that is cut in a letter": Hostile("e.json", ARRAY.encode("utf-16")[:-1], "e.json: It begins as Unicode text and goes on as something else. Save it as UTF-8."),
    "a key that is a path": Hostile("e.json", json.dumps([{"../../etc/passwd": 1, "__class__": {"__init__": 1}, **FIRST}]), "1 rows"),
    "a key that steers the terminal": Hostile("e.json", json.dumps([{"\x1b[2J\x1b[31mcase": 1}]), "rollout.yaml:6: e.json, read as table `events`, has no column `case_id`. There is: `\ufffd[2J\ufffd[31mcase`. Say under `columns` what the file calls it."),
    "keys of a kilobyte": Hostile("e.json", json.dumps([{"k" * 1_000 + str(n): 1 for n in range(20)}]), "rollout.yaml:6: e.json, read as table `events`, has no column `case_id`. There is: `kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…`, `kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…`, `kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…`, …. Say under `columns` what the file calls it."),
    "a CSV called JSON": Hostile("e.json", b"case_id,activity,at\n1,a,2025-09-01\n", "e.json: It is not JSON from byte 1 on, at `case_id,acti`. Export it again."),
    "a document called JSON": Hostile("e.json", PDF, "e.json: It is not JSON from byte 1 on, at `%PDF-1.7\ufffd1 0`. Export it again."),
    "noise called JSON": Hostile("e.json", noise(20_000), "e.json: It is not JSON from byte 1 on, at `\ufffdq\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdO\ufffd\u072c`. Save it as UTF-8."),
    "OCEL of nothing": Hostile("e.jsonocel", b'{"objectTypes": [], "eventTypes": [], "objects": [], "events": []}', "e.jsonocel: It has no objects as OCEL 2.0 has them. A log in OCEL 1.0 has to be converted."),
    "OCEL that is cut off": Hostile("e.jsonocel", b'{"objectTypes": [{"name": "order", "attributes": [', "e.jsonocel: It ends in the middle, after 50 bytes. Copy or download it again."),
    "OCEL whose parts are of other kinds": Hostile("e.jsonocel", b'{"objectTypes": 1, "eventTypes": "x", "objects": {"id": 1}, "events": [1, null, {"id": []}]}', "e.jsonocel: It has no objects as OCEL 2.0 has them. A log in OCEL 1.0 has to be converted."),
    "OCEL of events without objects": Hostile("e.jsonocel", b'{"objectTypes": [], "eventTypes": [], "objects": [], "events": [{"id": "1", "type": "a", "time": "2025-09-01T08:00:00Z", "relationships": [{"objectId": "nobody"}]}]}', "e.jsonocel: It has no objects as OCEL 2.0 has them. A log in OCEL 1.0 has to be converted."),
    "OCEL with fifty thousand types of objects": Hostile("e.jsonocel", numbered('{"objects": [{"id": "o", "type": "t"}', ', {"id": "o#", "type": "t#"}', 50_000, "]}"), "e.jsonocel: there is no event that can be used. Is this the file?", is_long=True),
    "OCEL a hundred thousand deep": Hostile("e.jsonocel", '{"objectTypes": ' + "[" * 100_000, "e.jsonocel: Lists and objects in it are nested more than 32 deep. Export it with less inside."),
    "OCEL in which every event touches every object": Hostile("e.jsonocel", later(lambda: json.dumps({"objectTypes": [], "eventTypes": [], "objects": [{"id": f"o{n}", "type": "t"} for n in range(1_000)], "events": [{"id": f"e{n}", "type": "a", "time": "2025-09-01T08:00:00Z", "relationships": [{"objectId": f"o{o}"} for o in range(1_000)]} for n in range(100)]})), "100,000 rows", is_long=True),
}  # fmt: skip

CASES = {**LINES_CASES, **ARRAY_CASES}
