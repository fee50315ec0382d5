"""The `desirepath` command: parse, call one function of `runs`, print."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from desirepath import connectors
from desirepath.catalogue import entries
from desirepath.cli.files import write_whole
from desirepath.ports import Progress
from desirepath.report.conformance_json import conformance_document
from desirepath.report.diagnosis_json import diagnosis_document
from desirepath.report.terminal import summary
from desirepath.runs.conformance import conformance as run_conformance
from desirepath.runs.diagnose import diagnose as run_diagnose
from desirepath.runs.simulate import simulate as run_simulate
from desirepath.simulate.plan import Friction, SimulationPlan
from desirepath.study import metric_catalogue
from desirepath.vocabulary.errors import BadInput

app = typer.Typer(
    name="desirepath",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Finds where a software rollout meets resistance, and for whom.",
)
RolloutFile = Annotated[Path, typer.Argument(help="The rollout file (YAML).", metavar="ROLLOUT.yaml")]
AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Use rows strictly before this day.")
]
Engine = Annotated[str, typer.Option(help="duckdb, or a Spark master: local[2], spark://host:7077.")]
JsonFile = Annotated[Path | None, typer.Option("--json", help="Write the document here.")]


@app.command()
def diagnose(
    rollout: RolloutFile,
    as_of: AsOf = None,
    json_file: JsonFile = None,
    warehouse: Annotated[Path | None, typer.Option(help="Folder for intermediate files; else a temporary one.")] = None,
    engine: Engine = "duckdb",
) -> None:
    """Read a rollout's sources and say what they show."""
    with _progress() as progress:
        study = run_diagnose(rollout, as_of=_day(as_of), engine=engine, warehouse=warehouse, progress=progress)
    if json_file is not None:
        write_whole(json_file, json.dumps(diagnosis_document(study), indent=1, ensure_ascii=False) + "\n")
    Console().print(summary(study, metric_catalogue()))


@app.command()
def conformance(
    rollout: RolloutFile,
    json_file: Annotated[Path, typer.Option("--json", help="Write the document here.")],
    as_of: AsOf = None,
    engine: Engine = "duckdb",
) -> None:
    """Hold every sequence of steps beside the approved path."""
    with _progress() as progress:
        rollout_id, workflows = run_conformance(rollout, as_of=_day(as_of), engine=engine, progress=progress)
    document = conformance_document(rollout_id, workflows)
    write_whole(json_file, json.dumps(document, indent=1, ensure_ascii=False) + "\n")
    for workflow in workflows:
        typer.echo(f"{workflow.workflow}: {workflow.cases:,} cases in {len(workflow.variants):,} variants")


@app.command()
def simulate(
    seed: Annotated[int, typer.Option(help="The same seed draws the same rollout.")],
    out: Annotated[Path, typer.Option(help="Folder to write into.")],
    events: Annotated[int, typer.Option(help="About how many events.")] = 100_000,
    people: Annotated[int | None, typer.Option(help="How many people; else as many as suit the events.")] = None,
    file_format: Annotated[str, typer.Option("--format", help="parquet or csv.")] = "parquet",
    friction: Annotated[str, typer.Option(help="abandonment_at_step or none.")] = "abandonment_at_step",
) -> None:
    """Draw a made-up rollout with planted friction."""
    plan = SimulationPlan(
        seed=seed,
        events=events,
        people=people,
        format=file_format,  # type: ignore[arg-type]
        friction=Friction(kind=friction),  # type: ignore[arg-type]
    )
    with _progress() as progress:
        written = run_simulate(plan, out, progress)
    typer.echo(f"Written: {written}. Next: desirepath diagnose {written}")


@app.command("list")
def list_catalogue(catalogue: Annotated[str, typer.Argument(help="metrics or connectors.")]) -> None:
    """List a catalogue, one line each."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    if catalogue == "metrics":
        for metric in metric_catalogue().values():
            table.add_row(metric.name, metric.question)
    elif catalogue == "connectors":
        for entry in entries(connectors, "CONNECTOR").values():
            table.add_row(entry.constant.name, f"{entry.constant.title} ({', '.join(entry.constant.endings)})")
    else:
        typer.echo(f"There is no catalogue `{catalogue}`. There is: metrics, connectors.", err=True)
        raise typer.Exit(2)
    Console().print(table)


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


@contextmanager
def _progress() -> Iterator[Progress]:
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("starting") as status:
        yield lambda doing: status.update(doing)  # noqa: PLW0108 - the port names its argument


def main() -> None:
    """Run the command. Exit status: 0 done, 2 bad input, 1 a fault of ours, 130 interrupted."""
    try:
        app()
    except BadInput as error:
        for mistake in error.mistakes:
            typer.echo(str(mistake), err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
