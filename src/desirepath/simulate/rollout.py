"""A made-up rollout, drawn in pieces: at any size, only one piece is held at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import IntEnum

import numpy as np
import pyarrow as pa

from desirepath.simulate.asking import answers, searches, tickets, troubles_of
from desirepath.simulate.calendar import Moments, span_of, stretches
from desirepath.simulate.cases import Cases, Setting, draw_cases
from desirepath.simulate.events import NO_EVENTS, Events, events_of, rows_of
from desirepath.simulate.people import draw_people, user_ids
from desirepath.simulate.plan import SimulationPlan
from desirepath.simulate.tally import Tally

TABLES = ("events", "people", "tickets", "searches", "answers")
Piece = Mapping[str, pa.RecordBatch]
_CASES_OF_A_TRIAL = 40_000


class _Purpose(IntEnum):
    """What a stream of chance is for; streams of different purposes and pieces are independent."""

    PEOPLE = 1
    CALENDAR = 2
    CASES = 3
    ASKING = 4
    TRIAL = 5


def pieces(plan: SimulationPlan, tally: Tally) -> Iterator[Piece]:
    """The rollout's rows, table by table, piece by piece; the tally is complete when the last one came.

    The first piece holds the people. Events come in the order of time through all pieces; tickets, searches
    and answers within each piece. Every piece draws from its own streams, seeded by the plan and its number.
    """
    setting = _setting(plan)
    users = user_ids(len(setting.people))
    yield _counted({"people": setting.people.table.combine_chunks().to_batches()[0]}, tally)
    waiting, cases_so_far = NO_EVENTS, 0
    calendar = stretches(plan, _number_of_cases(plan, setting), _dice(plan, _Purpose.CALENDAR))
    for number, stretch in enumerate(calendar):
        begins = stretch.draw(_dice(plan, _Purpose.CALENDAR, number + 1))
        drawn = _drawn(setting, begins, cases_so_far, _dice(plan, _Purpose.CASES, number))
        cases_so_far += len(begins)
        under_way = _events_of_all(drawn, waiting)
        due = int(np.searchsorted(under_way.at, stretch.ends[-1]))
        waiting = under_way.part(due, len(under_way))
        tally.add_events(under_way.part(0, due))
        for cases in drawn:
            tally.add_cases(cases, setting)
        asked = _asked(setting, drawn, tally.rows["tickets"], _dice(plan, _Purpose.ASKING, number))
        yield _counted({"events": rows_of(under_way.part(0, due), users), **asked}, tally)
    tally.add_events(waiting)
    yield _counted({"events": rows_of(waiting, users)}, tally)


def _setting(plan: SimulationPlan) -> Setting:
    people = draw_people(plan, _dice(plan, _Purpose.PEOPLE))
    return Setting(people=people, friction=plan.friction, span=span_of(plan))


def _dice(plan: SimulationPlan, purpose: _Purpose, number: int = 0) -> np.random.Generator:
    return np.random.default_rng([plan.seed, purpose, number])


def _number_of_cases(plan: SimulationPlan, setting: Setting) -> int:
    """How many cases give the events wanted, going by a trial with the same people."""
    dice = _dice(plan, _Purpose.TRIAL)
    events = sum(
        int((cases.activity > 0).sum())
        for stretch in stretches(plan, _CASES_OF_A_TRIAL, dice)
        for cases in _drawn(setting, stretch.draw(dice), 0, dice)
    )
    return max(1, round(plan.events * _CASES_OF_A_TRIAL / events))


def _drawn(setting: Setting, begins: Moments, first_number: int, dice: np.random.Generator) -> list[Cases]:
    """The cases that begin at these moments, those of before go-live apart from those since."""
    old = int(np.searchsorted(begins, setting.span.go_live))
    eras = ((first_number, begins[:old]), (first_number + old, begins[old:]))
    return [draw_cases(setting, moments, number, dice) for number, moments in eras if len(moments)]


def _events_of_all(drawn: list[Cases], waiting: Events) -> Events:
    for cases in drawn:
        waiting = events_of(cases).after(waiting)
    return waiting.in_order()


def _asked(setting: Setting, drawn: list[Cases], tickets_so_far: int, dice: np.random.Generator) -> Piece:
    batches: dict[str, list[pa.RecordBatch]] = {
        "tickets": [],
        "searches": [],
        "answers": [],
    }
    for cases in drawn:
        troubles = troubles_of(cases, setting, dice)
        batches["tickets"].append(tickets(troubles, setting, tickets_so_far, dice))
        batches["searches"].append(searches(troubles, setting, dice))
        batches["answers"].append(answers(troubles, setting, dice))
        tickets_so_far += batches["tickets"][-1].num_rows
    return {table: pa.concat_batches(parts) for table, parts in batches.items()}


def _counted(piece: Piece, tally: Tally) -> Piece:
    tally.add_rows(piece)
    return piece
