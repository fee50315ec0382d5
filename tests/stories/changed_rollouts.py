"""A made-up rollout with its rows in another order, or with other names, and what is read in it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.report.diagnosis_json import diagnosis_document
from desirepath.runs.diagnose import diagnose
from desirepath.runs.simulate import DrawnRollout, write_drawn
from desirepath.vocabulary.study import Study

PERSONS = ("user_id", "manager")
ROW = ("workflow", "metric", "step", "cohort", "period", "cut", "category")
COHORTS = ("role", "region", "business_unit", "environment", "permission_level")


def silent(_: str) -> None:
    """Show no progress."""


def read(drawn: DrawnRollout, folder: Path) -> Study:
    """Written to a new folder and diagnosed."""
    folder.mkdir()
    return diagnose(write_drawn(drawn, folder), progress=silent)


def shuffled(drawn: DrawnRollout, seed: int) -> DrawnRollout:
    """The rows of every table in another order."""
    dice = np.random.default_rng(seed)
    return replace(drawn, tables={name: rows.take(dice.permutation(len(rows))) for name, rows in drawn.tables.items()})


def without(drawn: DrawnRollout, table: str) -> DrawnRollout:
    """The same, as if a table had never been."""
    lines = [line for line in drawn.text.splitlines() if f"table: {table}," not in line]
    tables = {name: rows for name, rows in drawn.tables.items() if name != table}
    return replace(drawn, text="\n".join(lines) + "\n", tables=tables)


@dataclass(frozen=True, slots=True)
class OtherNames:
    """New names by old ones. New names are made so that they occur nowhere else."""

    new: Mapping[str, str] = field(default_factory=dict)

    def back(self, text: str) -> str:
        """A text with the old names in place of the new."""
        old = {new: name for name, new in self.new.items()}
        return re.sub(r"zz\d+zz", lambda found: old[found.group()], text)


def other_names(drawn: DrawnRollout, columns: tuple[str, ...], seed: int) -> OtherNames:
    """A bijection of all that stands in these columns of any table, which keeps no order."""
    old = sorted({name for rows in drawn.tables.values() for column in columns for name in _names(rows, column)})
    numbers = np.random.default_rng(seed).permutation(len(old))
    return OtherNames({name: f"zz{number:05d}zz" for name, number in zip(old, numbers.tolist(), strict=True)})


def renamed(drawn: DrawnRollout, names: OtherNames, columns: tuple[str, ...]) -> DrawnRollout:
    """The same rollout under other names; what `changes` says of cohorts is renamed with them."""
    return replace(drawn, tables={name: _renamed(rows, names, columns) for name, rows in drawn.tables.items()})


def document_of(study: Study, names: OtherNames | None = None) -> dict[str, Any]:
    """What was read, under the old names; metrics, which stand in the order of names, by what they are of."""
    document = _back(diagnosis_document(study), names or OtherNames())
    document["metrics"] = {json.dumps({name: row.get(name) for name in ROW}): row for row in document["metrics"]}
    document.pop("inputs")
    return document


def metrics_taken_out(told: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """Both without the metrics, once it was held that these are the same as far as both show them, and as many.

    Where several rows of a breakdown are equally small, the name decides which of them is hidden beside another.
    """
    mine, theirs = told["metrics"], other["metrics"]
    assert len(mine) == len(theirs)
    both = mine.keys() & theirs.keys()
    assert len(both) > 0.99 * len(mine)
    assert {row: mine[row] for row in both} == {row: theirs[row] for row in both}
    return tuple({name: part for name, part in one.items() if name != "metrics"} for one in (told, other))


def _names(rows: pa.Table, column: str) -> list[str]:
    if column not in rows.column_names:
        return []
    return [name for name in pc.unique(_plain(rows[column])).to_pylist() if name]


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string())


def _renamed(rows: pa.Table, names: OtherNames, columns: tuple[str, ...]) -> pa.Table:
    for place, column in enumerate(rows.column_names):
        if column in columns:
            values = [names.new.get(value, value) if value else value for value in _plain(rows[column]).to_pylist()]
            rows = rows.set_column(place, column, pa.array(values, pa.string()))
        elif column == "cohort":
            values = [value and _renamed_cohort(value, names) for value in _plain(rows[column]).to_pylist()]
            rows = rows.set_column(place, column, pa.array(values, pa.string()))
    return rows


def _renamed_cohort(text: str, names: OtherNames) -> str:
    pairs = (pair.split("=", 1) for pair in text.split(";"))
    return ";".join(f"{cut}={names.new.get(value, value)}" for cut, value in pairs)


def _back(told: Any, names: OtherNames) -> Any:
    if isinstance(told, str):
        return names.back(told)
    if isinstance(told, dict):
        return {key: _back(value, names) for key, value in told.items()}
    return [_back(one, names) for one in told] if isinstance(told, list) else told
