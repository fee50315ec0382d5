"""The command `desirepath init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desirepath.cli.screen import Screen
from desirepath.runs.draft import draft as run_draft
from desirepath.runs.whole_files import refuse_unwritable, write_whole
from desirepath.vocabulary.errors import BadInput, Mistake


def init(
    context: typer.Context,
    log: Annotated[Path, typer.Option("--from", metavar="LOG", help="CSV, TSV, JSON Lines, Parquet or XES.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to write it; - prints it.")] = Path("rollout.yaml"),
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace a rollout file that is there.")] = False,
) -> None:
    """Draft a rollout file from a log.

    Activities become steps in the order of their first appearance; the likely path, failures, withdrawals,
    cuts and go-live are guessed, each with a comment that says so.
    """
    screen: Screen = context.obj
    printed = str(out) == "-"
    if not printed:
        refuse_unwritable([out], reads=log)
        if out.exists() and not force:
            mend = "Name another with `--out`, or replace it with `--force`."
            raise BadInput(Mistake(code="file_there", what="this file is there already", mend=mend, file=str(out)))
    with screen.progress() as progress:
        text = run_draft(log, beside=Path() if printed else out.parent, progress=progress)
    if printed:
        typer.echo(text, nl=False)
        return
    write_whole({out: text})
    screen.show(f"Written: {out}. Read it, correct it, then: desirepath check {out}")
