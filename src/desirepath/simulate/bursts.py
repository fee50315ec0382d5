"""Tickets about other matters: the few there always are, and many on one day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from desirepath.simulate.asking import AT, SEARCHES_SCHEMA, TICKETS_SCHEMA, ticket_ids
from desirepath.simulate.calendar import HOUR, Moments, midnight
from desirepath.simulate.cases import Cases
from desirepath.simulate.people import Codes, Flags
from desirepath.simulate.scene import Scene
from desirepath.simulate.stage import Burst
from desirepath.simulate.wording.rendering import Spoken, bodies, categories, queries, subjects
from desirepath.simulate.wording.unrelated import TOPICS

ALWAYS = tuple(topic for topic in TOPICS if topic != "other_change")
_A_CASE = 0.05
"""How many tickets about other matters there are for each case."""
_MARKED = 0.02
_NEW_STEP = "new_step"


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """Who writes about another matter, when, about what, and which of it support files under the workflow."""

    at: Moments
    person: Codes
    topic: Codes
    marked: Flags


def usual_others(cases: Cases, scene: Scene, dice: np.random.Generator) -> Others:
    """As many as always, by the people who work at the time."""
    begins = cases.beginnings.at
    if "tickets" not in scene.stage.sources:
        begins = begins[:0]
    rows = np.flatnonzero(dice.random(len(begins)) < _A_CASE)
    return Others(
        at=begins[rows],
        person=dice.permutation(cases.person)[rows],
        topic=dice.integers(0, len(ALWAYS), len(rows)).astype(np.int32),
        marked=dice.random(len(rows)) < _MARKED,
    )


def of_burst(scene: Scene, burst: Burst, dice: np.random.Generator) -> Others:
    """Those who write on the day of a burst, in working hours: a share of all people."""
    asks = np.flatnonzero(dice.random(len(scene.stage.people)) < burst.share)
    begins = midnight(scene.stage.plan, burst.day)
    at = np.sort(begins + (dice.uniform(7.5, 17.5, len(asks)) * HOUR).astype(np.int64))
    topic = TOPICS.index(burst.topic) if burst.topic in TOPICS else 0
    by_then = at < scene.stage.span.end
    return Others(
        at=at[by_then],
        person=dice.permutation(asks)[by_then].astype(np.int32),
        topic=np.full(int(by_then.sum()), topic, np.int32),
        marked=(dice.random(len(asks)) < burst.marked)[by_then],
    )


def tickets_of_others(others: Others, scene: Scene, first: int, dice: np.random.Generator) -> pa.RecordBatch:
    """The tickets, numbered from `first`."""
    spoken = _spoken(others, scene)
    closed_at = others.at + (dice.lognormal(2.0, 1.0, len(others.at)) * HOUR).astype(np.int64)
    workflow = pa.array([scene.stage.world.workflow])
    return pa.RecordBatch.from_arrays(
        [
            ticket_ids(first, len(others.at)),
            pa.array(others.at, AT),
            pa.array(closed_at, AT, mask=closed_at >= scene.stage.span.end),
            scene.users.take(pa.array(others.person)),
            workflow.take(pa.array(np.zeros(len(others.at), np.int8), mask=~others.marked)),
            pa.nulls(len(others.at), pa.string()),
            categories(spoken, dice),
            subjects(spoken, dice),
            bodies(spoken, None, dice),
        ],
        schema=TICKETS_SCHEMA,
    )


def searches_of_burst(scene: Scene, burst: Burst, dice: np.random.Generator) -> pa.RecordBatch:
    """Searches about the newest step; what was looked for was found."""
    others = of_burst(scene, burst, dice)
    world, number = scene.stage.world, len(others.at)
    spoken = Spoken(
        world=world,
        languages=scene.stage.people.languages,
        language=scene.stage.people.language[others.person],
        topics=("capability_gap",),
        topic=np.zeros(number, np.int32),
        step=np.full(number, len(world.steps), np.int8),
    )
    return pa.RecordBatch.from_arrays(
        [
            pa.array(others.at, AT),
            scene.users.take(pa.array(others.person)),
            pa.array(np.full(number, world.workflow), pa.string()),
            pa.array(np.full(number, world.steps[-1].id), pa.string()),
            queries(spoken, dice),
            pa.array(np.full(number, f"How to: {world.steps[-1].title}"), pa.string()),
            pa.array(np.ones(number, np.bool_)),
        ],
        schema=SEARCHES_SCHEMA,
    )


def is_about_new_step(burst: Burst) -> bool:
    """Whether a burst is of searches about a step that is new, and not of tickets."""
    return burst.topic == _NEW_STEP


def _spoken(others: Others, scene: Scene) -> Spoken:
    people = scene.stage.people
    return Spoken(
        world=scene.stage.world,
        languages=people.languages,
        language=people.language[others.person],
        topics=TOPICS,
        topic=others.topic,
        step=np.zeros(len(others.at), np.int8),
        made=scene.texts,
    )
