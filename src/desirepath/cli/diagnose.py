"""The command `desirepath diagnose`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desirepath.cli.given import AsOf, AsReadBy, Engine, JsonFile, RolloutFile, WarehouseFolder, day
from desirepath.cli.given import warehouse as opened
from desirepath.cli.screen import Screen
from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.diagnosis_json import diagnosis_document
from desirepath.report.document_text import document_text
from desirepath.report.html.page import report_page
from desirepath.report.terminal import summary
from desirepath.runs.diagnose import diagnose as run_diagnose
from desirepath.runs.whole_files import refuse_unwritable, write_whole
from desirepath.study import metric_catalogue


def diagnose(
    context: typer.Context,
    rollout: RolloutFile,
    as_of: AsOf = None,
    json_file: JsonFile = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the report here, in one file.")] = None,
    warehouse: WarehouseFolder = None,
    as_read_by: AsReadBy = None,
    engine: Engine = "duckdb",
) -> None:
    """Say what a rollout's data shows.

    The main job: metrics with their intervals on the terminal, as JSON and as a report in one HTML file.
    """
    screen: Screen = context.obj
    refuse_unwritable([file for file in (json_file, html) if file is not None], reads=rollout)
    lake = opened(warehouse, as_read_by)
    with screen.progress() as progress:
        study = run_diagnose(rollout, as_of=day(as_of), engine=engine, warehouse=lake, progress=progress)
        texts: dict[Path, str] = {}
        if json_file is not None:
            texts[json_file] = document_text(diagnosis_document(study))
        if html is not None:
            progress("drawing the report")
            texts[html] = report_page(study, metric_catalogue(), intervention_catalogue())
    write_whole(texts)
    screen.show(summary(study, metric_catalogue(), intervention_catalogue()))
    for file in texts:
        screen.show(f"Written: {file}")
