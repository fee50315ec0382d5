"""Rows of a study and of effects as figures: each with an id that stays from month to month, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import blake2b

from desirepath.report.kept_sentences import kept
from desirepath.report.rounding import rounded
from desirepath.report.spoken import said
from desirepath.report.wording import figure, interval, shortfall
from desirepath.vocabulary.effect import Effect, Proof
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.figure import Figure, Origin
from desirepath.vocabulary.metric import Measurement

_PLAIN = re.compile(r"[A-Za-z0-9_.-]{1,40}")


def figure_id(*parts: str | None) -> str:
    """An id of its parts; one that is long or of another script is told by its hash, so that ids stay short."""
    return ":".join(_part(one) for one in parts if one)


def _part(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def row_figure(row: Measurement, title: str) -> Figure:
    """A row of the diagnosis."""
    origin = Origin(
        document="diagnosis",
        workflow=row.workflow,
        metric=row.metric,
        step=row.step,
        cohort=row.cohort,
        period=row.period,
        category=row.category,
        more="" if row.cut is None else f"between the cohorts of {row.cut}",
    )
    cohort = ";".join(f"{attribute}={value}" for attribute, value in row.cohort.pairs)
    name = figure_id(row.metric, row.workflow, row.step, cohort, row.cut, row.category, row.period)
    match row.result:
        case Estimate() as found:
            return figure_of(found, id=name, title=title, origin=origin)
        case NotEnoughData() as missing:
            return Figure(id=name, title=title, unit="", origin=origin, value=None, because=shortfall(missing))


def figure_of(found: Estimate, *, id: str, title: str, origin: Origin) -> Figure:  # noqa: A002 - the field is called so
    """An estimate as a figure."""
    return Figure(
        id=id,
        title=title,
        unit=found.unit,
        origin=origin,
        value=found.value,
        low=found.low,
        high=found.high,
        n=found.n,
        method=kept(found.method),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with its bounds and its unit."""

    value: float
    low: float
    high: float
    unit: str

    def times(self, factor: float, unit: str) -> Amount:
        """So many times as much, in another unit."""
        return Amount(value=self.value * factor, low=self.low * factor, high=self.high * factor, unit=unit)


def worked_out(base: Figure, more: str, amount: Amount) -> Figure:
    """A figure that is worked out from another one; `more` says how, in words, and makes its id its own."""
    value = rounded(amount.value)
    return replace(
        base,
        id=figure_id(base.id.replace(":", "."), more),
        unit=amount.unit,
        origin=replace(base.origin, more=more),
        value=value,
        low=min(rounded(amount.low), value),
        high=max(rounded(amount.high), value),
    )


def effect_figure(effect: Effect, proof: Proof, title: str) -> Figure:
    """An effect: the metric with the intervention minus without; its interval holds on all days together."""
    return Figure(
        id=effect_id(effect, proof),
        title=title,
        unit=effect.unit,
        origin=effect_origin(effect, proof),
        value=effect.value,
        low=effect.low,
        high=effect.high,
        n=effect.n,
        method=said(effect.method),
    )


def level_figures(effect: Effect, proof: Proof, title: str) -> tuple[Figure, Figure]:
    """The levels with and without it."""
    made = [
        Figure(
            id=f"{effect_id(effect, proof)}:{name}",
            title=title,
            unit=effect.unit,
            origin=effect_origin(effect, proof, more=name),
            value=value,
            n=effect.n,
        )
        for name, value in (("with-it", effect.with_it), ("without", effect.without))
    ]
    return made[0], made[1]


def effect_origin(effect: Effect, proof: Proof, more: str = "") -> Origin:
    """Where an effect stands in the document of effects."""
    return Origin(
        document="effects",
        workflow=proof.shipped.workflow,
        metric=effect.metric,
        step=effect.step,
        cohort=effect.cohort,
        intervention=proof.shipped.id,
        more=more,
    )


def effect_id(effect: Effect, proof: Proof) -> str:
    """The id of an effect's figure."""
    cohort = ";".join(f"{attribute}={value}" for attribute, value in effect.cohort.pairs)
    return figure_id("effect", proof.shipped.id, effect.metric, effect.step, cohort)


def estimate_in(one: Figure) -> Estimate | None:
    """The figure as an estimate; None where it has no value or no interval."""
    if one.value is None or one.low is None or one.high is None:
        return None
    return Estimate(value=one.value, low=one.low, high=one.high, n=one.n or 0, unit=one.unit, method=one.method)


def value_said(one: Figure) -> str:
    """`82.2%`, or a dash where there is none."""
    return "–" if one.value is None else figure(one.value, one.unit)


def span_said(one: Figure) -> str:
    """`80.2 to 84.1%`; empty without an interval."""
    found = estimate_in(one)
    return "" if found is None else interval(found)


def told(one: Figure) -> str:
    """`82.2% (80.2 to 84.1%)`, the value alone, or why there is none."""
    span = span_said(one)
    if one.value is None:
        return one.because
    return said("%(value)s (%(interval)s)", value=value_said(one), interval=span) if span else value_said(one)
