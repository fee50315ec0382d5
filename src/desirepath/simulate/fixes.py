"""Interventions that are planted: who gets them when, what they undo, and the rows that tell of them.

People respond by blocker: what is made for another blocker than the friction's own does nothing. What fits undoes a
share of the hits among the cases that its people begin once they have it; nothing else in those cases changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from desirepath.simulate.calendar import DAY, Moments
from desirepath.simulate.friction_walks import Hit
from desirepath.simulate.layout import Slot
from desirepath.simulate.people import Codes, Flags, Positions
from desirepath.simulate.stage import Fix, Purpose, Stage
from desirepath.simulate.walks import Walks

NOBODY, SHOWN, HELD_OUT = 0, 1, 2
NEVER = np.int64(1 << 62)
_OPENED, _COMPLETED, _DISMISSED = 0.45, 0.7, 0.2
"""How often what is shown is opened, and what is opened completed; how often what is shown is dismissed unopened."""
_SECOND = 1_000_000
_ALL_CASES = 1_000
"""Streams of chance for the cases of a fix are numbered from here."""
INTERVENTIONS_SCHEMA = pa.schema(
    [
        ("intervention_id", pa.string()),
        ("workflow", pa.string()),
        ("step", pa.string()),
        ("kind", pa.string()),
        ("blocker", pa.string()),
        ("cohort", pa.string()),
        ("starts_at", pa.timestamp("us", "UTC")),
        ("ends_at", pa.timestamp("us", "UTC")),
        ("design", pa.string()),
        ("held_out_percent", pa.int64()),
    ]
)
EXPOSURES_SCHEMA = pa.schema(
    [
        ("at", pa.timestamp("us", "UTC")),
        ("user_id", pa.string()),
        ("intervention_id", pa.string()),
        ("arm", pa.string()),
        ("action", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixing:
    """One fix among the cases of a piece: who has it, and whose giving up it undid or caused, by position."""

    fix: Fix
    has_it: Flags
    undone: Positions
    caused: Positions


@dataclass(slots=True)
class Fixed:
    """Of one fix: how many cases came to the step with it, and how many of them were not given up, or were, for it."""

    cases: int = 0
    undone: int = 0
    caused: int = 0
    people: set[int] = field(default_factory=set)

    def add(self, fixing: Fixing, person: Codes, came: Flags) -> None:
        """Count the cases of a piece; `came` says which came to the step."""
        concerned = fixing.has_it & came
        self.cases += int(concerned.sum())
        self.undone += int(came[fixing.undone].sum())
        self.caused += int(came[fixing.caused].sum())
        self.people.update(np.unique(person[concerned]).tolist())

    @property
    def effect(self) -> float:
        """What it did to the share of cases given up at the step."""
        return (self.caused - self.undone) / self.cases if self.cases else 0.0


class Fixers:
    """The fixes at work on the cases of one piece. Each draws from streams of its own."""

    def __init__(self, stage: Stage, person: Codes, begins: Moments, first_number: int) -> None:
        self._fixes = stage.fixes
        self._person, self._begins = person, begins
        seed = stage.plan.seed
        self._dice = [
            np.random.default_rng([seed, Purpose.FIX, _ALL_CASES + number, first_number])
            for number in range(len(stage.fixes))
        ]
        self._undone: list[list[Positions]] = [[] for _ in stage.fixes]

    def spare(self, hit: Hit, number: int, walks: Walks) -> Hit:
        """The hits of a friction, by its number, without those that a fix undoes."""
        for place, fix in enumerate(self._fixes):
            if number not in fix.helps:
                continue
            spared = self._has_it(fix)[hit.rows] & (self._dice[place].random(len(hit.rows)) < fix.relief)
            slot = walks.layout.slot_of(fix.step)
            if slot is not None and hit.planted.symptom == "abandonment_at_step":
                rows = hit.rows[spared]
                self._undone[place].append(rows[walks.cut[rows] > slot.cut])
            hit = Hit(planted=hit.planted, rows=hit.rows[~spared])
        return hit

    def harm(self, walks: Walks) -> tuple[Fixing, ...]:
        """Let those that do harm do it, and tell what each fix came to."""
        return tuple(self._harm(place, fix, walks) for place, fix in enumerate(self._fixes))

    def _harm(self, place: int, fix: Fix, walks: Walks) -> Fixing:
        has_it, caused = self._has_it(fix), np.zeros(0, np.int64)
        slot = walks.layout.slot_of(fix.step)
        if fix.harm > 0 and slot is not None:
            may = has_it & (walks.cut > slot.cut) & (self._dice[place].random(len(has_it)) < fix.harm)
            caused = np.flatnonzero(may)
            _give_up(walks, slot, caused)
        undone = np.concatenate([*self._undone[place], np.zeros(0, np.int64)])
        return Fixing(fix=fix, has_it=has_it, undone=undone, caused=caused)

    def _has_it(self, fix: Fix) -> Flags:
        found: Flags = (fix.arm[self._person] == SHOWN) & (self._begins >= fix.from_at[self._person])
        return found


def _give_up(walks: Walks, slot: Slot, rows: Positions) -> None:
    walks.cut[rows] = slot.cut


def interventions(stage: Stage) -> pa.RecordBatch:
    """The rows of the interventions table."""
    rows = [
        {
            "intervention_id": fix.id,
            "workflow": stage.world.workflow,
            "step": fix.step,
            "kind": fix.kind,
            "blocker": fix.addresses,
            "cohort": ";".join(f"{name}={value}" for name, value in fix.cohort.pairs) or None,
            "starts_at": fix.starts_at,
            "ends_at": None,
            "design": fix.design,
            "held_out_percent": round(100 * fix.held_out) if fix.design == "holdout" else None,
        }
        for fix in stage.fixes
    ]
    columns = [pa.array([row[field.name] for row in rows], field.type) for field in INTERVENTIONS_SCHEMA]
    return pa.RecordBatch.from_arrays(columns, schema=INTERVENTIONS_SCHEMA)


def exposures(stage: Stage, cases: tuple[Codes, Moments], users: pa.Array, dice: np.random.Generator) -> pa.RecordBatch:
    """Rows for cases since go-live (their persons and beginnings): assigned at each, and what those shown did then."""
    rows = [columns for fix in stage.fixes for columns in _of_fix(fix, cases, stage.span.end, dice)]
    if not rows:
        return pa.RecordBatch.from_pylist([], schema=EXPOSURES_SCHEMA)
    at, person, name, arm, action = (np.concatenate(column) for column in zip(*rows, strict=True))
    order = np.lexsort((person, at))
    arrays = [
        pa.array(at[order], EXPOSURES_SCHEMA.field("at").type),
        users.take(pa.array(person[order])),
        *(pa.array(column[order].tolist(), pa.string()) for column in (name, arm, action)),
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=EXPOSURES_SCHEMA)


_Columns = tuple[Moments, Codes, npt.NDArray[np.object_], npt.NDArray[np.object_], npt.NDArray[np.object_]]


def _of_fix(fix: Fix, cases: tuple[Codes, Moments], end: int, dice: np.random.Generator) -> Iterator[_Columns]:
    person, at = cases
    mine = np.flatnonzero((fix.arm[person] > NOBODY) & (at >= fix.from_at[person]) & (at < end))
    person, at = person[mine], at[mine]
    shown = fix.arm[person] == SHOWN
    yield _columns(fix, person, at, np.array([None, "shown"], object)[shown.astype(np.int8)])
    drawn = dice.random(len(person))
    opened = shown & (drawn < _OPENED)
    dismissed = shown & ~opened & (drawn < _OPENED + (1 - _OPENED) * _DISMISSED)
    completed = opened & (dice.random(len(person)) < _COMPLETED)
    for flags, action, later in ((opened, "opened", 20), (completed, "completed", 95), (dismissed, "dismissed", 8)):
        told = flags & (at + later * _SECOND < end)
        yield _columns(fix, person[told], at[told] + later * _SECOND, np.full(int(told.sum()), action, object))


def _columns(fix: Fix, person: Codes, at: Moments, action: npt.NDArray[np.object_]) -> _Columns:
    arms = np.array([None, "shown", "held_out"], object)
    return at, person, np.full(len(at), fix.id, object), arms[fix.arm[person]], action


def drawn_arms(fix_design: str, member: Flags, held_out: float, dice: np.random.Generator) -> npt.NDArray[np.int8]:
    """Each person's arm: drawn by chance under a holdout, else all members are shown it."""
    shown = dice.random(len(member)) >= held_out if fix_design == "holdout" else np.ones(len(member), bool)
    return np.where(member, np.where(shown, SHOWN, HELD_OUT), NOBODY).astype(np.int8)


def wave_starts(group: Codes, groups: int, first: int, days_apart: int, dice: np.random.Generator) -> Moments:
    """From when each person has it where groups get it one after the other, in an order by chance; the last never."""
    order = dice.permutation(groups)
    starts = np.full(groups, NEVER)
    for turn, one in enumerate(order[:-1].tolist()):
        starts[one] = first + turn * days_apart * DAY
    return starts[group]
