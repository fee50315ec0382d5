"""The commands `desirepath report ...`: documents to take away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desirepath.cli.given import AsOf, Engine, day
from desirepath.cli.screen import Screen
from desirepath.runs.report_kit import report_blank_kit, report_kit
from desirepath.vocabulary.errors import BadInput, Mistake

report = typer.Typer(help="Write documents to take away.", rich_markup_mode=None)


@report.callback()
def documents() -> None:
    """Write documents to take away."""


@report.command()
def kit(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write into.")],
    rollout: Annotated[
        Path | None,
        typer.Argument(help="The rollout file (YAML); a blank kit can do without.", metavar="ROLLOUT.yaml"),
    ] = None,
    as_of: AsOf = None,
    engine: Engine = "duckdb",
    *,
    blank: Annotated[bool, typer.Option("--blank", help="To be filled in by hand; no data is read.")] = False,
) -> None:
    """Write the diagnosis kit for a workshop.

    A workbook and a document: scorecard, friction points with their evidence, the five checks, the interventions and
    a backlog. Filled from a rollout's data, or blank for teams without data.
    """
    screen: Screen = context.obj
    before = day(as_of)
    with screen.progress() as progress:
        if blank:
            written = report_blank_kit(rollout, out, progress=progress)
        elif rollout is not None:
            written = report_kit(rollout, out, as_of=before, engine=engine, progress=progress)
        else:
            mend = "Name its rollout file, or write a blank one with `--blank`."
            raise BadInput(
                Mistake(code="no_rollout", what="a kit is filled from a rollout, and none is named", mend=mend)
            )
    for file in written:
        screen.show(f"Written: {file}")
