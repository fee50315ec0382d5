"""The command `desirepath simulate`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from desirepath.cli.screen import Screen
from desirepath.intervene.choose import intervention_catalogue
from desirepath.runs.simulate import simulate as run_simulate
from desirepath.simulate.distractors import NAMES as DISTRACTORS
from desirepath.simulate.plan import Friction
from desirepath.simulate.sense import BLOCKERS, SYMPTOMS
from desirepath.simulate.wishes import FixWishes, Wishes, friction_of, plan_of
from desirepath.simulate.worlds import NAMES as WORLDS
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom as SymptomKind

RIGHT, WRONG = "right", "wrong"
_OF_FIXES = {"fix_design": "--fix-design", "fix_day": "--fix-day", "held_out": "--held-out"}


def simulate(
    context: typer.Context,
    seed: Annotated[int, typer.Option(help="The same seed draws the same rollout.")] = 7,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write into.")] = Path("made-up"),
    world: Annotated[str | None, typer.Option(help=f"What work: {', '.join(WORLDS)}.")] = None,
    family: Annotated[str | None, typer.Option(help="A family of the benchmark; it settles all below.")] = None,
    symptom: Annotated[str | None, typer.Option(help=f"What is planted: {', '.join(SYMPTOMS)}.")] = None,
    blocker: Annotated[str | None, typer.Option(help=f"Why: {', '.join(BLOCKERS)}.")] = None,
    cohort: Annotated[str | None, typer.Option(help="For whom: role=buyer,region=EMEA, or everyone.")] = None,
    step: Annotated[str | None, typer.Option(help="At which step; else one that fits.")] = None,
    strength: Annotated[str | None, typer.Option(help="clear, moderate, faint or none.")] = None,
    distractor: Annotated[str | None, typer.Option(help=f"What only looks like it: {', '.join(DISTRACTORS)}.")] = None,
    events: Annotated[int | None, typer.Option(help="About how many events; else 100,000, of a family 40,000.")] = None,
    people: Annotated[int | None, typer.Option(help="How many people; else as many as suit the events.")] = None,
    file_format: Annotated[str, typer.Option("--format", help="parquet or csv.")] = "parquet",
    days_after: Annotated[int, typer.Option(help="How many days after go-live the data ends.")] = 45,
    fix: Annotated[
        str | None, typer.Option(help="An intervention at the step: a kind of `list interventions`, or right or wrong.")
    ] = None,
    fix_design: Annotated[str, typer.Option(help="Who gets it: holdout, waves or everyone.")] = "holdout",
    fix_day: Annotated[int, typer.Option(help="How many days after go-live it is first shown.")] = 14,
    held_out: Annotated[int, typer.Option(help="Under a holdout: how many of a hundred people do not get it.")] = 20,
    friction: Annotated[str | None, typer.Option(help="A symptom or none: the earlier name of --symptom.")] = None,
) -> None:
    """Draw a made-up rollout.

    Writes a rollout file, its tables, and what was planted in them (truth.json). Without options, the rollout of
    the demo. With `--fix`, an intervention is shipped at the step as well; people respond to it only if it is made for
    their blocker. Read it with `desirepath prove`.
    """
    screen: Screen = context.obj
    asked = (world, family, symptom, blocker, cohort, step, strength, distractor)
    wishes = Wishes(seed, *asked, events, people, file_format, days_after).in_earlier_words(friction)
    _refuse_idle(context, fix, fix_design)
    if fix is not None:
        kind = kind_of(fix, friction_of(wishes))
        wishes = replace(wishes, fix=FixWishes(kind.name, kind.addresses, fix_design, fix_day, held_out))
    plan = plan_of(wishes)
    with screen.progress() as progress:
        written = run_simulate(plan, out, progress)
    screen.show(f"Written: {written}. Next: desirepath {'diagnose' if fix is None else 'prove'} {written}")


def _refuse_idle(context: typer.Context, fix: str | None, design: str) -> None:
    """Refuse options that would do nothing: those of an intervention without one, a share held out without a holdout."""
    given = {
        option
        for name, option in _OF_FIXES.items()
        if (source := context.get_parameter_source(name)) is not None and source.name == "COMMANDLINE"
    }
    if fix is None and given:
        what, mend = f"`{min(given)}` is about an intervention, and none is asked for", "Add for example `--fix right`."
    elif "--held-out" in given and design in ("waves", "everyone"):
        what = f"`--held-out` belongs to a holdout; under `--fix-design {design}` nobody is held out"
        mend = "Leave it out, or write `--fix-design holdout`."
    else:
        return
    raise BadInput(Mistake(code="option_does_nothing", what=what, mend=mend))


def kind_of(fix: str, friction: Friction) -> Intervention:
    """The kind of intervention of this name; `right` is the best for the friction, `wrong` the best for another blocker.

    Raises BadInput.
    """
    known = intervention_catalogue()
    if fix in (RIGHT, WRONG):
        suiting = [one for one in known.values() if (one.addresses == friction.blocker) == (fix == RIGHT)]
        return max(suiting, key=lambda one: one.symptoms.get(SymptomKind(friction.symptom), 0.0))
    if fix not in known:
        mend = did_you_mean(fix, (*known, RIGHT, WRONG))
        raise BadInput(Mistake(code="unknown_choice", what=f"there is no intervention `{fix}`", mend=mend))
    return known[fix]
