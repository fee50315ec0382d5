"""Files that are there whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

from desirepath.vocabulary.errors import BadInput, Mistake


def write_whole(file: Path, text: str) -> None:
    """Write a file beside its place and move it there. Raises BadInput where it cannot be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=file.parent, prefix=f".{file.name}-", delete=False, encoding="utf-8"
        ) as unfinished:
            unfinished.write(text)
        Path(unfinished.name).chmod(0o644)
        Path(unfinished.name).replace(file)
    except OSError as error:
        what = f"It cannot be written: {error.strerror or error}"
        raise BadInput(Mistake(code="cannot_write", what=what, mend="Name another place.", file=str(file))) from error
