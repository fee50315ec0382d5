"""The commits of a Delta table on disk: each carries the digest of itself, and each is flushed when it counts.

The layout is that of the Delta protocol (reader 1, writer 2), so that any reader of Delta tables can read them. The
library's own commits are not flushed, and what the power takes of them is not noticed.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from desirepath.warehouse.lake.durable import flush_file, make_folder, write_new, write_over
from desirepath.warehouse.lake.table_files import digest_of

Action: TypeAlias = dict[str, Any]
_COMMIT = re.compile(r"(\d{20})\.json")
_CHECKPOINT = re.compile(r"(\d{20})\.checkpoint\.parquet")
HEAD = frozenset({"timestamp", "operation", "sha256"})
"""What stands at the head of each commit beside what was told with it."""
_NO_DIGEST, _TAIL = "0" * 64, b'"}}'
_KINDS = ("protocol", "metaData", "txn", "add", "remove")


class DamagedCommit(Exception):
    """A commit that is not what was written, or is missing among others."""

    def __init__(self, file: Path, version: int) -> None:
        super().__init__(f"{file}: this commit is damaged")
        self.file = file
        self.version = version


def log_folder(table: Path) -> Path:
    """The folder of a table's commits."""
    return table / "_delta_log"


def commit_file(table: Path, version: int) -> Path:
    """The file of a commit."""
    return log_folder(table) / f"{version:020d}.json"


def checkpoint_file(table: Path, version: int) -> Path:
    """The file of a checkpoint."""
    return log_folder(table) / f"{version:020d}.checkpoint.parquet"


def commits_there(table: Path) -> list[int]:
    """The versions whose commits are on disk, in order."""
    return _versions(table, _COMMIT)


def checkpoints_there(table: Path) -> list[int]:
    """The versions that have a checkpoint, in order."""
    return _versions(table, _CHECKPOINT)


def write_commit(table: Path, version: int, actions: Iterable[Action], told: Mapping[str, Any]) -> None:
    """Write one commit; `told` is kept with it. Raises FileExistsError where another has written this version."""
    make_folder(log_folder(table))
    lines = b"".join(msgspec.json.encode(action) + b"\n" for action in actions)
    head = {"timestamp": milliseconds(), "operation": "WRITE", **told, "sha256": _NO_DIGEST}
    content = msgspec.json.encode({"commitInfo": head}) + b"\n" + lines
    digest = hashlib.sha256(content).hexdigest().encode()
    write_new(commit_file(table, version), content.replace(_NO_DIGEST.encode(), digest, 1))


def read_commit(table: Path, version: int) -> tuple[list[Action], Mapping[str, Any]]:
    """The actions of a commit, and what was told with it. Raises DamagedCommit."""
    file = commit_file(table, version)
    try:
        content = file.read_bytes()
        head, _, lines = content.partition(b"\n")
        told = msgspec.json.decode(head)["commitInfo"]
        digest = told["sha256"].encode()
        empty = head[: -len(digest) - len(_TAIL)] + _NO_DIGEST.encode() + _TAIL
        if hashlib.sha256(empty + content[len(head) :]).hexdigest().encode() != digest or not head.endswith(_TAIL):
            raise DamagedCommit(file, version)
        return [msgspec.json.decode(line) for line in lines.splitlines()], told
    except (OSError, msgspec.MsgspecError, UnicodeError, KeyError, TypeError, AttributeError) as error:
        raise DamagedCommit(file, version) from error


def write_checkpoint(table: Path, version: int) -> None:
    """Lay down the whole state at a version, so that older commits need not be read. What stands there is kept."""
    from deltalake import DeltaTable

    DeltaTable(str(table), version=version).create_checkpoint()
    file = checkpoint_file(table, version)
    flush_file(file)
    flush_file(log_folder(table) / "_last_checkpoint")
    flush_file(log_folder(table))
    make_folder(_seal(table, version).parent)
    write_over(_pointer_seal(table), digest_of(log_folder(table) / "_last_checkpoint").encode())
    write_over(_seal(table, version), digest_of(file).encode())


