"""Files that are still there after the power was lost: written, flushed, then named, and the folder flushed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def flush_file(file: Path) -> None:
    """Have a file's bytes on the disk. Raises OSError; then nothing may be taken for kept."""
    held = os.open(file, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def flush_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    flush_file(folder)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; each name is flushed."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    flush_folder(folder.parent)


def write_new(file: Path, content: bytes) -> None:
    """Write a whole file under a name that must be free. Raises FileExistsError where another has taken it."""
    beside = file.with_name(f".{file.name}.{os.getpid()}.new")
    _write(beside, content)
    try:
        os.link(beside, file)
    finally:
        beside.unlink()
    flush_folder(file.parent)


def write_over(file: Path, content: bytes) -> None:
    """Write a whole file in the place of what may be there."""
    beside = file.with_name(f".{file.name}.{os.getpid()}.new")
    _write(beside, content)
    beside.replace(file)
    flush_folder(file.parent)


def remove_file(file: Path) -> None:
    """Take a file away, if it is there."""
    file.unlink(missing_ok=True)


def remove_folder(folder: Path) -> None:
    """Take a folder away with all that is in it, if it is there."""
    if folder.exists():
        shutil.rmtree(folder)
        flush_folder(folder.parent)


def _write(file: Path, content: bytes) -> None:
    with file.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
