"""People are drawn: roles sit in units and regions, some places have more new hires, teams and persons differ."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import numpy.typing as npt

from desirepath.simulate.blueprint import Staff
from desirepath.simulate.calendar import Span, span_of
from desirepath.simulate.people import Attribute, Codes, Numbers, People, Tendency, days, leads
from desirepath.simulate.plan import SimulationPlan
from desirepath.simulate.tenure import BANDS, tenure_codes
from desirepath.simulate.worlds import world_named

_AT_HOME = 0.55
"""How much of a role sits in its own unit; the rest is spread as the units are."""
_TILT = 0.35
"""How far the shares of the roles differ between regions, in log-odds."""
_BUSIEST = 12.0
"""Added to the rank in the Zipf-like law, so that no single person makes a cohort."""
_DAYS_EMPLOYED = 1500.0
_SPREAD: dict[Tendency, tuple[float, float]] = {"slips": (0.4, 0.12), "quits": (0.35, 0.12), "skips": (0.35, 0.12)}
"""How far persons, and the teams they are in, differ: standard deviations of the logarithm."""
_LIMITED = 0.05


def draw_people(plan: SimulationPlan, dice: np.random.Generator) -> People:
    """As many people as the plan has."""
    number, staff = plan.head_count, world_named(plan.world).staff
    span = span_of(plan)
    region = dice.choice(len(staff.regions), number, p=[one.share for one in staff.regions]).astype(np.int32)
    role = _roles(staff, region, dice)
    unit = _units(staff, role, dice)
    boss = _bosses(staff, role, region, dice)
    hired_on = _hired_on(plan, staff, (region, unit), dice)
    busy = dice.permutation(1.0 / (np.arange(number) + _BUSIEST) ** 0.6)
    busy *= np.asarray([one.begins for one in staff.roles])[role]
    team = unit * len(staff.regions) + region
    attributes = {
        "role": Attribute(values=tuple(one.name for one in staff.roles), codes=role),
        "region": Attribute(values=tuple(one.name for one in staff.regions), codes=region),
        "tenure": Attribute(values=BANDS, codes=tenure_codes(hired_on, plan.go_live)),
        "business_unit": Attribute(values=tuple(name for name, _ in staff.units), codes=unit),
        "environment": Attribute(
            values=tuple(name for name, _ in staff.environments), codes=_environments(staff, unit, dice)
        ),
        "manager": leads(boss),
        "permission_level": Attribute(values=staff.levels, codes=_levels(staff, role, dice)),
    }
    languages = tuple(sorted({language for one in staff.regions for language, _ in one.languages}))
    return People(
        attributes=attributes,
        hired_on=hired_on,
        boss=boss,
        desk=np.flatnonzero(role == _role(staff, staff.desk)).astype(np.int32),
        busy=(busy, busy.copy()),
        own={tendency: _own(tendency, team, busy, dice) for tendency in _SPREAD},
        haste=dice.lognormal(0.0, 0.35, number),
        away=_away(hired_on, span, dice),
        languages=languages,
        language=_languages(staff, region, languages, dice),
    )


def _role(staff: Staff, name: str) -> int:
    return next(number for number, one in enumerate(staff.roles) if one.name == name)


def _roles(staff: Staff, region: Codes, dice: np.random.Generator) -> Codes:
    shares = np.asarray([one.share for one in staff.roles])
    tilted = shares * np.exp(dice.normal(0.0, _TILT, (len(staff.regions), len(shares))))
    role = _one_each(tilted[region], dice)
    role[:2] = (_role(staff, staff.boss), _role(staff, staff.desk))
    return role


def _one_each(weights: Numbers, dice: np.random.Generator) -> Codes:
    """One position for each row, by the row's weights."""
    so_far = np.cumsum(weights, axis=1)
    drawn = dice.random(len(weights)) * so_far[:, -1]
    return (so_far < drawn[:, None]).sum(axis=1).astype(np.int32)


def _units(staff: Staff, role: Codes, dice: np.random.Generator) -> Codes:
    names = [name for name, _ in staff.units]
    home = np.asarray([names.index(one.unit) for one in staff.roles], np.int32)[role]
    anywhere = dice.choice(len(names), len(role), p=[share for _, share in staff.units]).astype(np.int32)
    return np.where(dice.random(len(role)) < _AT_HOME, home, anywhere).astype(np.int32)


def _bosses(staff: Staff, role: Codes, region: Codes, dice: np.random.Generator) -> Codes:
    """Somebody of the bosses of one's own region, or of all where it has none."""
    all_bosses = np.flatnonzero(role == _role(staff, staff.boss))
    boss = dice.choice(all_bosses, len(role)).astype(np.int32)
    for here in range(len(staff.regions)):
        near = all_bosses[region[all_bosses] == here]
        mine = np.flatnonzero(region == here)
        if len(near):
            boss[mine] = dice.choice(near, len(mine))
    return boss


def _hired_on(
    plan: SimulationPlan, staff: Staff, place: tuple[Codes, Codes], dice: np.random.Generator
) -> npt.NDArray[np.datetime64]:
    region, unit = place
    seniority = np.asarray([one.seniority for one in staff.regions])[region]
    seniority = seniority * np.exp(dice.normal(0.0, 0.2, len(staff.units)))[unit]
    employed = np.minimum(dice.exponential(_DAYS_EMPLOYED, len(region)) * seniority, 12_000.0).astype(np.int64)
    first_day = np.datetime64(plan.go_live + timedelta(days=20), "D")
    hired: npt.NDArray[np.datetime64] = (first_day - employed).astype("datetime64[D]")
    return hired


def _environments(staff: Staff, unit: Codes, dice: np.random.Generator) -> Codes:
    shares = np.asarray([share for _, share in staff.environments])
    by_unit = shares * np.exp(dice.normal(0.0, 0.4, (len(staff.units), len(shares))))
    return _one_each(by_unit[unit], dice)


def _levels(staff: Staff, role: Codes, dice: np.random.Generator) -> Codes:
    usual = np.asarray([staff.levels.index(one.level) for one in staff.roles], np.int32)[role]
    is_limited = dice.random(len(role)) < _LIMITED
    return np.where(is_limited, len(staff.levels) - 1, usual).astype(np.int32)


def _own(tendency: Tendency, team: Codes, busy: Numbers, dice: np.random.Generator) -> Numbers:
    """Factors that are one on average over cases."""
    of_persons, of_teams = _SPREAD[tendency]
    logarithm = dice.normal(0.0, of_persons, len(team)) + dice.normal(0.0, of_teams, int(team.max()) + 1)[team]
    factor = np.exp(logarithm)
    own: Numbers = factor * busy.sum() / (factor * busy).sum()
    return own


def _away(
    hired_on: npt.NDArray[np.datetime64], span: Span, dice: np.random.Generator
) -> tuple[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]], ...]:
    """Before a person is hired, and two spells of leave, of which the second is shorter."""
    number = len(hired_on)
    hired = hired_on.astype("datetime64[us]").astype(np.int64)
    spells = [(np.zeros(number, np.int64), hired)]
    for longest in (14, 5):
        begins = dice.integers(span.first, span.end, number)
        lengths = (dice.random(number) * days(longest)).astype(np.int64)
        spells.append((begins, begins + lengths))
    return tuple(spells)


def _languages(staff: Staff, region: Codes, languages: tuple[str, ...], dice: np.random.Generator) -> Codes:
    shares = np.zeros((len(staff.regions), len(languages)))
    for row, one in enumerate(staff.regions):
        for language, share in one.languages:
            shares[row, languages.index(language)] = share
    return _one_each(shares[region], dice)