def read_checkpoint(table: Path, version: int) -> list[Action] | None:
    """The actions of a checkpoint; None where it is not what was written."""
    if checkpoint_fault(table, version) is not None:
        return None
    try:
        rows = pq.read_table(checkpoint_file(table, version))
    except (OSError, pa.ArrowException):
        return None
    return [
        {kind: _without_pairs(action)}
        for kind in _KINDS
        if kind in rows.column_names
        for action in rows[kind].drop_null().to_pylist()
    ]


def checkpoint_fault(table: Path, version: int) -> str | None:
    """What is wrong with a checkpoint; None where it is as it was written."""
    try:
        kept = _seal(table, version).read_bytes().decode("ascii", "replace")
        return None if kept == digest_of(checkpoint_file(table, version)) else "changed"
    except OSError:
        return "unsealed"


def drop_unsealed(table: Path) -> None:
    """Take away checkpoints and commits that were begun and not ended."""
    for left in (*log_folder(table).glob(".*.new"), *table.glob("_checksums/.*.new")):
        left.unlink()
    for version in checkpoints_there(table):
        if not _seal(table, version).exists():
            (log_folder(table) / "_last_checkpoint").unlink(missing_ok=True)
            checkpoint_file(table, version).unlink()


def pointer_fault(table: Path) -> bool:
    """Whether the file that names the newest checkpoint says something else than is there."""
    pointer = log_folder(table) / "_last_checkpoint"
    if not pointer.exists():
        return False
    try:
        return _pointer_seal(table).read_bytes().decode("ascii", "replace") != digest_of(pointer)
    except OSError:
        return True


def drop_history(table: Path, before: int) -> None:
    """Take away commits and checkpoints older than a version that has a whole checkpoint."""
    for version in commits_there(table):
        if version < before:
            commit_file(table, version).unlink()
    for version in checkpoints_there(table):
        if version < before:
            checkpoint_file(table, version).unlink()
            with contextlib.suppress(FileNotFoundError):
                _seal(table, version).unlink()
    flush_file(log_folder(table))


def renumber(table: Path, version: int, later: int, told: Mapping[str, Any]) -> None:
    """Have a table that has a checkpoint at its last version stand at a later one, with no history."""
    checkpoint_file(table, version).replace(checkpoint_file(table, later))
    write_over(_seal(table, later), digest_of(checkpoint_file(table, later)).encode())
    _seal(table, version).unlink()
    last = log_folder(table) / "_last_checkpoint"
    said = msgspec.json.decode(last.read_bytes())
    write_over(last, msgspec.json.encode({**said, "version": later}))
    write_over(_pointer_seal(table), digest_of(last).encode())
    write_commit(table, later, [], told)
    drop_history(table, later)


def set_aside(table: Path, version: int) -> Path:
    """Put a damaged commit away, where no reader takes it for one."""
    aside = table / "_aside"
    make_folder(aside)
    target = aside / f"{version:020d}-{time.time_ns()}.json"
    commit_file(table, version).replace(target)
    flush_file(log_folder(table))
    flush_file(aside)
    return target


def milliseconds() -> int:
    """Now, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def _versions(table: Path, pattern: re.Pattern[str]) -> list[int]:
    try:
        names = [file.name for file in log_folder(table).iterdir()]
    except FileNotFoundError:
        return []
    return sorted(int(found[1]) for name in names if (found := pattern.fullmatch(name)))


def _seal(table: Path, version: int) -> Path:
    return table / "_checksums" / f"{version:020d}.checkpoint.sha256"


def _pointer_seal(table: Path) -> Path:
    return table / "_checksums" / "last_checkpoint.sha256"


def _without_pairs(action: Action) -> Action:
    """An action as a commit has it: Arrow gives maps as lists of pairs, and what is not said as None."""
    maps = ("partitionValues", "tags", "configuration")
    plain = {name: value for name, value in action.items() if value is not None}
    return {name: dict(value) if name in maps else value for name, value in plain.items()}
