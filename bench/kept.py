"""What was measured so far, in a file, for as long as the measured code stays the same."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from bench.child import Taken


class Kept:
    """Measurements by name. Those of other code than `code` are forgotten at the start."""

    def __init__(self, file: Path, code: str) -> None:
        self._file = file
        self._found: dict[str, dict[str, float | str] | float] = {}
        if file.is_file():
            stored = json.loads(file.read_text(encoding="utf-8"))
            self._found = stored["measured"] if stored["code"] == code else {}
        self._code = code

    def get(self, name: str) -> Taken | None:
        """The measurement of this name, if there is one."""
        found = self._found.get(name)
        return Taken(**found) if isinstance(found, dict) else None  # type: ignore[arg-type]

    def number(self, name: str) -> float:
        """The number noted under this name. Raises KeyError where there is none."""
        found = self._found[name]
        if isinstance(found, dict):
            raise KeyError(name)
        return found

    def put(self, name: str, taken: Taken) -> None:
        """Keep a measurement."""
        self._found[name] = asdict(taken)
        self._write()

    def note(self, name: str, number: float) -> None:
        """Keep a number."""
        self._found[name] = number
        self._write()

    def forget(self, name: str) -> None:
        """Measure this again."""
        self._found.pop(name, None)

    def delete(self) -> None:
        """Forget everything: the next bench begins anew."""
        self._file.unlink(missing_ok=True)

    def _write(self) -> None:
        unfinished = self._file.with_suffix(".part")
        unfinished.write_text(json.dumps({"code": self._code, "measured": self._found}, indent=1), encoding="utf-8")
        unfinished.replace(self._file)


def code_of(*folders: Path) -> str:
    """A digest of all Python files below these folders."""
    digest = hashlib.sha256()
    for file in sorted(file for folder in folders for file in folder.rglob("*.py")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
