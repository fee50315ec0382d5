"""A table of the lake at one version: its files, what each collector has brought into it, and the next commit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pyarrow as pa

from desirepath.warehouse.lake import commits
from desirepath.warehouse.lake.commits import Action, DamagedCommit, milliseconds
from desirepath.warehouse.lake.layout import BY_DAY, table_folder
from desirepath.warehouse.lake.schemas import SCHEMAS, TIME, fields_of
from desirepath.warehouse.lake.table_files import TableFile

COMMITS_A_CHECKPOINT = 64
_TYPES = {
    "string": pa.string(),
    "long": pa.int64(),
    "integer": pa.int32(),
    "boolean": pa.bool_(),
    "binary": pa.binary(),
    "timestamp": TIME,
}


@dataclass(slots=True)
class DeltaState:
    """What a table is at one version; -1 before the first. `removed` files by when, in milliseconds."""

    version: int = -1
    schema: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, TableFile] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    brought: dict[str, int] = field(default_factory=dict)
    described: Action = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)

    def take(self, action: Action) -> None:
        """Let one action of a commit happen."""
        for kind, given in action.items():
            if kind == "add":
                self.files[given["path"]] = TableFile.of(given)
                self.removed.pop(given["path"], None)
            elif kind == "remove":
                self.files.pop(given["path"], None)
                self.removed[given["path"]] = given["deletionTimestamp"]
            elif kind == "txn":
                self.brought[given["appId"]] = given["version"]
            elif kind == "metaData":
                self.described = given
                self.schema = msgspec.json.decode(given["schemaString"])["fields"]

    @property
    def rows(self) -> int:
        return sum(file.rows for file in self.files.values())

    def arrow_schema(self) -> pa.Schema:
        """The columns of its files: all but the partition."""
        return pa.schema([(one["name"], _TYPES[one["type"]]) for one in self.schema if one["name"] != "day"])


class DeltaTable:
    """One table of a lake. Whoever commits holds the lock of `layout.projecting`."""

    def __init__(self, warehouse: Path, name: str) -> None:
        self.name = name
        self.folder = table_folder(warehouse, name)
        self.state = DeltaState()

    def read(self, version: int | None = None) -> DeltaState:
        """The newest state, or that of a version; from disk, in part where some is known.

        Raises DamagedCommit, KeyError for a version that is not there (any more).
        """
        there = commits.commits_there(self.folder)
        checkpoints = commits.checkpoints_there(self.folder)
        last = max([-1, *there, *checkpoints]) if version is None else version
        state = self.state
        if (
            version is not None
            or not state.version <= last
            or (state.version >= 0 and state.version < min(there, default=0))
        ):
            state = DeltaState()
        if state.version < last:
            state = self._advanced(state, last, set(there), checkpoints)
        if version is None:
            self.state = state
        return state

    def heal_tail(self) -> bool:
        """Read the newest state; a torn last commit is put aside first. Whether one was. Raises DamagedCommit."""
        commits.drop_unsealed(self.folder)
        try:
            self.read()
        except DamagedCommit as damage:
            if damage.version != max(commits.commits_there(self.folder), default=-1):
                raise
            commits.set_aside(self.folder, damage.version)
            self.state = DeltaState()
            self.read()
            return True
        return False

    def commit(
        self,
        added: Sequence[TableFile],
        removed: Iterable[TableFile] = (),
        brought: Mapping[str, int] | None = None,
        schema: pa.Schema | None = None,
        told: Mapping[str, Any] | None = None,
    ) -> int:
        """Make one version of what was added and removed; durable on return, and the version's number is given.

        `schema` are columns that the added files may have beside those that the table has. Raises FileExistsError
        where somebody else has committed in between.
        """
        now = milliseconds()
        actions = self._described(schema, now)
        actions += [file.removed(now) for file in removed] + [file.added(now) for file in added]
        actions += [
            {"txn": {"appId": name, "version": version, "lastUpdated": now}}
            for name, version in (brought or {}).items()
        ]
        version = self.state.version + 1
        commits.write_commit(self.folder, version, actions, told or {})
        for action in actions:
            self.state.take(action)
        self.state.version, self.state.told = version, told or {}
        if version and version % COMMITS_A_CHECKPOINT == 0:
            commits.write_checkpoint(self.folder, version)
        return version

    def columns_with(self, schema: pa.Schema) -> pa.Schema:
        """The table's columns, and further ones of a schema after them."""
        own = self.state.arrow_schema() if self.state.schema else SCHEMAS[self.name]
        return pa.schema([*own, *(column for column in schema if column.name not in own.names)])

    def _described(self, schema: pa.Schema | None, now: int) -> list[Action]:
        whole = self.columns_with(schema if schema is not None else pa.schema([]))
        fields = fields_of(self.name, whole)
        if fields == self.state.schema:
            return []
        described = {
            "id": self.state.described.get("id", str(uuid4())),
            "format": {"provider": "parquet", "options": {}},
            "schemaString": msgspec.json.encode({"type": "struct", "fields": fields}).decode(),
            "partitionColumns": ["day"] if self.name in BY_DAY else [],
            "configuration": {},
            "createdTime": self.state.described.get("createdTime", now),
        }
        first = [] if self.state.schema else [{"protocol": {"minReaderVersion": 1, "minWriterVersion": 2}}]
        return [*first, {"metaData": described}]

    def _advanced(self, state: DeltaState, last: int, there: set[int], checkpoints: list[int]) -> DeltaState:
        known = state.version
        for checkpoint in reversed(checkpoints):
            if known >= checkpoint:
                break
            if checkpoint <= last and (actions := commits.read_checkpoint(self.folder, checkpoint)) is not None:
                state = DeltaState(version=checkpoint)
                for action in actions:
                    state.take(action)
                break
        for version in range(state.version + 1, last + 1):
            if version not in there:
                raise DamagedCommit(commits.commit_file(self.folder, version), version)
            actions, state.told = commits.read_commit(self.folder, version)
            for action in actions:
                state.take(action)
            state.version = version
        if not state.told and last in there:
            state.told = commits.read_commit(self.folder, last)[1]
        return state
