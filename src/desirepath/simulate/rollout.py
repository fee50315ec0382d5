"""A made-up rollout, drawn in pieces: at any size, only one piece is held at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from desirepath.simulate.asking import answers, searches, tickets
from desirepath.simulate.bursts import is_about_new_step, of_burst, searches_of_burst, tickets_of_others, usual_others
from desirepath.simulate.calendar import Hours, Moments
from desirepath.simulate.cases import Beginnings, Cases, draw_cases
from desirepath.simulate.events import NO_EVENTS, Events, events_of, rows_of, together
from desirepath.simulate.fixes import exposures, interventions
from desirepath.simulate.noticing import reports, signs
from desirepath.simulate.other_changes import changes
from desirepath.simulate.people import people_table
from desirepath.simulate.scene import Scene, scene_of
from desirepath.simulate.stage import Purpose, Stage, dice_for
from desirepath.simulate.tally import Tally
from desirepath.simulate.troubles import troubles_of

Piece = Mapping[str, pa.RecordBatch]
_MOST_CASES_OF_A_TRIAL, _FEWEST_CASES_OF_A_TRIAL = 40_000, 2_000
_OF_PIECES = ("tickets", "searches", "answers", "signs", "reports")


@dataclass(slots=True)
class _Drawing:
    """What is carried from piece to piece."""

    scene: Scene
    tally: Tally
    had: Moments
    cases: int = 0
    waiting: Events = field(default_factory=lambda: NO_EVENTS)


def pieces(stage: Stage, tally: Tally) -> Iterator[Piece]:
    """The rollout's rows, table by table, piece by piece; the tally is complete when the last one came.

    The first piece holds the people and what else changed. Events come in the order of time (or of arrival,
    where rows are late) through all pieces; the other tables within each piece. Every piece draws from its own
    streams, seeded by the plan and its number.
    """
    scene = scene_of(stage)
    drawing = _Drawing(scene, tally, np.zeros(len(stage.people), np.int64))
    settled = {"people": _whole(people_table(stage.people)), "changes": changes(stage)}
    if stage.fixes:
        settled["interventions"] = interventions(stage)
    yield _counted(stage, settled, tally)
    hours = Hours(stage.plan, stage.plan.events // 6, stage.volume)
    number_of_cases = _number_of_cases(scene, hours)
    for number, stretch in enumerate(hours.stretches(number_of_cases, dice_for(stage.plan, Purpose.CALENDAR))):
        begins = stretch.draw(dice_for(stage.plan, Purpose.CALENDAR, number + 1))
        yield _counted(stage, _piece(drawing, begins, int(stretch.ends[-1]), number), tally)
    tally.add_events(drawing.waiting, scene)
    yield _counted(stage, {"events": rows_of(drawing.waiting, scene), **_bursts(drawing)}, tally)


def _piece(drawing: _Drawing, begins: Moments, until: int, number: int) -> Piece:
    scene, tally = drawing.scene, drawing.tally
    dice = dice_for(scene.stage.plan, Purpose.CASES, number)
    drawn = _drawn(drawing, begins, dice)
    under_way = together([drawing.waiting, *(events_of(cases, scene, dice) for cases in drawn)])
    due = int(np.searchsorted(under_way.arrives, until))
    drawing.waiting = under_way.part(due, len(under_way))
    tally.add_events(under_way.part(0, due), scene)
    for cases in drawn:
        tally.add_cases(cases, scene)
    asked = _asked(drawing, drawn, dice_for(scene.stage.plan, Purpose.ASKING, number))
    if scene.stage.fixes:
        asked["exposures"] = _exposures(drawing, drawn, number)
    return {"events": rows_of(under_way.part(0, due), scene), **asked}


def _exposures(drawing: _Drawing, drawn: list[Cases], number: int) -> pa.RecordBatch:
    stage = drawing.scene.stage
    person = np.concatenate([np.zeros(0, np.int32), *(cases.person for cases in drawn if cases.era.is_new)])
    begins = np.concatenate([np.zeros(0, np.int64), *(cases.beginnings.at for cases in drawn if cases.era.is_new)])
    return exposures(stage, (person, begins), drawing.scene.users, dice_for(stage.plan, Purpose.EXPOSURES, number))


def _drawn(drawing: _Drawing, begins: Moments, dice: np.random.Generator) -> list[Cases]:
    """The cases that begin at these moments, those of before go-live apart from those since."""
    scene, found = drawing.scene, []
    old = int(np.searchsorted(begins, scene.stage.span.go_live))
    for era, moments in ((scene.before, begins[:old]), (scene.since, begins[old:])):
        if len(moments):
            beginnings = Beginnings(era=era, first_number=drawing.cases, at=moments, had=drawing.had)
            found.append(draw_cases(scene, beginnings, dice))
            drawing.cases += len(moments)
            if era.is_new:
                drawing.had = drawing.had + np.bincount(found[-1].person, minlength=len(drawing.had))
    return found


def _number_of_cases(scene: Scene, hours: Hours) -> int:
    """How many cases give the events wanted, going by a trial with the same people."""
    wanted = scene.stage.plan.events
    number = int(np.clip(wanted // 8, _FEWEST_CASES_OF_A_TRIAL, _MOST_CASES_OF_A_TRIAL))
    dice = dice_for(scene.stage.plan, Purpose.TRIAL)
    trial = _Drawing(scene, Tally(), np.zeros(len(scene.stage.people), np.int64))
    events = sum(
        len(cases.steps)
        for stretch in hours.stretches(number, dice)
        for cases in _drawn(trial, stretch.draw(dice), dice)
    )
    return max(1, round(wanted * number / events))


def _asked(drawing: _Drawing, drawn: list[Cases], dice: np.random.Generator) -> dict[str, pa.RecordBatch]:
    scene = drawing.scene
    batches: dict[str, list[pa.RecordBatch]] = {table: [] for table in _OF_PIECES}
    next_ticket = drawing.tally.rows["tickets"]
    for cases in drawn:
        troubles = troubles_of(cases, scene, dice)
        batches["tickets"].append(tickets(troubles, scene, (next_ticket, cases.beginnings.first_number), dice))
        next_ticket += batches["tickets"][-1].num_rows
        batches["tickets"].append(tickets_of_others(usual_others(cases, scene, dice), scene, next_ticket, dice))
        next_ticket += batches["tickets"][-1].num_rows
        for table, told in (("searches", searches), ("answers", answers), ("signs", signs), ("reports", reports)):
            batches[table].append(told(troubles, scene, dice))
    return {table: pa.concat_batches(parts) for table, parts in batches.items()}


def _bursts(drawing: _Drawing) -> dict[str, pa.RecordBatch]:
    """What is written about other matters on single days."""
    scene, found = drawing.scene, dict[str, list[pa.RecordBatch]]()
    next_ticket = drawing.tally.rows["tickets"]
    dice = dice_for(scene.stage.plan, Purpose.DISTRACTOR, 1)
    for burst in scene.stage.bursts:
        if is_about_new_step(burst):
            found.setdefault("searches", []).append(searches_of_burst(scene, burst, dice))
        else:
            written = tickets_of_others(of_burst(scene, burst, dice), scene, next_ticket, dice)
            next_ticket += written.num_rows
            found.setdefault("tickets", []).append(written)
    return {table: pa.concat_batches(parts) for table, parts in found.items()}


def _whole(table: pa.Table) -> pa.RecordBatch:
    return table.combine_chunks().to_batches()[0]


def _counted(stage: Stage, piece: Piece, tally: Tally) -> Piece:
    """The tables of a piece that the rollout has, counted."""
    told = {table: rows for table, rows in piece.items() if table in stage.sources}
    tally.add_rows(told)
    return told
