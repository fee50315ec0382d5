"""The commands `desirepath report ...`: documents to take away, and whether one is still as it was computed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desirepath.cli.given import AsOf, Engine, RolloutFile, WarehouseFolder, day
from desirepath.cli.given import warehouse as opened
from desirepath.cli.report_weekly import weekly
from desirepath.cli.screen import Screen
from desirepath.report.wording import counted
from desirepath.runs.report_governance import PackAsked, report_governance
from desirepath.runs.report_kit import report_blank_kit, report_kit
from desirepath.runs.verify_pack import VerifyAsked, verify_pack
from desirepath.vocabulary.errors import BadInput, Mistake

report = typer.Typer(
    help="Write documents to take away, or verify one.", rich_markup_mode=None, invoke_without_command=True
)
_Folder = Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to write into.")]


@report.callback()
def documents(
    context: typer.Context,
    verify: Annotated[
        Path | None,
        typer.Option("--verify", metavar="FILE", help="Make this governance pack again, and compare every number."),
    ] = None,
    rollout: Annotated[
        Path | None,
        typer.Option(
            "--rollout",
            metavar="ROLLOUT.yaml",
            help="With `--verify`: its rollout file, else the one beside it or a folder above.",
        ),
    ] = None,
    warehouse: Annotated[
        Path | None, typer.Option("--warehouse", metavar="DIR", help="With `--verify`: the lake that it was made from.")
    ] = None,
    diagnosis: Annotated[
        Path | None,
        typer.Option("--diagnosis", metavar="DIR", help="With `--verify`: the diagnosis that a console made it from."),
    ] = None,
    engine: Engine = "duckdb",
) -> None:
    """Write documents to take away.

    With `--verify FILE` nothing is written: the pack (JSON, HTML, PDF or PPTX) is made again from the same data, and every
    number and word of it is compared. What differs is named, with exit status 2; where the data is no longer the same,
    nothing is compared, and it is named which file or table differs. A pack that a console made is made again from the
    diagnosis that the console keeps (`--diagnosis`).
    """
    if context.invoked_subcommand is not None:
        _refuse_beside_command(verify, rollout, warehouse, diagnosis)
        return
    if verify is None:
        typer.echo(context.get_help())
        return
    screen: Screen = context.obj
    asked = VerifyAsked(file=verify, rollout_file=rollout, warehouse=warehouse, engine=engine, diagnosis=diagnosis)
    with screen.progress() as progress:
        found = verify_pack(asked, progress)
    words = f" and {counted(found.words, 'word')}" if found.words else ""
    screen.show(
        f"Verified: {verify}. All {counted(found.figures, 'figure')}{words} are as computed from the same data."
    )


def _refuse_beside_command(*given: Path | None) -> None:
    if any(one is not None for one in given):
        what = "`--verify` and what belongs to it stand alone, without a document to write"
        raise BadInput(Mistake(code="verify_stands_alone", what=what, mend="Write `desirepath report --verify FILE`."))


@report.command()
def governance(
    context: typer.Context,
    rollout: RolloutFile,
    out: _Folder,
    as_of: AsOf = None,
    warehouse: WarehouseFolder = None,
    engine: Engine = "duckdb",
) -> None:
    """Write the governance pack for the board.

    Trends of adherence, tickets, exceptions and self-service, differences between cohorts, interventions with their
    effects, and what comes next: as a page (HTML), a tagged PDF, slides (PPTX) with charts that can be edited, and the
    ledger (JSON) of every number with where it comes from.
    """
    screen: Screen = context.obj
    asked = PackAsked(rollout_file=rollout, as_of=day(as_of), engine=engine, warehouse=opened(warehouse, None))
    with screen.progress() as progress:
        written = report_governance(asked, out, progress=progress)
    for file in written.files:
        screen.show(f"Written: {file}")
    for lacking in written.left_out:
        screen.show(lacking)


report.command()(weekly)


@report.command()
def kit(
    context: typer.Context,
    out: _Folder,
    rollout: Annotated[
        Path | None,
        typer.Argument(help="The rollout file (YAML); a blank kit can do without.", metavar="ROLLOUT.yaml"),
    ] = None,
    as_of: AsOf = None,
    engine: Engine = "duckdb",
    *,
    blank: Annotated[bool, typer.Option("--blank", help="To be filled in by hand; no data is read.")] = False,
) -> None:
    """Write the diagnosis kit for a workshop.

    A workbook and a document: scorecard, friction points with their evidence, the five checks, the interventions and
    a backlog. Filled from a rollout's data, or blank for teams without data.
    """
    screen: Screen = context.obj
    before = day(as_of)
    with screen.progress() as progress:
        if blank:
            written = report_blank_kit(rollout, out, progress=progress)
        elif rollout is not None:
            written = report_kit(rollout, out, as_of=before, engine=engine, progress=progress)
        else:
            mend = "Name its rollout file, or write a blank one with `--blank`."
            raise BadInput(
                Mistake(code="no_rollout", what="a kit is filled from a rollout, and none is named", mend=mend)
            )
    for file in written:
        screen.show(f"Written: {file}")
