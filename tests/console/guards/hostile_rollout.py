"""A made-up rollout in which every text that comes from outside is another: hostile, or harmless in the same places."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from ruamel.yaml import YAML

from desirepath.console.rollouts.actions.make_rollout import make_rollout
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat

WHOLE = {
    "people": ("role", "region", "business_unit", "environment", "permission_level"),
    "tickets": ("category",),
    "searches": ("article",),
    "reports": ("tool",),
    "changes": ("title", "application"),
    "events": ("activity",),
}
"""Columns whose values are others altogether, by table."""
WRITTEN = {"tickets": ("subject", "body"), "searches": ("query",), "answers": ("text",), "reports": ("note",)}
"""Columns whose texts keep their words, by which they are understood, and get others beside them."""
Another = Callable[[str], str]


def other_texts(files: Path, folder: Path, texts: Iterator[str]) -> Path:
    """The rollout file in a folder of its own, every outside text replaced by the next of `texts`."""
    chosen: dict[str, str] = {}

    def another(text: str) -> str:
        if text not in chosen:
            chosen[text] = next(texts)
        return chosen[text]

    folder.mkdir(parents=True)
    written = folder / "rollout.yaml"
    said = _rollout(YAML(typ="safe").load(files), lambda text: chosen.setdefault(text, printable(next(texts))))
    written.write_text(json.dumps(said, indent=1, ensure_ascii=False), encoding="utf-8")
    for file in files.parent.glob("*.parquet"):
        pq.write_table(_table(pq.read_table(file), file.stem, another), folder / file.name)
    return written


def printable(text: str) -> str:
    """The text without control characters, which a rollout file is refused for."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cf", "Zl", "Zp")).strip()


def _table(table: pa.Table, name: str, another: Another) -> pa.Table:
    for column in (*WHOLE.get(name, ()), *WRITTEN.get(name, ())):
        values = table[column].to_pylist()
        beside = column in WRITTEN.get(name, ())
        made = [None if one is None else f"{one} {another(one)}" if beside else another(one) for one in values]
        table = table.set_column(table.schema.get_field_index(column), column, pa.array(made, pa.string()))
    return table.drop_columns(["cohort"]) if name == "changes" else table


def _rollout(said: dict[str, Any], another: Another) -> dict[str, Any]:
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}
    said["title"] = another(said["title"])
    said["owners"] = {role: another(owner) for role, owner in said["owners"].items()}
    said["cuts"] = [*said["cuts"], "business_unit"]
    for workflow in said["workflows"]:
        workflow["title"] = another(workflow["title"])
        for step in workflow["steps"].values():
            step["title"] = another(step["title"])
            step["activities"] = [another(one) for one in step["activities"]]
        workflow["failures"] = {another(one): value for one, value in workflow["failures"].items()}
        # One that is said to be outside, and others that the file does not know at all.
        workflow["outside"] = [another(one) for one in workflow["outside"]]
        del workflow["withdrawn"], workflow["ignore"]
    return said


def taken_in(seat: Seat, file: Path, slug: str) -> RolloutSeen:
    """The rollout in a workspace, its sources beside its file."""
    text = file.read_text(encoding="utf-8")
    rollout = make_rollout(seat, slug, slug, text)
    rollout.file.write_text(text, encoding="utf-8")
    for source in file.parent.glob("*.parquet"):
        (rollout.folder / source.name).write_bytes(source.read_bytes())
    return rollout
