"""The command `desirepath check`."""

from __future__ import annotations

import typer

from desirepath.cli.checked import checked
from desirepath.cli.given import RolloutFile
from desirepath.cli.screen import Screen
from desirepath.runs.check import check as run_check
from desirepath.vocabulary.errors import BadInput


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
