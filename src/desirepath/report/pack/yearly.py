"""What a leader may repeat: how much less there is in a year, only where chance drew who was shown it and it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from desirepath.report.effect_sentences import is_drawn
from desirepath.report.friction_floor import shown_rates
from desirepath.report.measured import SINCE, Measured
from desirepath.report.pack.figures import Amount, effect_figure, worked_out
from desirepath.report.pack.rounding import told_roundly
from desirepath.report.pack.source import PackSource, label
from desirepath.report.spoken import digits, marked, said
from desirepath.report.wording import count, counted, per_cent_said
from desirepath.vocabulary.effect import Effect, Proof, Role
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.figure import Figure
from desirepath.vocabulary.pack import Paragraph
from desirepath.vocabulary.signal import Symptom

DAYS_NEEDED = 28
"""An effect of fewer days is not scaled to a year."""
_DAYS, _WEEKS = 365, 52
_FEWER: Mapping[str, str] = {
    "abandonment_rate": marked("About %(n)s fewer cases given up at “%(step)s” a year"),
    "exception_and_rework_rate": marked("About %(n)s fewer exceptions and pieces of rework at “%(step)s” a year"),
    "tickets_per_active_user": marked("About %(n)s fewer tickets a year"),
}
_COMPARED = marked(
    "%(fewer)s, between %(low)s and %(high)s, by comparison with a random %(share)s that was not shown it (%(title)s)."
)
_CASES = marked(
    "It assumes that everyone it is for is shown it (%(whom)s), that as many of their cases reach the step as in the "
    "%(days)s days since go-live (%(n)s), and that the effect stays what it was over %(shown)s days. The interval is that "
    "of the effect, 95%% on all days together; how many cases there will be is taken as known."
)
_TICKETS = marked(
    "It assumes that everyone it is for is shown it (%(whom)s), that as many of them are at work as in a week since "
    "go-live (%(n)s), in each of 52 weeks, and that the effect stays what it was over %(shown)s days. The interval is that "
    "of the effect, 95%% on all days together; how many will be at work is taken as known."
)
_HOURS = marked(
    "At %(minutes)s hands-on minutes a case, that is about %(hours)s hours a year, between %(low)s and %(high)s."
)
_MONEY = marked(
    "At %(currency)s %(rate)s an hour, about %(currency)s %(money)s, between %(low)s and %(high)s: time, not cash saved."
)
_TENTHS = {10: marked("tenth"), 20: marked("fifth"), 25: marked("quarter"), 50: marked("half")}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Volume:
    """How much there is in a year of what an effect is told by. `seen` is how much there was, or is in a week."""

    of: Literal["cases", "people"]
    a_year: float
    seen: int


def repeatable(source: PackSource) -> tuple[Paragraph, ...]:
    """The sentences that may be told on, each followed by what it is worth and what it assumes; none where none stands."""
    return tuple(one for proof in source.proofs for effect in proof.effects for one in _told(effect, proof, source))


def _told(effect: Effect, proof: Proof, source: PackSource) -> Iterator[Paragraph]:
    volume = _volume(effect, proof, source) if _may_be_told(effect, proof, source) else None
    if volume is None:
        return
    base = effect_figure(effect, proof, source.metric_title(effect.metric))
    fewer = Amount(value=-effect.value, low=-effect.high, high=-effect.low, unit=effect.unit)
    a_year = worked_out(base, "a year", fewer.times(volume.a_year, "tickets" if volume.of == "people" else "cases"))
    sentence = _sentence(a_year, effect, proof, source)
    if sentence is None:
        return
    yield Paragraph(text=sentence, figures=(a_year, base), tone="repeat")
    yield from _worth(a_year, effect, proof, source)
    yield Paragraph(text=_assumed(volume, proof, source), tone="note")


def _may_be_told(effect: Effect, proof: Proof, source: PackSource) -> bool:
    """Only a draw, its checks not failed, an effect that stands on the good side, and days enough."""
    design = source.catalogues.designs.get(proof.shipped.design)
    drawn = is_drawn(proof, design) and proof.refused is None and bool(proof.exposed.shown and proof.exposed.held_out)
    sound = all(check.holds is not False for check in proof.checks)
    good = effect.helps and effect.better == "down" and effect.metric in _FEWER and effect.role is not Role.COHORT
    return drawn and sound and good and proof.days >= DAYS_NEEDED


def _volume(effect: Effect, proof: Proof, source: PackSource) -> _Volume | None:
    if effect.metric == "tickets_per_active_user":
        return _active_people(proof, source)
    days = (source.study.as_of - source.study.go_live).days
    seen = _cases_reaching(proof, source)
    return None if not seen or days < DAYS_NEEDED else _Volume(of="cases", a_year=seen * _DAYS / days, seen=seen)


def _cases_reaching(proof: Proof, source: PackSource) -> int | None:
    """Cases of those it is for that reached its step since go-live; None where nothing tells."""
    shipped, study = proof.shipped, source.study
    for point in study.friction_points:
        if (point.workflow, point.step, point.cohort) == (shipped.workflow, shipped.step, shipped.cohort):
            rates = shown_rates(point, study) if point.symptom is Symptom.ABANDONMENT_AT_STEP else ()
            found = next((one.cases for one in rates if (one.side, one.period) == ("cohort", SINCE)), None)
            if found is not None:
                return found
    if not shipped.cohort.is_everyone:
        return None
    maps = (drawn for one in study.workflows if one.workflow == shipped.workflow for drawn in one.maps)
    steps = (step for drawn in maps if drawn.period == SINCE for step in drawn.steps)
    return next((step.reached for step in steps if step.step == shipped.step), None)


def _active_people(proof: Proof, source: PackSource) -> _Volume | None:
    """People with any event in a whole week, on average, among those it is for."""
    measured = Measured.of(source.study, proof.shipped.workflow)
    weeks = [
        row.result.n
        for row in measured.rows
        if row.metric == "tickets_per_active_user" and row.cohort == proof.shipped.cohort
        if row.period.startswith("week_") and not row.partial and isinstance(row.result, Estimate)
    ]
    if not weeks:
        return None
    mean = sum(weeks) / len(weeks)
    return _Volume(of="people", a_year=mean * _WEEKS, seen=round(mean))


def _sentence(a_year: Figure, effect: Effect, proof: Proof, source: PackSource) -> str | None:
    rounded = _roundly(a_year)
    if rounded is None:
        return None
    value, low, high = rounded
    step = source.step_title(proof.shipped.workflow, proof.shipped.step)
    fewer = said(_FEWER[effect.metric], n=value, step=step)
    return said(
        _COMPARED, fewer=fewer, low=low, high=high, share=_share_held_out(proof), title=label(said(proof.title))
    )


def _share_held_out(proof: Proof) -> str:
    """`tenth`, `30%`: how many of those drawn were held out, as was planned where that is told."""
    shown, held_out = proof.exposed.shown or 0, proof.exposed.held_out or 0
    planned = proof.shipped.held_out
    share = round(100 * (planned if planned is not None else held_out / (shown + held_out)))
    return said(_TENTHS[share]) if share in _TENTHS else per_cent_said(digits(str(share)))


def _worth(a_year: Figure, effect: Effect, proof: Proof, source: PackSource) -> Iterator[Paragraph]:
    minutes = source.minutes.get(proof.shipped.workflow)
    if effect.metric != "abandonment_rate" or minutes is None:
        return
    hours = _times(a_year, minutes / 60, "hours a year", "hours")
    rounded = _roundly(hours)
    if rounded is None:
        return
    value, low, high = rounded
    text, figures = said(_HOURS, minutes=digits(f"{minutes:g}"), hours=value, low=low, high=high), [hours]
    cost = source.hourly_cost
    if cost is not None:
        money = _times(hours, cost.amount, "money a year", cost.currency)
        told = _roundly(money)
        if told is not None:
            rate = digits(f"{cost.amount:g}")
            more = said(_MONEY, currency=cost.currency, rate=rate, money=told[0], low=told[1], high=told[2])
            text, figures = f"{text} {more}", [hours, money]
    yield Paragraph(text=text, figures=tuple(figures))


def _times(base: Figure, factor: float, more: str, unit: str) -> Figure:
    value, low, high = (one or 0.0 for one in (base.value, base.low, base.high))
    amount = Amount(value=value, low=low, high=high, unit=base.unit)
    return worked_out(base, more, amount.times(factor, unit))


def _roundly(one: Figure) -> tuple[str, str, str] | None:
    if one.value is None or one.low is None or one.high is None:
        return None
    found = told_roundly(one.value, one.low, one.high)
    return None if found is None else (count(found.value), count(found.low), count(found.high))


def _assumed(volume: _Volume, proof: Proof, source: PackSource) -> str:
    whom = source.cohort_name(proof.shipped.cohort)
    days = count((source.study.as_of - source.study.go_live).days)
    if volume.of == "people":
        return said(_TICKETS, whom=whom, n=counted(volume.seen, "person", "people"), shown=count(proof.days))
    return said(_CASES, whom=whom, days=days, n=count(volume.seen), shown=count(proof.days))
