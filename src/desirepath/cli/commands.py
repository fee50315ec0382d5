"""The commands of `desirepath`: each parses, calls one function of `runs`, prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from desirepath.cli.catalogues import CATALOGUES, lines_of_catalogue
from desirepath.cli.checked import checked, looked_at
from desirepath.cli.given import AsOf, AsReadBy, Engine, JsonFile, RolloutFile, WarehouseFolder, day
from desirepath.cli.given import warehouse as opened
from desirepath.cli.program import program, with_doors
from desirepath.cli.prove import prove
from desirepath.cli.report import report
from desirepath.cli.screen import Screen
from desirepath.cli.serve import EXAMPLE_PORT, DemoPorts, DemoShown, audit, serve, show_demo_console
from desirepath.cli.simulate import simulate
from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.conformance_json import conformance_document
from desirepath.report.diagnosis_json import diagnosis_document
from desirepath.report.html.page import report_page
from desirepath.report.terminal import summary
from desirepath.runs.check import check as run_check
from desirepath.runs.conformance import conformance as run_conformance
from desirepath.runs.demo import demo as run_demo
from desirepath.runs.diagnose import diagnose as run_diagnose
from desirepath.runs.doctor import doctor as run_doctor
from desirepath.runs.draft import draft as run_draft
from desirepath.runs.whole_files import refuse_unwritable, write_whole
from desirepath.simulate.plan import demo_plan
from desirepath.study import metric_catalogue
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.plan45 import DAYS

app = program()
app.add_typer(report, name="report")


@app.command()
def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write into.")] = Path("desirepath-demo"),
    seed: Annotated[int, typer.Option(help="The same seed draws the same rollout.")] = 7,
    port: Annotated[int, typer.Option(help="Port of the local address; 0 takes a free one.")] = 0,
    example_port: Annotated[
        int, typer.Option("--example-port", help="Port of the example application; another where it is taken.")
    ] = EXAMPLE_PORT,
    day: Annotated[
        int, typer.Option(min=14, max=DAYS, help="The day after go-live to show it at; 45 has the loop closed.")
    ] = 27,
    *,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Show the console on a local address.")] = True,
) -> None:
    """See what it does, on a made-up rollout.

    It is drawn, diagnosed, and shown in the console on a local address, at day 27 after its go-live: something is wrong, and
    nothing was shipped yet. With `--day 45` help was shipped on day 29, people responded, it was decided what follows, and
    the governance pack is written. Beside the console runs the application that the rollout is about, with guidance built in.
    """
    screen: Screen = context.obj
    with screen.progress() as progress:
        shown = run_demo(demo_plan(seed), out, day, progress)
    screen.show(summary(shown.study, metric_catalogue(), intervention_catalogue()))
    screen.show(f"Report: {shown.report}\nDiagnosis: {shown.diagnosis}\nRollout file: {shown.rollout_file}")
    for file in shown.pack:
        screen.show(f"Governance pack: {file}")
    if serve:
        ports = DemoPorts(console=port, example=example_port)
        show_demo_console(DemoShown(shown.rollout_file, out / "console", day), ports, screen)


@app.command()
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


@app.command()
def check(context: typer.Context, rollout: RolloutFile) -> None:
    """Check a rollout file and all its data.

    Every mistake is told with its file, its line and how to mend it; rows that cannot be used are counted.
    """
    screen: Screen = context.obj
    with screen.progress() as progress:
        report = run_check(rollout, progress)
    screen.show(checked(report))
    if report.mistakes:
        raise BadInput(*report.mistakes)
    screen.show(f"{rollout} can be diagnosed: desirepath diagnose {rollout}")


@app.command()
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
            texts[json_file] = _json(diagnosis_document(study))
        if html is not None:
            progress("drawing the report")
            texts[html] = report_page(study, metric_catalogue(), intervention_catalogue())
    write_whole(texts)
    screen.show(summary(study, metric_catalogue(), intervention_catalogue()))
    for file in texts:
        screen.show(f"Written: {file}")


@app.command()
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
    write_whole({json_file: _json(conformance_document(rollout_id, workflows))})
    for workflow in workflows:
        screen.show(f"{workflow.workflow}: {workflow.cases:,} cases in {len(workflow.variants):,} variants")


app.command()(prove)
app.command()(serve)
app.add_typer(audit, name="audit")
app.command()(simulate)


@app.command()
def doctor(context: typer.Context) -> None:
    """Look at this installation.

    Versions, engines, formats, limits and fonts: what works here, what is missing, and how to get it. Ends with
    status 1 if something is broken.
    """
    screen: Screen = context.obj
    with screen.progress() as progress:
        found = run_doctor(progress)
    screen.show(looked_at(found))
    if any(one.state == "broken" for one in found):
        raise typer.Exit(1)


@app.command("list")
def list_catalogue(
    context: typer.Context,
    catalogue: Annotated[str, typer.Argument(help=f"{', '.join(CATALOGUES)}.", metavar="CATALOGUE")],
) -> None:
    """List a catalogue, one line each."""
    context.obj.show(lines_of_catalogue(catalogue))


def _json(document: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


with_doors(app)
