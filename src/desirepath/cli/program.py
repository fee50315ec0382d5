"""The program: what holds for every command, and the commands that must start at once."""

from __future__ import annotations

from typing import Annotated

import typer

from desirepath import __version__
from desirepath.cli.collect import collect
from desirepath.cli.deliver import deliver
from desirepath.cli.keys import keys
from desirepath.cli.lake import lake
from desirepath.cli.screen import Screen

DOORS = ("collect", "deliver", "keys", "lake")
"""What stands alone: a collector that was killed takes events again within seconds, so it loads nothing else."""


def program() -> typer.Typer:
    """The program without a command."""
    app = typer.Typer(
        name="desirepath",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help="Finds where a software rollout meets resistance, and for whom.\n\n"
        "Begin with `desirepath init --from LOG`, then `check`, then `diagnose`; or see `desirepath demo`.",
    )
    app.callback(invoke_without_command=True)(_desirepath)
    return app


def with_doors(app: typer.Typer) -> typer.Typer:
    """The program with the commands around the doors to HTTP."""
    app.command()(collect)
    app.command()(deliver)
    app.add_typer(keys, name="keys")
    app.add_typer(lake, name="lake")
    return app


def _desirepath(
    context: typer.Context,
    *,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing but mistakes.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a fault.")] = False,  # noqa: ARG001 - read by `run`
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """What holds for every command."""
    context.obj = Screen(quiet)
    if version:
        context.obj.show(f"desirepath {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())
