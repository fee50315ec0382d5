"""The made-up people: who they are, how busy, and how they differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from desirepath.simulate.plan import REGIONS, ROLES, SimulationPlan

Numbers = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

_ROLE_SHARES = (0.48, 0.26, 0.14, 0.12)
_ROLE_BEGINS = (1.0, 1.4, 0.2, 0.2)
"""How often a person of each role begins a case, relative to a requester."""
_REGION_SHARES = (0.42, 0.34, 0.24)
_UNITS = ("Facilities", "Research", "Sales", "Operations", "Corporate")
_ENVIRONMENTS = ("web", "desktop", "VDI")
_PERMISSIONS = ("standard", "approver", "limited")
_BUSIEST = 12.0
"""Added to the rank in the Zipf-like law, so that no single person makes a cohort."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """One entry a person. `role` and `region` are positions in ROLES and REGIONS.

    `busy` adds up to one; `caution` and `haste` are the person's own shift of log-odds and factor of time.
    """

    role: Codes
    region: Codes
    boss: Codes
    approvers: Codes
    finance: Codes
    busy_so_far: Numbers
    caution: Numbers
    haste: Numbers
    table: pa.Table

    def __len__(self) -> int:
        return len(self.role)

    def draw(self, dice: np.random.Generator, number: int) -> Codes:
        """Who begins each of so many cases."""
        drawn = np.searchsorted(self.busy_so_far, dice.random(number), side="right")
        return np.minimum(drawn, len(self) - 1).astype(np.int32)

    def in_cohort(self, person: Codes, role: str, region: str) -> Flags:
        """Whether each of these persons has this role and region."""
        member: Flags = (self.role == ROLES.index(role)) & (self.region == REGIONS.index(region))
        return member[person]


def draw_people(plan: SimulationPlan, dice: np.random.Generator) -> People:
    """As many people as the plan has."""
    number = plan.head_count
    role = dice.choice(len(ROLES), number, p=_ROLE_SHARES).astype(np.int32)
    role[:2] = (ROLES.index("approver"), ROLES.index("finance"))
    region = dice.choice(len(REGIONS), number, p=_REGION_SHARES).astype(np.int32)
    approvers = np.flatnonzero(role == ROLES.index("approver")).astype(np.int32)
    boss = dice.choice(approvers, number).astype(np.int32)
    busy = dice.permutation(1.0 / (np.arange(number) + _BUSIEST) ** 0.6) * np.asarray(_ROLE_BEGINS)[role]
    return People(
        role=role,
        region=region,
        boss=boss,
        approvers=approvers,
        finance=np.flatnonzero(role == ROLES.index("finance")).astype(np.int32),
        busy_so_far=np.cumsum(busy / busy.sum()),
        caution=dice.normal(0.0, 0.5, number),
        haste=dice.lognormal(0.0, 0.4, number),
        table=_people_table(plan, dice, role, region, boss),
    )


def user_ids(number: int) -> pa.Array:
    """The ids of all people, in order: `u000000` and on."""
    return pa.array([f"u{person:06d}" for person in range(number)])


def _people_table(
    plan: SimulationPlan,
    dice: np.random.Generator,
    role: Codes,
    region: Codes,
    boss: Codes,
) -> pa.Table:
    number = len(role)
    ids = user_ids(number)
    at_the_top = boss == np.arange(number)
    days = np.minimum(dice.exponential(1500.0, number).astype(np.int64), 12_000)
    first_day = np.datetime64(plan.go_live + timedelta(days=20), "D")
    permission = np.where(role == ROLES.index("approver"), 1, np.where(dice.random(number) < 0.04, 2, 0))
    return pa.table(
        {
            "user_id": ids,
            "role": _labels(ROLES, role),
            "region": _labels(REGIONS, region),
            "hired_on": pa.array((first_day - days).astype("datetime64[D]"), pa.date32()),
            "business_unit": _labels(_UNITS, dice.integers(0, len(_UNITS), number)),
            "environment": _labels(_ENVIRONMENTS, dice.choice(3, number, p=(0.7, 0.2, 0.1))),
            "manager": ids.take(pa.array(boss, mask=at_the_top)),
            "permission_level": _labels(_PERMISSIONS, permission),
        }
    )


def _labels(names: tuple[str, ...], codes: npt.NDArray[np.integer]) -> pa.Array:
    return pa.array(names).take(pa.array(codes))
