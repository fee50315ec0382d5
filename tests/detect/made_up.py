"""Tallies made by hand: people in every cell of region and role, and how often what happens to their cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from desirepath.detect.outcome import Outcome
from desirepath.observe.heard import Heard, HeardByTable
from desirepath.observe.path_notation import parse_path
from desirepath.observe.step_tallies import OF_STEPS, Span, StepTallies
from desirepath.observe.voices import LABEL
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.rollout import Step, Workflow
from desirepath.vocabulary.signal import Symptom

FLOOR = 10
DRAFT, QUOTE, ORDER = 0, 1, 2
WORKFLOW = Workflow(
    id="request",
    title="Purchase request",
    path=parse_path("draft quote order"),
    path_text="draft quote order",
    old_path=parse_path("draft quote order"),
    old_path_text="draft quote order",
    case_ends_after=timedelta(days=7),
    steps=(
        Step(id="draft", title="Draft it"),
        Step(id="quote", title="Attach the quote", changed=True),
        Step(id="order", title="Order"),
    ),
)
CUTS: Mapping[str, tuple[str, ...]] = {"region": ("AMER", "APAC", "EMEA"), "role": ("approver", "buyer", "requester")}
A_CELL, A_PERSON = 20, 20
"""So many people have a region and a role, and each of them so many cases in a span."""


@dataclass(frozen=True, slots=True)
class Happens:
    """The share of their cases at a step in which a count happens to these people, before or since go-live.

    Of two that are about the same people the later one holds. `entered` and `cases` are shares of the usual number.
    """

    count: str
    rate: float
    step: int = QUOTE
    since: bool = True
    who: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """How many rows of a table these people leave for each case that comes to a step; the later one holds."""

    table: str
    rate: float
    step: int = QUOTE
    since: bool = True
    who: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    blocker: BlockerKind | None = None


def tallies_of(
    *happens: Happens,
    cuts: Mapping[str, Sequence[str]] = CUTS,
    a_cell: int = A_CELL,
    seed: int = 1,
    has_people: bool = True,
) -> StepTallies:
    """Everybody comes to every step with all their cases, and nothing goes wrong but what happens."""
    codes = _cells(cuts, a_cell)
    dice = np.random.default_rng(seed)
    before, since = (_span([one for one in happens if one.since is span], cuts, codes, dice) for span in (False, True))
    return StepTallies(
        workflow=WORKFLOW,
        cuts=tuple(cuts),
        values=tuple(tuple(values) for values in cuts.values()),
        codes=codes,
        person=np.arange(1, len(codes) + 1),
        before=before,
        since=since,
        first=_span([], cuts, codes, dice),
        patience=(),
        has_people=has_people,
    )


def heard_of(tallies: StepTallies, *told: Told, seed: int = 2) -> HeardByTable:
    """The rows that people leave; a table of which nothing is told is not there."""
    dice = np.random.default_rng(seed)
    by_table: dict[str, dict[tuple[int, bool], list[tuple[Told, npt.NDArray[np.bool_]]]]] = {}
    for one in told:
        by_place = by_table.setdefault(one.table, {})
        by_place.setdefault((one.step, one.since), []).append((one, who_of(tallies, one.who)))
    return {table: _heard(table, tallies, places, dice) for table, places in by_table.items()}


def who_of(tallies: StepTallies, who: Mapping[str, str]) -> npt.NDArray[np.bool_]:
    """Which rows have these attributes; all without any."""
    return _members(who, dict(zip(tallies.cuts, tallies.values, strict=True)), tallies.codes)


def outcome_at(outcomes: Sequence[Outcome], symptom: Symptom, step: int = QUOTE) -> Outcome:
    """The one outcome of a symptom at a step."""
    [found] = [one for one in outcomes if (one.symptom, one.step) == (symptom, step)]
    return found


def _cells(cuts: Mapping[str, Sequence[str]], a_cell: int) -> npt.NDArray[np.int64]:
    grids = np.meshgrid(*(np.arange(1, len(values) + 1) for values in cuts.values()), indexing="ij")
    cells = np.stack([grid.reshape(-1) for grid in grids], axis=1)
    return np.repeat(cells, a_cell, axis=0).astype(np.int64)


def _members(
    who: Mapping[str, str], cuts: Mapping[str, Sequence[str]], codes: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    inside = np.ones(len(codes), bool)
    for cut, value in who.items():
        inside &= codes[:, list(cuts).index(cut)] == list(cuts[cut]).index(value) + 1
    return inside


def _span(
    happens: Sequence[Happens],
    cuts: Mapping[str, Sequence[str]],
    codes: npt.NDArray[np.int64],
    dice: np.random.Generator,
) -> Span:
    def rates(count: str, step: int, usual: float) -> npt.NDArray[np.float64]:
        found = np.full(len(codes), usual)
        for one in happens:
            if (one.count, one.step) == (count, step):
                found[_members(one.who, cuts, codes)] = one.rate
        return found

    steps = range(len(WORKFLOW.steps))
    cases = np.round(A_PERSON * rates("cases", QUOTE, 1.0)).astype(np.int64)
    entered = np.stack([np.round(cases * rates("entered", step, 1.0)).astype(np.int64) for step in steps])
    of_steps = {
        count: entered
        if count == "entered"
        else np.stack([dice.binomial(entered[step], rates(count, step, 0.0)) for step in steps])
        for count in OF_STEPS
    }
    return Span(of_cases=dict.fromkeys(("cases", "closed", "ended", "judged"), cases), of_steps=of_steps)


def _heard(
    table: str,
    tallies: StepTallies,
    places: Mapping[tuple[int, bool], Sequence[tuple[Told, npt.NDArray[np.bool_]]]],
    dice: np.random.Generator,
) -> Heard:
    rows: list[tuple[int, int, bool, Told]] = []
    for (step, is_since), told in places.items():
        entered = (tallies.since if is_since else tallies.before).of_steps["entered"][step]
        for person, cases in enumerate(entered.tolist()):
            mine = next((one for one, members in reversed(told) if members[person]), None)
            if mine is not None:
                rows += [(person, step, is_since, mine)] * int(dice.poisson(cases * mine.rate))
    shares = np.zeros((len(rows), len(BlockerKind)))
    for number, (_, _, _, one) in enumerate(rows):
        if one.blocker is not None:
            shares[number, list(BlockerKind).index(one.blocker)] = 1.0
    return Heard(
        table=table,
        row=np.array([person for person, *_ in rows], np.int64),
        step=np.array([step for _, step, *_ in rows], np.int64),
        is_since=np.array([is_since for _, _, is_since, _ in rows], bool),
        day=20_000 + np.arange(len(rows), dtype=np.int64) % 30,
        amount=np.ones(len(rows)),
        shares=shares,
        labels=tuple(one.label or LABEL[table] for *_, one in rows),
    )
