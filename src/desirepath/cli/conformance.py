"""The command `desirepath conformance`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desirepath.cli.given import AsOf, Engine, RolloutFile, day
from desirepath.cli.screen import Screen
from desirepath.report.conformance_json import conformance_document
from desirepath.report.document_text import document_text
from desirepath.runs.conformance import conformance as run_conformance
from desirepath.runs.whole_files import refuse_unwritable, write_whole


def conformance(
    context: typer.Context,
    rollout: RolloutFile,
    json_file: Annotated[Path, typer.Option("--json", metavar="FILE", help="Write the document here.")],
    as_of: AsOf = None,
    engine: Engine = "duckdb",
) -> None:
    """Hold every variant beside the path.

    Writes each sequence of steps with its cases, verdicts and optimal alignment with the approved path.
    """
    screen: Screen = context.obj
    refuse_unwritable([json_file], reads=rollout)
    with screen.progress() as progress:
        rollout_id, workflows = run_conformance(rollout, as_of=day(as_of), engine=engine, progress=progress)
    write_whole({json_file: document_text(conformance_document(rollout_id, workflows))})
    for workflow in workflows:
        screen.show(f"{workflow.workflow}: {workflow.cases:,} cases in {len(workflow.variants):,} variants")
