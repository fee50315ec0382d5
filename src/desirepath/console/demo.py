"""The demo's console: a workspace with a made-up rollout in it, diagnosed week by week up to the day it is shown at."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from desirepath.console.serve import made_ready
from desirepath.ports import Progress

DAYS = (13, 20, 27)
"""The days at whose end the rollout was diagnosed, day 1 being that of go-live, where it is shown at the last of them."""
WORKSPACE, PERSON = "demo", "change-lead@example.com"
COLLECTS = """\
    capture:                          # what the pages of the example application show once a step was taken
      - {page: "/requests/**", on: appears, element: "#said[data-done=draft]", case_in: "#case", activity: Request drafted, step: draft}
      - {page: "/requests/**", on: appears, element: "#said[data-done=quote]", case_in: "#case", activity: Quote entered, step: quote}
      - {page: "/requests/**", on: appears, element: "#said[data-done=check]", case_in: "#case", activity: Request validated, step: check}
      - {page: "/requests/**", on: appears, element: "#said[data-done=manager]", case_in: "#case", activity: Approved by manager, step: manager}
      - {page: "/requests/**", on: appears, element: "#said[data-done=director]", case_in: "#case", activity: Approved by director, step: director}
      - {page: "/requests/**", on: appears, element: "#said[data-done=budget]", case_in: "#case", activity: Budget approved, step: budget}
      - {page: "/requests/**", on: appears, element: "#said[data-done=security]", case_in: "#case", activity: Supplier security cleared, step: security}
      - {page: "/requests/**", on: appears, element: "#said[data-done=order]", case_in: "#case", activity: Order placed, step: order}
collect:
  events:                             # what the application tells by itself
    - {event: Request Step Done, workflow: purchase_request, activity: $step, case: $request}
"""
"""For the end of the last workflow of the rollout file: where the example application sends to a collector of the workspace."""


def days_until(day: int) -> tuple[int, ...]:
    """The day itself, and those of `DAYS` before it: what is diagnosed soon after another changes too little to be told."""
    return (*(one for one in DAYS if one < day), day)


def demo_console(
    rollout_file: Path, home: Path, progress: Progress, *, days: Sequence[int] = DAYS, collects: bool = False
) -> None:
    """Make the console anew in the home, with the rollout in a workspace and what was found in it as of each of the days.

    With `collects` the rollout file, as the console keeps it, says what the example application sends.
    """
    if home.exists():
        shutil.rmtree(home)
    made_ready(home)
    from desirepath.connectors.rollout_file import read_rollout
    from desirepath.console.accounts.actions.make_person import person_of_email
    from desirepath.console.accounts.actions.set_preferences import set_preferences
    from desirepath.console.rollouts.actions.make_rollout import make_rollout
    from desirepath.console.workspaces.actions.make_workspace import make_workspace

    read = read_rollout(rollout_file)
    seat = make_workspace(WORKSPACE, "Demo", person_of_email(PERSON))
    set_preferences(seat.person, name="", language="", zone=read.timezone)
    rollout = make_rollout(
        seat, read.id, read.title, _text(rollout_file.read_text(encoding="utf-8"), collects=collects)
    )
    for source in read.sources:
        shutil.copy(rollout_file.parent / source.file, rollout.folder / source.file)
    for day in days:
        diagnosed(seat.email, rollout.id, read.go_live.date() + timedelta(days=day), progress)


def _text(text: str, *, collects: bool) -> str:
    """The file without the day its data ends: each diagnosis says its own."""
    as_it_stands = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("as_of:"))
    workflows, register, kept = as_it_stands.partition("register:")
    return f"{workflows}{COLLECTS if collects else ''}{register}{kept}"


def diagnosed(asked_by: str, rollout: int, as_of: date, progress: Progress) -> None:
    """Diagnose a rollout as of a day, here and now."""
    from desirepath.console.diagnoses.models import Run
    from desirepath.console.diagnoses.tasks import make_diagnosis

    progress(f"diagnosing as of {as_of}")
    run = Run.objects.create(rollout_id=rollout, version=1, as_of=as_of, asked_by=asked_by)
    make_diagnosis.func(run.pk)


def demo_link(address: str) -> str:
    """The link that signs in to the demo."""
    from desirepath.console.accounts.actions.make_person import person_of_email
    from desirepath.console.accounts.handed_keys import DEMO, hand_key

    return f"{address}/in/{hand_key(DEMO, person_of_email(PERSON))}/"
