"""What was shipped in the organisation and to whom, how its effects are told, and whose work they are made from."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from desirepath.vocabulary.cohort import cohort_of
from desirepath.vocabulary.effect import Proof

if TYPE_CHECKING:
    from tests.console.differencing.week_by_week import Case, Organisation

EFFECT = "effect of "
"""What the period of an effect begins with: the id of its intervention follows."""
Assigned: TypeAlias = Mapping[str, tuple[str, datetime]]
"""By person, the arm and since when."""


@dataclass(frozen=True)
class Shipment:
    """One intervention: from when, at which step, for whom; half of its people are held out by chance."""

    name: str
    step: str
    kind: str
    starts: datetime
    cohort: str = ""

    def fits(self, role: str) -> bool:
        """Whether it is for people of a role."""
        return all(pair == ("role", role) for pair in cohort_of(self.cohort).pairs)


SHIPPED = (
    Shipment("help-quote", "quote", "step_guidance", datetime(2026, 1, 6, tzinfo=UTC)),
    Shipment("help-buyers", "order", "field_level_help", datetime(2026, 1, 7, tzinfo=UTC), "role=buyer"),
    Shipment("help-clerks", "order", "self_help", datetime(2026, 1, 6, tzinfo=UTC), "role=clerk"),
)


def drawn_arms(seed: int, cases: Iterable[Case], roles: Mapping[str, str]) -> Mapping[str, Assigned]:
    """By intervention, who is in which arm since the first thing that they did once it was there."""
    dice, found = random.Random(seed), dict[str, Assigned]()
    times = sorted((at, case.person) for case in cases for at in case.at)
    for shipment in SHIPPED:
        drawn = {person: dice.choice(("shown", "held_out")) for person in sorted(roles)}
        mine: dict[str, tuple[str, datetime]] = {}
        for at, person in times:
            if at >= shipment.starts and shipment.fits(roles[person]):
                mine.setdefault(person, (drawn[person], at))
        found[shipment.name] = mine
    return found


def write_shipped(folder: Path, arms: Mapping[str, Assigned]) -> None:
    """The tables of interventions and of exposures."""
    shipped: list[Sequence[str]] = [
        ("intervention_id", "workflow", "step", "kind", "cohort", "starts_at", "design", "held_out_percent")
    ]
    shipped += [
        (one.name, "request", one.step, one.kind, one.cohort, _written(one.starts), "holdout", "50") for one in SHIPPED
    ]
    exposed: list[Sequence[str]] = [("at", "user_id", "intervention_id", "arm")]
    exposed += [
        (_written(at - timedelta(seconds=1)), person, name, arm)
        for name, assigned in arms.items()
        for person, (arm, at) in assigned.items()
    ]
    for name, rows in (("interventions", shipped), ("exposures", exposed)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(rows)


def _written(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"


def effects_in(proofs: Iterable[Proof]) -> Iterator[tuple[str, set[object]]]:
    """By the period that stands for an effect, all that is told of it."""
    for proof in proofs:
        checks = {(check.name, check.holds, check.says) for check in proof.checks}
        arms = {("shown", proof.exposed.shown), ("held out", proof.exposed.held_out)}
        figures = {*checks, *map(str, proof.effects), str(proof.decision), ("days", proof.days)}
        yield EFFECT + proof.shipped.id, figures | {(arm, people) for arm, people in arms if people is not None}


def fewest_changed(organisation: Organisation, name: str, stretches: range) -> int:
    """The people of the arm of fewest, but not of none, whose work since they were assigned changed up to some diagnoses."""
    changed: dict[str, set[str]] = {"shown": set(), "held_out": set()}
    for number in stretches:
        now, before = organisation.since_assigned(number, name), organisation.since_assigned(number - 1, name)
        for person in now:
            if now[person] != before.get(person):
                changed[organisation.arms[name][person][0]].add(person)
    return min((len(people) for people in changed.values() if people), default=0)
