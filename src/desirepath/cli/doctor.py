"""The command `desirepath doctor`."""

from __future__ import annotations

import typer

from desirepath.cli.checked import looked_at
from desirepath.cli.screen import Screen
from desirepath.runs.doctor import doctor as run_doctor


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
