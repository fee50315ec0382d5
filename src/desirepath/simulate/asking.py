"""What people say beside the log: tickets, searches, and answers to the question at a step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.simulate.calendar import HOUR, Moments
from desirepath.simulate.events import case_ids
from desirepath.simulate.loudness import ANSWERS, SEARCHES, TICKETS, Loudness, voices
from desirepath.simulate.people import Codes, Flags, Numbers, Positions
from desirepath.simulate.scene import Scene
from desirepath.simulate.sense import BLOCKERS
from desirepath.simulate.troubles import StepCodes, Troubles
from desirepath.simulate.wording.rendering import Spoken, bodies, categories, queries, sentences, subjects

AT = pa.timestamp("us", "UTC")
TICKETS_SCHEMA = pa.schema(
    [
        ("ticket_id", pa.string()),
        ("opened_at", AT),
        ("closed_at", AT),
        ("user_id", pa.string()),
        ("workflow", pa.string()),
        ("step", pa.string()),
        ("category", pa.string()),
        ("subject", pa.string()),
        ("body", pa.string()),
    ]
)
SEARCHES_SCHEMA = pa.schema(
    [
        ("at", AT),
        ("user_id", pa.string()),
        ("workflow", pa.string()),
        ("step", pa.string()),
        ("query", pa.string()),
        ("article", pa.string()),
        ("resolved", pa.bool_()),
    ]
)
ANSWERS_SCHEMA = pa.schema(
    [
        ("at", AT),
        ("user_id", pa.string()),
        ("workflow", pa.string()),
        ("step", pa.string()),
        ("reason", pa.string()),
        ("text", pa.string()),
    ]
)
REASONS = ("usability", "policy", "access", "training", "support", "other")
"""What the answer to the question is called, in the order of the blockers."""
_REASON_IS_OTHER, _NOTHING_WRITTEN = 0.1, 0.25
_UNMARKED, _WITHOUT_STEP, _WRONG_STEP = 0.08, 0.55, 0.05
_NOBODY = 0.03
_ASKS_AGAIN, _DEPENDS_AND_ASKS_AGAIN = 0.12, 0.5
_FOUND, _FOUND_WHERE_STRUCK, _NOT_SAID = 0.6, 0.2, 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Askers:
    """Those who ask, in the order of time. `case` is a position among the cases of the piece."""

    case: Positions
    at: Moments
    person: Codes
    step: StepCodes
    planted: StepCodes
    voice: Codes

    def __len__(self) -> int:
        return len(self.at)

    def in_order(self) -> Askers:
        """The same by time."""
        order = np.argsort(self.at, kind="stable")
        return Askers(**{name: getattr(self, name)[order] for name in Askers.__slots__})

    def and_again(self, again: Flags, later: Moments) -> Askers:
        """These, and some of them once more after a while."""
        more = {name: np.concatenate((getattr(self, name), getattr(self, name)[again])) for name in Askers.__slots__}
        more["at"][len(self) :] += later[again]
        return Askers(**more)


def tickets(troubles: Troubles, scene: Scene, first: tuple[int, int], dice: np.random.Generator) -> pa.RecordBatch:
    """Tickets of these cases' people. `first` are the numbers of the first ticket and of the first case."""
    askers = _asking_again(_askers(troubles, scene, TICKETS, dice), scene, dice)
    spoken = _spoken(askers, scene)
    closed_at = askers.at + (dice.lognormal(2.5, 1.0, len(askers)) * HOUR).astype(np.int64)
    step = _named_steps(askers, scene, dice)
    return pa.RecordBatch.from_arrays(
        [
            ticket_ids(first[0], len(askers)),
            pa.array(askers.at, AT),
            pa.array(closed_at, AT, mask=closed_at >= scene.stage.span.end),
            _who(askers, scene, dice, nobody=_NOBODY),
            _workflow(askers, scene, dice),
            step,
            categories(spoken, dice),
            subjects(spoken, dice),
            bodies(spoken, case_ids(first[1] + askers.case, scene.stage.world.case_prefix), dice),
        ],
        schema=TICKETS_SCHEMA,
    )


def searches(troubles: Troubles, scene: Scene, dice: np.random.Generator) -> pa.RecordBatch:
    """Searches of these cases' people; fewer are resolved where a planted friction struck."""
    askers = _askers(troubles, scene, SEARCHES, dice)
    spoken = _spoken(askers, scene)
    resolved = dice.random(len(askers)) < np.where(askers.planted > 0, _FOUND_WHERE_STRUCK, _FOUND)
    not_said = dice.random(len(askers)) < _NOT_SAID
    opened = resolved | (dice.random(len(askers)) < 0.3)
    articles = pa.array([f"How to: {step.title}" for step in scene.stage.world.steps])
    return pa.RecordBatch.from_arrays(
        [
            pa.array(askers.at, AT),
            _who(askers, scene, dice),
            _workflow(askers, scene, dice),
            _named_steps(askers, scene, dice),
            queries(spoken, dice),
            articles.take(pa.array(askers.step.astype(np.int32) - 1, mask=~opened)),
            pa.array(resolved, mask=not_said),
        ],
        schema=SEARCHES_SCHEMA,
    )


