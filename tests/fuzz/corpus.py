"""The inputs that fuzzing found worth keeping: one text file a target, one input a line, in base64."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
KEPT_BYTES = 14_000


def kept(target: str) -> list[bytes]:
    """The inputs of a target."""
    file = CORPUS / f"{target}.txt"
    return [base64.b64decode(line) for line in file.read_text().split()] if file.is_file() else []


def keep(target: str, found: Iterable[Path], most: int) -> None:
    """Add inputs, the smallest first, as long as the target's file stays below so many bytes."""
    inputs = {*kept(target)}
    for file in sorted(found, key=lambda file: file.stat().st_size):
        inputs.add(file.read_bytes())
    lines, size = [], 0
    for content in sorted(inputs, key=lambda content: (len(content), content)):
        line = base64.b64encode(content).decode()
        size += len(line) + 1
        if size > most:
            break
        lines.append(line)
    CORPUS.mkdir(exist_ok=True)
    (CORPUS / f"{target}.txt").write_text("\n".join(lines) + "\n")
