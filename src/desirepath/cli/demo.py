"""The command `desirepath demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desirepath.cli.screen import Screen
from desirepath.cli.serve import EXAMPLE_PORT, DemoPorts, DemoShown, show_demo_console
from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.terminal import summary
from desirepath.runs.demo import demo as run_demo
from desirepath.simulate.plan import demo_plan
from desirepath.study import metric_catalogue
from desirepath.vocabulary.plan45 import DAYS


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
