"""Figures of a review as they read: the value, its interval, what it was at the last review, and how far it went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desirepath.report.comparison import Change
from desirepath.report.effect_figures import between_alone, gap, gap_alone
from desirepath.report.spoken import said
from desirepath.report.weekly.known import Known
from desirepath.report.wording import count, counted, figure, interval, metric_title, period_title
from desirepath.vocabulary.effect import Effect
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.figure import Figure
from desirepath.vocabulary.review import Moved, ReviewItem, Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTold:
    """`value` with its `interval`; `before` what it was, `change` how far it went, in words, with its `tone` and `arrow`.

    `of` is what it is a figure of: `share of cases, 148 people`. What cannot be told is empty.
    """

    value: str
    interval: str
    of: str
    before: str = ""
    change: str = ""
    verdict: str = ""
    tone: str = "flat"
    arrow: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedRow:
    """A headline figure beside what it was. `period` says which week it is of, empty where it is since go-live."""

    title: str
    workflow: str
    period: str
    told: FigureTold


def figure_told(item: ReviewItem, known: Known) -> FigureTold | None:
    """The item's figure; None where it has none. An effect is a difference, so it has its sign."""
    if item.figure is None:
        return None
    if item.proof is not None and item.proof.deciding is not None and item.figure.origin.document == "effects":
        return _effect(item.proof.deciding)
    return _told(item.figure, item.before, item.shift, known)


def moved_rows(item: ReviewItem, known: Known) -> tuple[MovedRow, ...]:
    """The headline figures, in their order."""
    return tuple(_moved(item.moved, known))


def _moved(found: tuple[Moved, ...], known: Known) -> Iterator[MovedRow]:
    several = len({one.workflow for one in found}) > 1
    for one in found:
        period = one.now.origin.period or ""
        yield MovedRow(
            title=metric_title(one.metric, known.metrics),
            workflow=known.workflow(one.workflow) if several else "",
            period=period_title(period) if period.startswith("week_") else "",
            told=_told(one.now, one.before, one.shift, known),
        )


def _told(now: Figure, before: Figure | None, shift: Shift | None, known: Known) -> FigureTold:
    moved = None if shift is None else _change(shift, now.unit)
    return FigureTold(
        value=value_said(now),
        interval=interval_said(now),
        of=_of(now, known),
        before="" if before is None else _with_interval(before),
        change="" if shift is None else gap_alone(shift.value, now.unit),
        verdict="" if moved is None else moved.verdict,
        tone="flat" if moved is None else moved.tone,
        arrow="" if moved is None else moved.arrow,
    )


def _change(shift: Shift, unit: str) -> Change:
    return Change(value=shift.value, low=shift.low, high=shift.high, unit=unit, better=shift.better)


def _effect(effect: Effect) -> FigureTold:
    of = said(effect.title)
    return FigureTold(value=gap(effect.value, effect.unit), interval=between_alone(effect), of=of)


def value_said(one: Figure) -> str:
    """The value; a count as a count, what is hidden as `few`."""
    if one.value is None:
        return count(None)
    return (
        count(round(one.value)) if one.low is None and one.unit in {"cases", "people"} else figure(one.value, one.unit)
    )


def interval_said(one: Figure) -> str:
    """`21.9 to 34.0%`; empty where there is none."""
    if one.value is None or one.low is None or one.high is None:
        return ""
    return interval(
        Estimate(value=one.value, low=one.low, high=one.high, n=one.n or 0, unit=one.unit, method=one.method)
    )


def _with_interval(one: Figure) -> str:
    bounds = interval_said(one)
    return f"{value_said(one)} ({bounds})" if bounds else value_said(one)


def _of(one: Figure, known: Known) -> str:
    if one.n is None:
        return said(one.unit)
    people = known.study.unit == "users"
    return f"{said(one.unit)}, {_counted(one.n, people=people)}"


def _counted(number: int, *, people: bool) -> str:
    return counted(number, "person", "people") if people else counted(number, "case", "cases")
