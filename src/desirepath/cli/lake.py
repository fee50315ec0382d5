"""The commands `desirepath lake ...`: look after what collectors brought.

Each loads what it works with, as the program of a collector has these commands too and must start at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desirepath.cli.screen import Screen
from desirepath.vocabulary.errors import BadInput, Mistake

lake = typer.Typer(help="Look after what collectors brought.", rich_markup_mode=None)

Warehouse = Annotated[Path, typer.Option("--warehouse", metavar="DIR", help="Folder that collectors write into.")]


@lake.callback()
def kept_events() -> None:
    """Look after what collectors brought."""


@lake.command()
def status(context: typer.Context, warehouse: Warehouse) -> None:
    """Show how the lake stands.

    What the logs hold, what of it is in the tables, what waits and since when, what was refused and why, and whether
    good, bad and duplicate add up to what was received.
    """
    from desirepath.cli.lake_shown import lake_as_it_stands
    from desirepath.runs import lake as runs

    screen: Screen = context.obj
    screen.show(lake_as_it_stands(runs.lake_status(warehouse)))


@lake.command()
def project(context: typer.Context, warehouse: Warehouse) -> None:
    """Bring what was logged into the tables.

    Each request is brought over once, however often this is run or cut off. Duplicates by event id within 30 days are
    counted and left out.
    """
    from desirepath.runs import lake as runs

    screen: Screen = context.obj
    with screen.progress() as progress:
        found = runs.project_lake(warehouse, progress)
    screen.show(
        f"{found.requests:,} requests brought over: {found.good:,} events good, {found.bad:,} bad, "
        f"{found.duplicate:,} duplicate."
    )
    if found.healed:
        screen.show(f"The last commit was torn, and was put aside: {', '.join(found.healed)}.")
    if found.made_anew:
        screen.show("The tables were damaged and were made anew from the logs.")


@lake.command()
def compact(context: typer.Context, warehouse: Warehouse) -> None:
    """Lay down closed days in case order.

    Days that are over and did not change within the hour come to lie in few files, which are read faster. Older
    versions of the tables can be read for seven days more.
    """
    from desirepath.runs import lake as runs

    screen: Screen = context.obj
    with screen.progress() as progress:
        found = runs.compact_lake(warehouse, progress)
    screen.show(
        f"{found.days:,} days laid down anew from {found.replaced:,} files; {found.cleared:,} old files cleared."
    )


@lake.command()
def rebuild(context: typer.Context, warehouse: Warehouse) -> None:
    """Make the tables anew from the logs.

    Beside the old ones, which serve until the new ones are whole. Rows that the logs have no more are carried over.
    Ends with status 1 if the new tables hold other rows than the old ones did.
    """
    from desirepath.runs import lake as runs

    screen: Screen = context.obj
    with screen.progress() as progress:
        found = runs.rebuild_lake(warehouse, progress)
    made = found.rebuilt
    screen.show(f"Made anew from {made.requests:,} requests; {made.carried_over:,} rows carried over.")
    told = {None: "The old tables could not be read.", True: "They hold the same rows.", False: "They hold other rows."}
    screen.show(told[found.same])
    if found.same is False:
        raise typer.Exit(1)


@lake.command()
def scrub(
    context: typer.Context,
    warehouse: Warehouse,
    *,
    heal: Annotated[bool, typer.Option("--heal", help="Make damaged tables anew from the logs.")] = False,
) -> None:
    """Read every byte and tell what is damaged.

    All logs, tables and commits, held against the checksums that were written with them; what is lost is told
    exactly. Run it every night. Ends with status 1 if anything is damaged and was not healed, or is lost.
    """
    from desirepath.cli.lake_shown import scrubbed
    from desirepath.runs import lake as runs

    screen: Screen = context.obj
    with screen.progress() as progress:
        report, sums = runs.scrub_lake(warehouse, progress, heal=heal)
    screen.show(scrubbed(report, sums))
    lost = report.rows_lost or any(report.lost.values())
    if lost or (report.damages and not report.healed) or sums is None or sums.difference:
        raise typer.Exit(1)


@lake.command()
def retain(
    context: typer.Context,
    warehouse: Warehouse,
    days: Annotated[int, typer.Option(min=1, metavar="DAYS", help="How many days are kept.")],
) -> None:
    """Drop what is older than is to be kept.

    Rows by the day on which they happened, and the parts of the logs that hold nothing younger. The counts stay.
    """
    from desirepath.runs import lake as runs

    screen: Screen = context.obj
    with screen.progress() as progress:
        found = runs.retain_in_lake(warehouse, days, progress)
    screen.show(f"{found.rows:,} rows and {found.segments:,} log segments from before {found.before} dropped.")


@lake.command()
def erase(
    context: typer.Context,
    warehouse: Warehouse,
    person: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A person's id as applications send it; may be repeated.")
    ] = None,
    persons: Annotated[Path | None, typer.Option(metavar="FILE", help="A file of such ids, one a line.")] = None,
) -> None:
    """Erase persons everywhere.

    Out of tables and their older versions, out of refused events, out of the logs. The counts stay, as they name
    nobody. Ends with status 1 while a running collector has the person in the segment that it is writing.
    """
    from desirepath.runs import lake as runs

    screen: Screen = context.obj
    ids = [*(person or ()), *(_lines_of(persons) if persons is not None else ())]
    with screen.progress() as progress:
        found = runs.erase_from_lake(warehouse, ids, progress)
    screen.show(
        f"Erased: {found.rows:,} rows, {found.refused:,} refused events, in {found.requests:,} logged requests."
    )
    if found.waiting:
        screen.show(f"{found.waiting:,} requests lie where a collector is writing. Erase again within the hour.")
        raise typer.Exit(1)


@lake.command()
def replay(
    context: typer.Context,
    rollouts: Annotated[list[Path], typer.Argument(help="The mended rollout files.", metavar="ROLLOUT.yaml...")],
    warehouse: Warehouse,
) -> None:
    """Try again what was refused.

    By the section `collect` of the rollout files as it is now. What is taken goes into the tables and is refused no
    more; the rest stays as it was.
    """
    from desirepath.collector.accept import Door
    from desirepath.connectors.rollout_file import read_rollout
    from desirepath.runs import lake as runs
    from desirepath.runs.collected_rows import persons_of
    from desirepath.warehouse.collected import Batch

    screen: Screen = context.obj
    door = Door([read_rollout(file) for file in rollouts], persons_of(warehouse))

    def again(raw: bytes, key: str, received_at: int) -> Batch:
        return door.again(raw, key, received_at).batch

    with screen.progress() as progress:
        found = runs.replay_lake(warehouse, again, progress)
    screen.show(f"{found.taken:,} taken, {found.duplicate:,} had come since, {found.refused:,} still refused.")


def _lines_of(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        mend = "Write one id a line, in UTF-8."
        raise BadInput(Mistake(code="no_ids", what="the ids cannot be read", mend=mend, file=str(file))) from error
