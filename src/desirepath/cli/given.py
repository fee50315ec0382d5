"""What several commands are given: arguments, options, and days as they are written."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from desirepath.runs.collected_rows import Warehouse
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.rollout_keys import DAY_PATTERN, EARLIEST_YEAR, LATEST_YEAR

RolloutFile = Annotated[Path, typer.Argument(help="The rollout file (YAML).", metavar="ROLLOUT.yaml")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Use rows strictly before this day (YYYY-MM-DD)."),
]
WarehouseFolder = Annotated[
    Path | None,
    typer.Option(
        "--warehouse",
        metavar="DIR",
        help="Folder for intermediate files, else a temporary one. What collectors brought into it is read too.",
    ),
]
AsReadBy = Annotated[
    Path | None,
    typer.Option(
        "--as-read-by", metavar="FILE", help="Read the lake's tables in the versions that this diagnosis.json names."
    ),
]
Engine = Annotated[str, typer.Option(help="duckdb, or a Spark master: local[2], spark://host:7077.")]
JsonFile = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the document here.")]


def day(written: str | None) -> date | None:
    """The day of `--as-of`; None without one. Raises BadInput where it is no day."""
    if written is None:
        return None
    try:
        found = date.fromisoformat(written) if re.fullmatch(DAY_PATTERN, written) else None
    except ValueError:
        found = None
    if found is None or not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        what = f"`--as-of` is `{written}`, but must be a date as YYYY-MM-DD"
        raise BadInput(Mistake(code="wrong_value", what=what, mend="Write for example `--as-of 2025-06-30`."))
    return found


def warehouse(folder: Path | None, as_read_by: Path | None) -> Warehouse | None:
    """The folder of `--warehouse`, with the versions that a document names. Raises BadInput."""
    if folder is None:
        if as_read_by is not None:
            raise BadInput(
                _unreadable(as_read_by, "there is no lake to read it from again", "Name it by `--warehouse`.")
            )
        return None
    return Warehouse.opened(folder, None if as_read_by is None else _versions(as_read_by))


def _versions(file: Path) -> dict[str, int]:
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        if "table_versions" in document:
            found = document["table_versions"]
        else:
            found = {name: one.get("table_version") for name, one in document["inputs"].items()}
        versions = {name: int(version) for name, version in found.items() if version is not None}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        mend = "Name a file that `desirepath diagnose` or `prove` wrote by `--json`."
        raise BadInput(
            _unreadable(file, "this is no document that names the versions it was read from", mend)
        ) from error
    if not versions:
        mend = "It was made from files alone; leave out `--as-read-by`."
        raise BadInput(_unreadable(file, "this document names no version of a lake", mend))
    return versions


def _unreadable(file: Path, what: str, mend: str) -> Mistake:
    return Mistake(code="as_read_by", what=what, mend=mend, file=str(file))
