"""A query as a rollout file asks it, and what is wrong with one, said in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from desirepath.vocabulary.errors import BadInput, Mistake

_CARET = re.compile(r"^(?P<label>LINE (?P<line>\d+): )(?P<sql>.*)$")
_SHOWN = 40
_LONGEST = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """SQL in place of a file. `folder` is that of the rollout file: relative names of files begin there.

    `database` is a DuckDB file, or the address of a PostgreSQL server (`postgresql://…`); without it, the query
    is over files. `line` is where the rollout file has it.
    """

    folder: Path
    query: str
    rollout_file: str
    database: str | None = None
    line: int | None = None

    def refused(self, code: str, what: str, mend: str = "") -> BadInput:
        """A mistake of the query, where the rollout file has it."""
        return BadInput(Mistake(code=code, what=what, mend=mend, file=self.rollout_file, line=self.line))


def folded(message: str) -> str:
    """An engine's message in one line: its first paragraph, and in place of a caret below the SQL, what stands there."""
    lines = message.strip().splitlines() or [""]
    told = " ".join(line.strip() for line in _first_paragraph(lines))
    told = told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"
    for place, line in enumerate(lines):
        found = _CARET.match(line)
        if found:
            below = lines[place + 1] if place + 1 < len(lines) else ""
            at = below.find("^") - len(found["label"]) if "^" in below else 0
            return f"{told}, {_where(found['line'], found['sql'][max(at, 0) :].strip())}"
    return told


def _first_paragraph(lines: list[str]) -> list[str]:
    end = next((place for place, line in enumerate(lines) if not line.strip() or _CARET.match(line)), len(lines))
    return lines[:end]


def _where(line: str, sql: str) -> str:
    shown = sql if len(sql) <= _SHOWN else f"{sql[:_SHOWN]}…"
    return f"in line {line} at `{shown}`" if sql else f"at the end of line {line}"
