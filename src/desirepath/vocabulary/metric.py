"""What a metric is, and one measurement of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.estimate import Estimate, NotEnoughData

Ratio: TypeAlias = tuple[str, str]
"""A count of each person and the count that it is divided by, such as ("on_path", "judged")."""
GROWS_WITH_TIME = frozenset({"tickets_per_active_user"})
"""Metrics that count what people did in the whole of a period: the longer it is, the more. They are held week by week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """The facts of a metric, as its page in the reference tells them.

    `unit` is said with "users" where there are people and with `unit_without_people` where there are none;
    the latter is None where the metric cannot be given without people. `needs` names tables. `ratios` are
    the counts of a person's closed cases that it is made of, where it is made of such. `at_steps`: it is given for
    each step too, as the cases that stopped there among those that reached it.
    """

    name: str
    title: str
    question: str
    unit: str
    unit_without_people: str | None
    better: Literal["up", "down"]
    needs: tuple[str, ...]
    source: str
    ratios: tuple[Ratio, ...] = ()
    at_steps: bool = False

    @property
    def is_share(self) -> bool:
        """Whether its values are 0 to 1."""
        return self.unit.startswith("share")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One metric, for one workflow, cohort and period.

    `step` is None for the workflow as a whole. `cut` is set for rows that compare the cohorts of one cut
    (`cohort_variance`), `category` for rows of one ticket category (`repeat_ticket_drivers`).
    `partial` marks a week that is not over at the as-of date. `more` holds further figures of the row.
    `size` is how many people (cases without people) stand behind the row; the floor looks at it, no output shows it.
    """

    metric: str
    workflow: str
    period: str
    result: Estimate | NotEnoughData
    step: str | None = None
    cohort: Cohort = EVERYONE
    cut: str | None = None
    category: str | None = None
    partial: bool = False
    size: int = 0
    more: Mapping[str, float | int | bool | str] = field(default_factory=dict)
