"""The command `desirepath prove`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desirepath.cli.given import AsOf, AsReadBy, Engine, JsonFile, RolloutFile, WarehouseFolder, day
from desirepath.cli.given import warehouse as opened
from desirepath.cli.screen import Screen
from desirepath.effects import design_catalogue
from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.document_text import document_text
from desirepath.report.effects_json import effects_document
from desirepath.report.html.effects_page import effects_page
from desirepath.report.terminal_effects import effects_summary
from desirepath.report.terminal_plan import plan_summary
from desirepath.runs.prove import prove as run_prove
from desirepath.runs.whole_files import refuse_unwritable, write_whole
from desirepath.vocabulary.errors import BadInput, Mistake


def prove(
    context: typer.Context,
    rollout: RolloutFile,
    as_of: AsOf = None,
    json_file: JsonFile = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the effects page here, in one file.")] = None,
    warehouse: WarehouseFolder = None,
    as_read_by: AsReadBy = None,
    engine: Engine = "duckdb",
    points: Annotated[
        float, typer.Option(metavar="POINTS", help="With `--plan`: the change that is to be told, in per cent points.")
    ] = 5.0,
    *,
    plan: Annotated[
        bool, typer.Option("--plan", help="How long it would take to tell an effect, by who is held out.")
    ] = False,
) -> None:
    """Say what interventions changed.

    The effect of each on its step, with an interval that holds however often it is read, whether it did harm, and the
    decision that follows. Reads the tables `interventions` and `exposures`. With `--plan`, before anything is shown:
    how many days it takes to tell a change of so many points at each friction point.
    """
    screen: Screen = context.obj
    files = [file for file in (json_file, html) if file is not None]
    if plan:
        _planned(screen, rollout, as_of, engine, _effect_of(points, files))
        return
    refuse_unwritable(files, reads=rollout)
    lake = opened(warehouse, as_read_by)
    with screen.progress() as progress:
        proofs = run_prove(rollout, as_of=day(as_of), engine=engine, warehouse=lake, progress=progress)
        texts: dict[Path, str] = {}
        if json_file is not None:
            texts[json_file] = document_text(effects_document(proofs))
        if html is not None:
            progress("drawing the effects page")
            texts[html] = effects_page(proofs, design_catalogue(), intervention_catalogue())
    write_whole(texts)
    screen.show(effects_summary(proofs, design_catalogue(), intervention_catalogue()))
    for file in texts:
        screen.show(f"Written: {file}")


def _planned(screen: Screen, rollout: Path, as_of: str | None, engine: str, effect: float) -> None:
    # What a plan needs beyond proofs takes long to load.
    from desirepath.runs.plan_proof import plan_proof

    with screen.progress() as progress:
        found = plan_proof(rollout, effect=effect, as_of=day(as_of), engine=engine, progress=progress)
    screen.show(plan_summary(found))


def _effect_of(points: float, files: list[Path]) -> float:
    if files:
        mend = "Leave out `--json` and `--html`, or `--plan`."
        raise BadInput(Mistake(code="plan_has_no_file", what="a plan is printed, not written to a file", mend=mend))
    if not 0.1 <= points <= 100:
        what = f"`--points` is {points:g}, but must lie from 0.1 to 100"
        raise BadInput(Mistake(code="out_of_range", what=what, mend="Write for example `--points 5`."))
    return points / 100
