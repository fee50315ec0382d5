"""Files that are there whole or not at all, several of them together."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from desirepath.vocabulary.errors import BadInput, Mistake


def refuse_unwritable(files: Iterable[Path], *, reads: Path | None = None) -> None:
    """Raise BadInput where a file cannot be written, before long work is done for it.

    `reads` is a file that the work reads, and that must not be written over.
    """
    seen: set[Path] = set()
    for file in files:
        if file.is_dir():
            raise _refused(file, "this is a folder", "Name a file in it.")
        if reads is not None and file.resolve() == reads.resolve():
            raise _refused(file, "this is the rollout file itself", "Name another file to write.")
        if file.resolve() in seen:
            raise _refused(file, "two documents would be written to this one file", "Name two files.")
        seen.add(file.resolve())
        folder = next((above for above in file.absolute().parents if above.exists()), Path())
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            raise _refused(file, f"nothing can be written into {folder}", "Name another place.")


def write_whole(contents: Mapping[Path, str | bytes]) -> None:
    """Write all files beside their places, and move them there once all are whole. Raises BadInput."""
    unfinished: list[tuple[Path, Path]] = []
    with ExitStack() as undo:
        for file, content in contents.items():
            try:
                part = _beside(file, content)
            except OSError as error:
                raise _refused(
                    file, f"it cannot be written: {error.strerror or error}", "Name another place."
                ) from error
            undo.callback(part.unlink, missing_ok=True)
            unfinished.append((part, file))
        for part, file in unfinished:
            part.replace(file)


def _beside(file: Path, content: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("wb", dir=file.parent, prefix=f".{file.name}-", delete=False) as opened:
        part = Path(opened.name)
        try:
            opened.write(content.encode("utf-8") if isinstance(content, str) else content)
            part.chmod(0o644)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    return part


def _refused(file: Path, what: str, mend: str) -> BadInput:
    return BadInput(Mistake(code="cannot_write", what=what, mend=mend, file=str(file)))
