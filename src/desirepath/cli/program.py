"""The program: its commands, and what holds for every one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Annotated

import typer

from desirepath import __version__
from desirepath.cli.screen import Screen

COMMANDS: Mapping[str, str] = {
    "demo": "demo:demo",
    "init": "init:init",
    "check": "check:check",
    "diagnose": "diagnose:diagnose",
    "conformance": "conformance:conformance",
    "prove": "prove:prove",
    "report": "report:report",
    "serve": "serve:serve",
    "audit": "serve:audit",
    "simulate": "simulate:simulate",
    "doctor": "doctor:doctor",
    "list": "catalogues:list_catalogue",
    "collect": "collect:collect",
    "deliver": "deliver:deliver",
    "keys": "keys:keys",
    "lake": "lake:lake",
}
"""Where each command stands: a module here, and a function or a group of commands in it.

A module loads what its own command needs, which for some is seconds of it: only that of the command asked for is loaded.
"""


def program(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The program with all of its commands, or some by name."""
    app = typer.Typer(
        name="desirepath",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help="Finds where a software rollout meets resistance, and for whom.\n\n"
        "Begin with `desirepath init --from LOG`, then `check`, then `diagnose`; or see `desirepath demo`.",
    )
    app.callback(invoke_without_command=True)(_desirepath)
    for name in names:
        module, _, inside = COMMANDS[name].partition(":")
        command = getattr(import_module(f"desirepath.cli.{module}"), inside)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def program_for(arguments: Sequence[str]) -> typer.Typer:
    """The program with as many of its commands as these arguments can be of; with all where help is to name them."""
    named = next((one for one in arguments if not one.startswith("-")), "")
    if named in COMMANDS:
        return program([named])
    return program(() if not named and "--version" in arguments else COMMANDS)


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
