"""What somebody asks for on the command line, made into a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from desirepath.simulate import distractors, worlds
from desirepath.simulate.families import family_named, family_plan
from desirepath.simulate.plan import (
    DEMO_SEED,
    DEMO_WORLD,
    DRAWS,
    STRENGTHS,
    Friction,
    PlannedFix,
    SimulationPlan,
    Strength,
)
from desirepath.simulate.sense import BLOCKERS, SYMPTOMS, USUAL_BLOCKER, every_spot
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean

EVENTS = 100_000
_NOTHING, _EVERYONE = "none", "everyone"
_Choice = TypeVar("_Choice", bound=str)


@dataclass(frozen=True, slots=True)
class FixWishes:
    """The intervention that is asked for: its kind, the blocker that this is made for, and how it is shipped."""

    kind: str
    addresses: str
    design: str = "holdout"
    day: int = 14
    held_out: int = 20


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options as given; None where one was not. `cohort` is `role=buyer,region=EMEA` or `everyone`."""

    seed: int = DEMO_SEED
    world: str | None = None
    family: str | None = None
    symptom: str | None = None
    blocker: str | None = None
    cohort: str | None = None
    step: str | None = None
    strength: str | None = None
    distractor: str | None = None
    events: int | None = None
    people: int | None = None
    format: str = "parquet"
    days_after: int = 45
    fix: FixWishes | None = None

    def in_earlier_words(self, friction: str | None) -> Wishes:
        """The same wishes with a symptom, or `none`, by the name that this option once had."""
        if friction is None:
            return self
        is_none = friction == _NOTHING
        return replace(
            self,
            symptom=self.symptom if is_none else self.symptom or friction,
            strength=self.strength or (_NOTHING if is_none else None),
        )

    @property
    def names_friction(self) -> bool:
        """Whether anything is said of a friction."""
        return any(one is not None for one in (self.symptom, self.blocker, self.cohort, self.step))


def plan_of(wishes: Wishes) -> SimulationPlan:
    """The plan that fulfils the wishes; without any, the first friction of the demo alone. Raises BadInput for what there is not."""
    _refuse_unknown(wishes)
    if wishes.family is not None:
        family_named(wishes.family)
        plan = family_plan(wishes.family, _strength(wishes), wishes.seed)
    elif wishes.distractor is not None:
        plan = family_plan(wishes.distractor, "clear", wishes.seed)
    else:
        plan = SimulationPlan(seed=wishes.seed, world=wishes.world or DEMO_WORLD, events=EVENTS, frictions=())
    settled: dict[str, Any] = {
        name: getattr(wishes, name)
        for name in ("world", "events", "people", "distractor", "format", "days_after")
        if getattr(wishes, name) is not None
    }
    plan = replace(plan, **{**settled, "frictions": ()})
    return replace(plan, frictions=_frictions(wishes, plan.world), fixes=_fixes(wishes))


def friction_of(wishes: Wishes) -> Friction:
    """The friction that the wishes come to; where there is none, the usual one, which is not planted."""
    frictions = plan_of(replace(wishes, fix=None)).frictions
    return frictions[0] if frictions else Friction()


def _fixes(wishes: Wishes) -> tuple[PlannedFix, ...]:
    fix = wishes.fix
    if fix is None:
        return ()
    design = _chosen("design", fix.design, DRAWS)
    addresses = _chosen("blocker", fix.addresses, BLOCKERS)
    held_out = fix.held_out / 100
    planned = PlannedFix(kind=fix.kind, addresses=addresses, design=design, day=fix.day, held_out=held_out)
    # Where a friction is planted, its own step and cohort are taken, which may have been settled by the seed.
    if wishes.strength != _NOTHING:
        return (planned,)
    cohort = None if wishes.cohort is None else cohort_written(wishes.cohort)
    return (replace(planned, step=wishes.step, cohort=cohort),)


def _chosen(name: str, given: str, known: Sequence[_Choice]) -> _Choice:
    found = next((one for one in known if one == given), None)
    if found is None:
        what = f"there is no {name} `{given}`"
        raise BadInput(Mistake(code="unknown_choice", what=what, mend=did_you_mean(given, known)))
    return found


def _frictions(wishes: Wishes, world: str) -> tuple[Friction, ...]:
    if wishes.strength == _NOTHING:
        return ()
    if wishes.family is not None:
        planned = family_plan(wishes.family, _strength(wishes), wishes.seed).frictions
        return (replace(planned[0], **_as_given(wishes)), *planned[1:]) if planned else ()
    if wishes.distractor is not None and not wishes.names_friction:
        return ()
    return (_friction(wishes, world),)


def _friction(wishes: Wishes, world: str) -> Friction:
    """The friction that is asked for; what is not said of it is as in the world's own spot, where that fits."""
    step, cohort = worlds.world_named(world).spot
    given = _as_given(wishes)
    symptom = given.get("symptom", SYMPTOMS[0])
    fits = step in every_spot(worlds.world_named(world), symptom)
    usual = {
        "symptom": symptom,
        "blocker": USUAL_BLOCKER[symptom],
        "strength": _strength(wishes),
        "step": step if fits else None,
        "cohort": cohort,
    }
    return Friction(**{**usual, **given})


def _as_given(wishes: Wishes) -> dict[str, Any]:
    given: dict[str, Any] = {
        name: getattr(wishes, name)
        for name in ("symptom", "blocker", "step", "strength")
        if getattr(wishes, name) is not None
    }
    if wishes.cohort is not None:
        given["cohort"] = cohort_written(wishes.cohort)
    return given


def _strength(wishes: Wishes) -> Strength:
    return next((one for one in STRENGTHS if one == wishes.strength), STRENGTHS[0])


def _refuse_unknown(wishes: Wishes) -> None:
    choices = (
        ("world", wishes.world, worlds.NAMES),
        ("symptom", wishes.symptom, SYMPTOMS),
        ("strength", wishes.strength, (*STRENGTHS, _NOTHING)),
        ("distractor", wishes.distractor, distractors.NAMES),
    )
    mistakes = [
        Mistake(code="unknown_choice", what=f"there is no {name} `{given}`", mend=did_you_mean(given, known))
        for name, given, known in choices
        if given is not None and given not in known
    ]
    if mistakes:
        raise BadInput(*mistakes)


def cohort_written(text: str) -> Cohort:
    """The cohort that a text such as `role=buyer,region=EMEA` names; `everyone` names all. Raises BadInput."""
    if text.strip() == _EVERYONE:
        return Cohort()
    pairs = [tuple(part.strip() for part in one.partition("=")[::2]) for one in text.split(",")]
    names = [name for name, _ in pairs]
    if not all(name and value for name, value in pairs) or len(set(names)) < len(names) or len(names) > 2:
        what = f"`{text}` is no cohort"
        mend = "Write one or two pairs such as `role=buyer,region=EMEA`, or `everyone`."
        raise BadInput(Mistake(code="wrong_value", what=what, mend=mend))
    return Cohort(tuple(sorted((name, value) for name, value in pairs)))
