"""The commands `desirepath serve` and `desirepath audit`."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from desirepath.cli.screen import Screen
from desirepath.vocabulary.errors import BadInput, Mistake

HomeFolder = Annotated[
    Path, typer.Option("--home", metavar="DIR", envvar="DESIREPATH_HOME", help="Folder that the console lives in.")
]
COLLECT_PORT, DELIVER_PORT, EXAMPLE_PORT = 8750, 8740, 8780


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPorts:
    """Where the demo's console and the example application listen; 0 takes a free one."""

    console: int = 0
    example: int = EXAMPLE_PORT


@dataclass(frozen=True, slots=True)
class DemoShown:
    """The rollout file of the demo, the folder for its console, and the day that it is shown at."""

    rollout_file: Path
    home: Path
    day: int


audit = typer.Typer(help="Look after the console's audit log.", rich_markup_mode=None)


def serve(
    home: HomeFolder = Path("desirepath-home"),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the console; 0 takes a free one.")] = 8900,
    collect_port: Annotated[
        int, typer.Option("--collect-port", min=1, max=65535, help="First port of the collectors, one a workspace.")
    ] = COLLECT_PORT,
    deliver_port: Annotated[
        int, typer.Option("--deliver-port", min=1, max=65535, help="Port that guidance is served to pages at.")
    ] = DELIVER_PORT,
    *,
    no_collect: Annotated[bool, typer.Option("--no-collect", help="Take no events beside the pages.")] = False,
    no_deliver: Annotated[bool, typer.Option("--no-deliver", help="Serve no guidance beside the pages.")] = False,
) -> None:
    """Run the console.

    Pages, diagnoses and their schedule in one place, on an embedded database in the folder. A workspace with a rollout
    whose file has the section `collect` gets a collector of its own, as `desirepath collect` would be, and guidance is
    served to the pages of all, as by `desirepath deliver`. The first time, a link is printed that makes the first
    administrator; there is no default password. Ends with Ctrl-C or SIGTERM.
    """
    from desirepath.console.serve import Serving, first_link
    from desirepath.console.serve import serve as run_serve

    def started(address: str) -> None:
        link = first_link(address)
        if link is not None:
            typer.echo(f"Make the first administrator at {link}")
        typer.echo(f"The console is at {address}/ (Ctrl-C ends)")

    collects = None if no_collect else collect_port
    delivers = None if no_deliver else deliver_port
    run_serve(Serving(home=home, host=host, port=port, collect_port=collects, deliver_port=delivers), started)


@audit.callback()
def look_after() -> None:
    """Look after the console's audit log."""


@audit.command()
def verify(context: typer.Context, home: HomeFolder = Path("desirepath-home")) -> None:
    """Find every line that was edited, deleted or moved.

    Reads the whole log with the key beside the database, and its end in a file of its own. Ends with status 2 where the
    log is not whole.
    """
    screen: Screen = context.obj
    if not (home / "console.sqlite3").exists() and not home.is_dir():
        mend = "Name the folder that `desirepath serve` was given by `--home`."
        raise BadInput(Mistake(code="no_console", what="there is no console in this folder", mend=mend, file=str(home)))
    from desirepath.console.serve import made_ready

    made_ready(home)
    from desirepath.console.audit.record import audit_key
    from desirepath.console.audit.verify import verify as read_log

    found = read_log(audit_key(), made_ready(home).audit_anchor)
    if found.problems:
        raise BadInput(*(Mistake(code="log_not_whole", what=one) for one in found.problems))
    screen.show(f"The audit log is whole: {found.lines:,} lines.")


def show_demo_console(shown: DemoShown, ports: DemoPorts, screen: Screen) -> None:
    """Put a made-up rollout into a console of its own, and serve it until Ctrl-C, the example application beside it."""
    from desirepath.console.demo import PERSON, WORKSPACE, days_until, demo_console, demo_link
    from desirepath.console.example import ExamplePorts, example_beside, free_port
    from desirepath.console.serve import Serving
    from desirepath.console.serve import serve as run_serve
    from desirepath.console.supervised import kept_going

    home = shown.home
    with screen.progress() as progress:
        demo_console(shown.rollout_file, home, progress, days=days_until(shown.day), collects=True)
        from desirepath.console.interventions.example_help import put_help_live  # its models want Django set up

        put_help_live(WORKSPACE, PERSON)
    places = ExamplePorts(
        application=free_port(ports.example), deliver=free_port(DELIVER_PORT), collect=free_port(COLLECT_PORT)
    )
    example = example_beside(home, WORKSPACE, places)

    with ExitStack() as beside:

        def started(address: str) -> None:
            typer.echo(f"Look at {demo_link(address)} (Ctrl-C ends)")
            if example is not None:
                beside.enter_context(kept_going([example]))
                typer.echo(f"Use the application that it is about at {places.address}/")

        serving = Serving(home=home, port=ports.console, collect_port=places.collect, deliver_port=places.deliver)
        run_serve(serving, started)
