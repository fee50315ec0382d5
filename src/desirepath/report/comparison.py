"""Now beside before: how far apart two estimates are, and whether that is more than noise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot
from typing import Literal, TypeAlias

from desirepath.report.spoken import marked, said
from desirepath.report.wording import difference
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.metric import Metric

Tone: TypeAlias = Literal["good", "bad", "flat"]
_VERDICTS: Mapping[Tone, str] = {"good": marked("better"), "bad": marked("worse"), "flat": marked("changed")}
_NOT_CLEAR = marked("no clear change")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A later estimate minus an earlier one, in the unit of both, with a 95 % interval.

    `better` is the metric's good direction; None where nobody said which it is. `like_for_like`: both are of the
    groups that were there before.
    """

    value: float
    low: float
    high: float
    unit: str
    better: Literal["up", "down"] | None
    like_for_like: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0

    @property
    def tone(self) -> Tone:
        if not self.is_clear or self.better is None:
            return "flat"
        return "good" if (self.value > 0) == (self.better == "up") else "bad"

    @property
    def verdict(self) -> str:
        """What the change says, in words: colour is never alone."""
        verdict = said(_VERDICTS[self.tone] if self.is_clear else _NOT_CLEAR)
        return said("%(verdict)s, like for like", verdict=verdict) if self.like_for_like else verdict

    @property
    def arrow(self) -> str:
        if not self.is_clear:
            return "●"
        return "▲" if self.value > 0 else "▼"

    @property
    def text(self) -> str:
        return difference(self.value, self.unit)


def change(now: Estimate, before: Estimate, metric: Metric | None) -> Change:
    """The difference of two independent estimates, its interval built from both intervals.

    People seen in both periods make the true interval narrower, so this one errs towards "no clear change".
    Source: square-and-add (Newcombe 1998; Zou & Donner 2008).
    """
    value = now.value - before.value
    return Change(
        value=value,
        low=value - hypot(now.value - now.low, before.high - before.value),
        high=value + hypot(now.high - now.value, before.value - before.low),
        unit=now.unit,
        better=metric.better if metric else None,
    )
