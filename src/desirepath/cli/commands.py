"""The commands of `desirepath`: each parses, calls one function of `runs`, prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, RenderableType

from desirepath import __version__, connectors
from desirepath.catalogue import entries
from desirepath.cli.screen import Harmless, checked, looked_at, progress_on
from desirepath.ports import Progress
from desirepath.report.conformance_json import conformance_document
from desirepath.report.diagnosis_json import diagnosis_document
from desirepath.report.html.page import report_page
from desirepath.report.terminal import summary
from desirepath.runs.check import check as run_check
from desirepath.runs.conformance import conformance as run_conformance
from desirepath.runs.demo import demo as run_demo
from desirepath.runs.demo import served
from desirepath.runs.diagnose import diagnose as run_diagnose
from desirepath.runs.doctor import doctor as run_doctor
from desirepath.runs.draft import draft as run_draft
from desirepath.runs.simulate import simulate as run_simulate
from desirepath.runs.whole_files import refuse_unwritable, write_whole
from desirepath.simulate.plan import Friction, SimulationPlan
from desirepath.study import metric_catalogue
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean
from desirepath.vocabulary.rollout_keys import DAY_PATTERN, EARLIEST_YEAR, LATEST_YEAR

app = typer.Typer(
    name="desirepath",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Finds where a software rollout meets resistance, and for whom.\n\n"
    "Begin with `desirepath init --from LOG`, then `check`, then `diagnose`; or see `desirepath demo`.",
)
RolloutFile = Annotated[Path, typer.Argument(help="The rollout file (YAML).", metavar="ROLLOUT.yaml")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Use rows strictly before this day (YYYY-MM-DD)."),
]
Engine = Annotated[str, typer.Option(help="duckdb, or a Spark master: local[2], spark://host:7077.")]
JsonFile = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the document here.")]


@dataclass(slots=True)
class _Screen:
    quiet: bool = False

    def show(self, told: RenderableType) -> None:
        if not self.quiet:
            Console().print(Harmless(told), markup=False, highlight=False, soft_wrap=isinstance(told, str))

    def progress(self) -> AbstractContextManager[Progress]:
        return progress_on(Console(stderr=True), quiet=self.quiet)


@app.callback(invoke_without_command=True)
def desirepath(
    context: typer.Context,
    *,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing but mistakes.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a fault.")] = False,  # noqa: ARG001 - read by `run`
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """What holds for every command."""
    context.obj = _Screen(quiet)
    if version:
        context.obj.show(f"desirepath {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write into.")] = Path("desirepath-demo"),
    seed: Annotated[int, typer.Option(help="The same seed draws the same rollout.")] = 7,
    port: Annotated[int, typer.Option(help="Port of the local address; 0 takes a free one.")] = 0,
    *,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Show the report on a local address.")] = True,
) -> None:
    """See what it does, on a made-up rollout.

    It is drawn, diagnosed, and its report shown on a local address.
    """
    screen: _Screen = context.obj
    with screen.progress() as progress:
        shown = run_demo(SimulationPlan(seed=seed), out, progress)
    screen.show(summary(shown.study, metric_catalogue()))
    screen.show(f"Report: {shown.report}\nDiagnosis: {shown.diagnosis}\nRollout file: {shown.rollout_file}")
    if serve:
        with served(shown, port) as (address, server):
            typer.echo(f"Look at {address} (Ctrl-C ends)")
            server.serve_forever()


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
    screen: _Screen = context.obj
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
    screen: _Screen = context.obj
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
    warehouse: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for intermediate files; else a temporary one.")
    ] = None,
    engine: Engine = "duckdb",
) -> None:
    """Say what a rollout's data shows.

    The main job: metrics with their intervals on the terminal, as JSON and as a report in one HTML file.
    """
    screen: _Screen = context.obj
    refuse_unwritable([file for file in (json_file, html) if file is not None], reads=rollout)
    with screen.progress() as progress:
        study = run_diagnose(rollout, as_of=_day(as_of), engine=engine, warehouse=warehouse, progress=progress)
        texts: dict[Path, str] = {}
        if json_file is not None:
            texts[json_file] = _json(diagnosis_document(study))
        if html is not None:
            progress("drawing the report")
            texts[html] = report_page(study, metric_catalogue())
    write_whole(texts)
    screen.show(summary(study, metric_catalogue()))
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
    screen: _Screen = context.obj
    refuse_unwritable([json_file], reads=rollout)
    with screen.progress() as progress:
        rollout_id, workflows = run_conformance(rollout, as_of=_day(as_of), engine=engine, progress=progress)
    write_whole({json_file: _json(conformance_document(rollout_id, workflows))})
    for workflow in workflows:
        screen.show(f"{workflow.workflow}: {workflow.cases:,} cases in {len(workflow.variants):,} variants")


@app.command()
def simulate(
    context: typer.Context,
    seed: Annotated[int, typer.Option(help="The same seed draws the same rollout.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write into.")],
    events: Annotated[int, typer.Option(help="About how many events.")] = 100_000,
    people: Annotated[int | None, typer.Option(help="How many people; else as many as suit the events.")] = None,
    file_format: Annotated[str, typer.Option("--format", help="parquet or csv.")] = "parquet",
    friction: Annotated[str, typer.Option(help="abandonment_at_step or none.")] = "abandonment_at_step",
) -> None:
    """Draw a made-up rollout.

    Writes a rollout file, its tables, and what was planted in them (truth.json).
    """
    screen: _Screen = context.obj
    plan = SimulationPlan(
        seed=seed,
        events=events,
        people=people,
        format=file_format,  # type: ignore[arg-type]
        friction=Friction(kind=friction),  # type: ignore[arg-type]
    )
    with screen.progress() as progress:
        written = run_simulate(plan, out, progress)
    screen.show(f"Written: {written}. Next: desirepath diagnose {written}")


@app.command()
def doctor(context: typer.Context) -> None:
    """Look at this installation.

    Versions, engines, formats, limits and fonts: what works here, what is missing, and how to get it. Ends with
    status 1 if something is broken.
    """
    screen: _Screen = context.obj
    with screen.progress() as progress:
        found = run_doctor(progress)
    screen.show(looked_at(found))
    if any(one.state == "broken" for one in found):
        raise typer.Exit(1)


@app.command("list")
def list_catalogue(
    context: typer.Context,
    catalogue: Annotated[str, typer.Argument(help="metrics or connectors.", metavar="CATALOGUE")],
) -> None:
    """List a catalogue, one line each."""
    catalogues = {"metrics": _metric_lines, "connectors": _connector_lines}
    if catalogue not in catalogues:
        what = f"there is no catalogue `{catalogue}`"
        raise BadInput(Mistake(code="unknown_catalogue", what=what, mend=did_you_mean(catalogue, catalogues)))
    rows = list(catalogues[catalogue]())
    widest = max(len(name) for name, _ in rows)
    context.obj.show("\n".join(f"{name:{widest}}  {told}" for name, told in rows))


def _metric_lines() -> Iterable[tuple[str, str]]:
    return ((metric.name, metric.question) for metric in metric_catalogue().values())


def _connector_lines() -> Iterable[tuple[str, str]]:
    for entry in entries(connectors, "CONNECTOR").values():
        endings = ", ".join(entry.constant.endings)
        yield entry.constant.name, f"{entry.constant.title} ({endings}): {entry.constant.reads}"


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    try:
        day = date.fromisoformat(written) if re.fullmatch(DAY_PATTERN, written) else None
    except ValueError:
        day = None
    if day is None or not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        what = f"`--as-of` is `{written}`, but must be a date as YYYY-MM-DD"
        raise BadInput(Mistake(code="wrong_value", what=what, mend="Write for example `--as-of 2025-06-30`."))
    return day


def _json(document: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
