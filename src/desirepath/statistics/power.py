"""How many days until an effect of a given size can be told, reading it every day.

Worked out before anything is shown, from what the cohort does now: how many cases a day, how often it goes wrong, how
much its people differ.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy import special

from desirepath.statistics.confidence_sequence import multiple
from desirepath.statistics.tallies import Tally

POWER = 0.8
"""How often an effect of that size is told by then."""
_LONGEST = 730


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What a cohort does in a day: how many persons it has, cases a person, the share, and how persons' shares differ.

    `spread` is the standard deviation of the persons' own chances; `uneven` by how much more cases lie with few
    persons than with dice alone (the squared coefficient of variation of the persons' own paces). `days_before` is for how
    many days each person's cases are known already: what they say of the person is taken out.
    """

    persons: int
    cases_a_day: float
    share: float
    spread: float
    uneven: float = 0.0
    days_before: float = 0.0


def pace_of(seen: Tally, days: float, *, days_before: float = 0.0) -> Pace:
    """The pace of persons seen for so many days. Raises ValueError for no day and no case."""
    cases = float(seen.denominator.sum())
    if days <= 0 or cases <= 0:
        raise ValueError(f"{cases:.0f} cases in {days:.0f} days have no pace")
    persons = int(seen.present.sum())
    share = float(seen.numerator.sum()) / cases
    return Pace(
        persons=persons,
        cases_a_day=cases / persons / days,
        share=share,
        spread=_spread(seen, share),
        uneven=max(0.0, persons * float(seen.denominator @ seen.denominator) / cases**2 - 1 - persons / cases),
        days_before=days_before,
    )


def _spread(seen: Tally, share: float) -> float:
    """By moments: the persons' scatter beyond that of dice, weighed by pairs of cases."""
    pull = seen.numerator - share * seen.denominator
    pairs = float(seen.denominator @ (seen.denominator - 1))
    beyond = float(pull @ pull) - float(seen.denominator.sum()) * share * (1 - share)
    return math.sqrt(max(0.0, beyond / pairs)) if pairs > 0 else 0.0


def error_after(pace: Pace, days: float, held_out: float) -> float:
    """The standard error of the difference after so many days, a share of the persons being held out."""
    a_person = max(pace.cases_a_day * days, 1e-9)
    # Of a ratio of sums: the dice of single cases, and the persons' own chances weighed by their numbers of cases.
    dice = pace.share * (1 - pace.share)
    # What a person did before tells of the own chance as much as its own scatter lets it (see `adjusted_arms`).
    before = pace.cases_a_day * pace.days_before
    untold = dice / (dice + before * pace.spread**2) if dice > 0 else 1.0
    variance = dice / a_person + pace.spread**2 * untold * (1 + pace.uneven)
    return math.sqrt(variance / pace.persons * (1 / held_out + 1 / (1 - held_out)))


def days_until_told(pace: Pace, effect: float, held_out: float, *, due: float) -> int | None:
    """The first day by which an effect of this size (in share points) is told in 8 of 10 rollouts.

    `due` is the day for which the interval is made narrowest. None where two years do not suffice. Raises ValueError
    for no effect and a share held out that is not between 0 and 1.
    """
    if effect == 0 or not 0 < held_out < 1:
        raise ValueError(f"an effect of {effect} with {held_out} held out cannot be planned for")
    for day in range(1, _LONGEST + 1):
        if least_told(pace, day, held_out, due=due) <= abs(effect):
            return day
    return None


def least_told(pace: Pace, days: float, held_out: float, *, due: float) -> float:
    """The least effect (in share points) that is told within so many days in 8 of 10 rollouts, read every day."""
    return (multiple(days / due) + float(special.ndtri(POWER))) * error_after(pace, days, held_out)
