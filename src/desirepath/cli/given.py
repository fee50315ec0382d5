"""What several commands are given: arguments, options, and days as they are written."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.rollout_keys import DAY_PATTERN, EARLIEST_YEAR, LATEST_YEAR

RolloutFile = Annotated[Path, typer.Argument(help="The rollout file (YAML).", metavar="ROLLOUT.yaml")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Use rows strictly before this day (YYYY-MM-DD)."),
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
