"""The door of `desirepath`: runs a command, and turns what went wrong into a message and an exit status."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Any

import typer

from desirepath.cli.program import program_for
from desirepath.cli.screen import harmless
from desirepath.vocabulary.errors import BadInput

DONE, OUR_FAULT, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
ANYWHERE = ("--quiet", "--debug")
"""Options of the whole program that may stand after the command too."""
_BadUsage: type[Exception] = typer.BadParameter.__mro__[1]
"""What Typer raises for options it cannot read. It brings its own copy of Click, which has no public name."""


def run(arguments: list[str]) -> int:
    """Run the command with these arguments; the exit status."""
    ahead = [one for one in ANYWHERE if one in arguments]
    rest = [one for one in arguments if one not in ANYWHERE]
    try:
        # Outside its stand-alone mode, the command hands the status back and raises what went wrong.
        status = typer.main.get_command(program_for(rest)).main([*ahead, *rest], "desirepath", standalone_mode=False)
    except BadInput as error:
        return _told(*(str(mistake) for mistake in error.mistakes), status=BAD_INPUT)
    except _BadUsage as error:
        return _told(_usage(error), status=BAD_INPUT)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001 - the last door: a fault of ours is told, not thrown
        if "--debug" in ahead:
            traceback.print_exc()
        return _told(
            f"A fault of desirepath, not of your data: {type(error).__name__}: {error}",
            "Please report it with what `--debug` shows after the same command.",
            status=OUR_FAULT,
        )
    return status if isinstance(status, int) else DONE


def _usage(error: Any) -> str:  # noqa: ANN401 - of a class without a public name
    said = error.format_message().rstrip(".")
    if not said.endswith("?"):
        said += "."
    command = error.ctx.command_path if error.ctx is not None else "desirepath"
    return f"{said} See `{command} --help`."


def _told(*lines: str, status: int) -> int:
    for line in lines:
        typer.echo(harmless(line), err=True)
    return status


def main() -> None:
    """Run the command. Exit status: 0 done, 2 bad input, 1 a fault of ours, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
