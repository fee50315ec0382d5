"""Documents with one thing changed in them: sdk/fixtures/admissible.json has a whole one, and what to change."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

from desirepath.intervene.admissible import refusal
from tests.guidance.core.cases import FIXTURES, Case

FILE: Path = FIXTURES / "admissible.json"
GONE = "(gone)"
PAYLOADS: tuple[Any, ...] = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></ScRiPt>",
    "<img src=x onerror=alert(1)>",
    "<svg><animate onbegin=alert(1)>",
    "<iframe srcdoc='x'>",
    "<style>@import 'x'</style>",
    "<a href=javascript:alert(1)>x</a>",
    "vbscript:msgbox(1)",
    "data:text/html,x",
    "&#106;avascript:alert(1)",
    "x' onfocus=alert(1) autofocus='",
    "${7*7}",
    "{{7*7}}",
    "a\u0007b",
    "a\u202db",
    "plain words",
    None,
    7,
    1.5,
    True,
    [],
    {},
    ["x"],
    {"x": "y"},
    GONE,
)


def read() -> dict[str, Any]:
    return json.loads(FILE.read_text(encoding="utf-8"))


def changed(base: Case, path: str, value: object) -> Case:
    """The document with something else at a path; `(gone)` takes it out."""
    document = deepcopy(base)
    *way, last = path.split(".")
    held: Any = document
    for part in way:
        held = held[int(part)] if isinstance(held, list) else held[part]
    if value == GONE:
        held.pop(int(last) if isinstance(held, list) else last)
    elif isinstance(held, list):
        held[int(last)] = value
    else:
        held[last] = value
    return document


def wrong_in(base: Case, case: Case) -> str | None:
    found = refusal(json.dumps(changed(base, case["path"], case["value"])).encode())
    return found.wrong if found else None


def places(value: object, at: str = "") -> list[str]:
    """All places in a document."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [f"{at}.{name}" if at else str(name) for name, _ in parts]
    inner = [place for name, part in parts for place in places(part, f"{at}.{name}" if at else str(name))]
    return [*found, *inner]


def generated(count: int = 300) -> list[Case]:
    """One thing changed by chance in the whole document, with what Python says to it."""
    base, dice = read()["base"], Random("desirepath/guidance/admissible")
    everywhere = places(base)
    drawn = [{"path": dice.choice(everywhere), "value": dice.choice(PAYLOADS)} for _ in range(count)]
    return [case | {"what": wrong_in(base, case)} for case in drawn]


def one_a_line(found: list[Case]) -> str:
    return "[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in found) + "\n]"


if __name__ == "__main__":
    whole = read()
    parts = (
        f'"base": {json.dumps(whole["base"], ensure_ascii=False)}',
        f'"by_hand": {one_a_line(whole["by_hand"])}',
        f'"generated": {one_a_line(generated())}',
    )
    FILE.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")
