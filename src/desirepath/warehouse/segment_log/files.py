"""What a log needs from the file system, so that tests can let each call fail."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

_MODE = 0o640


class Files(Protocol):
    """Each call raises OSError where it fails; `write` may write less than it was given."""

    def make_folder(self, folder: Path) -> None: ...
    def create(self, file: Path) -> int: ...
    def reopen(self, file: Path) -> int: ...
    def write(self, opened: int, content: memoryview) -> int: ...
    def fdatasync(self, opened: int) -> None: ...
    def truncate(self, opened: int, size: int) -> None: ...
    def close(self, opened: int) -> None: ...
    def rename(self, old: Path, new: Path) -> None: ...
    def unlink(self, file: Path) -> None: ...
    def sync_folder(self, folder: Path) -> None: ...


class OsFiles:
    """The file system itself."""

    def make_folder(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)

    def create(self, file: Path) -> int:
        return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, _MODE)

    def reopen(self, file: Path) -> int:
        return os.open(file, os.O_WRONLY | os.O_CLOEXEC)

    def write(self, opened: int, content: memoryview) -> int:
        return os.write(opened, content)

    def fdatasync(self, opened: int) -> None:
        os.fdatasync(opened)

    def truncate(self, opened: int, size: int) -> None:
        os.ftruncate(opened, size)

    def close(self, opened: int) -> None:
        os.close(opened)

    def rename(self, old: Path, new: Path) -> None:
        old.rename(new)

    def unlink(self, file: Path) -> None:
        file.unlink()

    def sync_folder(self, folder: Path) -> None:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def write_all(files: Files, opened: int, content: bytes) -> None:
    """Write to the end, however little each call takes."""
    view = memoryview(content)
    while view:
        view = view[files.write(opened, view) :]


def put(files: Files, file: Path, content: bytes, waiting: str = ".tmp") -> None:
    """Put a small file there whole or not at all; durable once its folder is synced."""
    unfinished = file.with_name(file.name + waiting)
    opened = files.create(unfinished)
    try:
        write_all(files, opened, content)
        files.fdatasync(opened)
    finally:
        files.close(opened)
    files.rename(unfinished, file)
