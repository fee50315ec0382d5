"""The command `desirepath report weekly`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desirepath.cli.given import AsOf, AsReadBy, Engine, RolloutFile, WarehouseFolder, day
from desirepath.cli.given import warehouse as opened
from desirepath.cli.screen import Screen
from desirepath.runs.report_weekly import WeeklyAsked, report_weekly


def weekly(
    context: typer.Context,
    rollout: RolloutFile,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write into.")],
    as_of: AsOf = None,
    warehouse: WarehouseFolder = None,
    as_read_by: AsReadBy = None,
    engine: Engine = "duckdb",
) -> None:
    """Write the weekly review for the meeting.

    A page with the top drop-off, the ticket category that grew, the top exception or rework driver, the group at highest
    risk, what was shipped, and how the headline figures moved since a week before; each with its interval and what a rule
    proposes. Beside it minutes to fill in, as Markdown and DOCX, and the figures as JSON.
    """
    screen: Screen = context.obj
    asked = WeeklyAsked(as_of=day(as_of), engine=engine, warehouse=opened(warehouse, as_read_by))
    with screen.progress() as progress:
        written = report_weekly(rollout, out, asked, progress=progress)
    for file in written:
        screen.show(f"Written: {file}")