def answers(troubles: Troubles, scene: Scene, dice: np.random.Generator) -> pa.RecordBatch:
    """Answers since go-live to the question what stopped the person."""
    askers = _askers(troubles, scene, ANSWERS, dice, asked=troubles.is_new)
    is_other = dice.random(len(askers)) < _REASON_IS_OTHER
    silent = dice.random(len(askers)) < _NOTHING_WRITTEN
    written = sentences(_spoken(askers, scene), dice)
    return pa.RecordBatch.from_arrays(
        [
            pa.array(askers.at, AT),
            _who(askers, scene, dice),
            pa.array(np.full(len(askers), scene.stage.world.workflow), pa.string()),
            pa.array(scene.stage.world.codes).take(pa.array(askers.step)),
            pa.array(REASONS).take(pa.array(np.where(is_other, REASONS.index("other"), askers.voice))),
            pc.if_else(pa.array(silent), pa.scalar(None, pa.string()), written),
        ],
        schema=ANSWERS_SCHEMA,
    )


def ticket_ids(first: int, number: int) -> pa.Array:
    """`T` and eight digits, from a number on."""
    digits = pc.cast(pa.array(np.arange(first, first + number)), pa.string())
    return pc.binary_join_element_wise("T", pc.utf8_lpad(digits, 8, "0"), "")


def _askers(
    troubles: Troubles, scene: Scene, loudness: Loudness, dice: np.random.Generator, *, asked: bool = True
) -> Askers:
    if loudness.source not in scene.stage.sources or not asked:
        return _chosen(troubles, np.zeros(0, np.int64), np.zeros(0), scene, dice)
    chance = loudness.chance(troubles, scene.stage.frictions)
    asks = np.flatnonzero((dice.random(len(chance)) < chance) & (troubles.at > 0))
    hours = dice.exponential(4.0, len(asks))
    return _chosen(troubles, asks, np.where(chance[asks] >= 1.0, 0.0, hours), scene, dice)


def _chosen(troubles: Troubles, asks: Positions, hours: Numbers, scene: Scene, dice: np.random.Generator) -> Askers:
    """The askers among these cases, so many hours after their trouble, if that is before the end."""
    at = troubles.at[asks] + (hours * HOUR).astype(np.int64) + 1
    by_then = at < scene.stage.span.end
    asks = asks[by_then]
    return Askers(
        case=asks,
        at=at[by_then],
        person=troubles.person[asks],
        step=troubles.step[asks],
        planted=troubles.planted[asks],
        voice=voices(troubles.planted[asks], scene.stage.frictions, dice),
    ).in_order()


def _asking_again(askers: Askers, scene: Scene, dice: np.random.Generator) -> Askers:
    """Some ask once more after a day or two; those who depend on support far more often."""
    depends = np.zeros(len(askers), np.bool_)
    for number, planted in enumerate(scene.stage.frictions, 1):
        if planted.blocker == "support_dependency":
            depends |= askers.planted == number
    again = dice.random(len(askers)) < np.where(depends, _DEPENDS_AND_ASKS_AGAIN, _ASKS_AGAIN)
    later = (dice.exponential(20.0, len(askers)) * HOUR).astype(np.int64) + HOUR
    again &= (askers.planted > 0) & (askers.at + later < scene.stage.span.end)
    return askers.and_again(again, later).in_order()


def _spoken(askers: Askers, scene: Scene) -> Spoken:
    people = scene.stage.people
    return Spoken(
        world=scene.stage.world,
        languages=people.languages,
        language=people.language[askers.person],
        topics=BLOCKERS,
        topic=askers.voice,
        step=askers.step,
        made=scene.texts,
    )


def _who(askers: Askers, scene: Scene, dice: np.random.Generator, *, nobody: float = 0.0) -> pa.Array:
    mask = dice.random(len(askers)) < nobody if nobody else None
    return scene.users.take(pa.array(askers.person, mask=mask))


def _workflow(askers: Askers, scene: Scene, dice: np.random.Generator) -> pa.Array:
    unmarked = dice.random(len(askers)) < _UNMARKED
    return pa.array([scene.stage.world.workflow]).take(pa.array(np.zeros(len(askers), np.int8), mask=unmarked))


def _named_steps(askers: Askers, scene: Scene, dice: np.random.Generator) -> pa.Array:
    """The step that whoever took it down named: often none, now and then a wrong one."""
    drawn = dice.random(len(askers))
    anywhere = dice.integers(1, len(scene.stage.world.codes), len(askers))
    step = np.where(drawn > 1 - _WRONG_STEP, anywhere, askers.step)
    return pa.array(scene.stage.world.codes).take(pa.array(step, mask=drawn < _WITHOUT_STEP))
