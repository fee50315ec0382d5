"""The tables about one intervention: measures, cohorts, checks, who was shown it, what was watched, day by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from desirepath.report.effect_sentences import (
    bounds,
    day_number,
    gap,
    level,
    measure_said,
    set_right,
    short_name,
    verdict,
)
from desirepath.report.svg.two_lines import effect_scale, effect_whisker, tick_said
from desirepath.report.wording import figure, short_day, words
from desirepath.vocabulary.effect import DesignCheck, Effect, Exposed, Proof, Role, WatchedMeasure

TONES = {"better": "good", "worse": "bad", "not told apart": "flat"}
_HELD_OUT, _BOTH = "held out", "met both, though drawn for one"
_ANSWERS = {True: "holds", False: "fails", None: "not known"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """One measure. `of` is its unit in words; `decides` says that it is the one that is decided by."""

    title: str
    of: str
    decides: bool
    with_it: str
    without: str
    gap: str
    any_time: str
    once: str
    n: str
    verdict: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortRow:
    """The effect in one cohort, drawn to that of the others."""

    value: str
    picture: Markup
    gap: str
    any_time: str
    n: str
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortGroup:
    """The cohorts of one cut, on one scale for all cuts."""

    cut: str
    rows: tuple[CohortRow, ...]
    ticks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """One assumption: what it is, whether it holds, and what was seen."""

    title: str
    answer: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposedRow:
    """A number of people; `of` is its share of those shown, empty where either is not told."""

    title: str
    people: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedRow:
    """A watch measure: its level before, and in both weeks its level with how far that is from before."""

    title: str
    of: str
    before: str
    weeks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """What could be read on one day."""

    day: str
    with_it: str
    without: str
    gap: str
    any_time: str


def measure_rows(proof: Proof) -> tuple[MeasureRow, ...]:
    """Every measure, the one that decides first."""
    found = [one for one in proof.effects if one.role is not Role.COHORT]
    return tuple(_measure(one, proof) for one in sorted(found, key=lambda one: one.role is not Role.DECIDES))


def _measure(effect: Effect, proof: Proof) -> MeasureRow:
    title = "".join(part.text for part in measure_said(effect, proof))
    said = verdict(effect)
    return MeasureRow(
        title=f"{title[:1].upper()}{title[1:]}",
        of=effect.unit,
        decides=effect.role is Role.DECIDES,
        with_it=level(effect.with_it, effect.unit),
        without=level(effect.without, effect.unit),
        gap=gap(effect.value, effect.unit).removesuffix(f" {effect.unit}"),
        any_time=bounds(effect.low, effect.high, effect.unit),
        once=bounds(effect.once.low, effect.once.high, effect.unit),
        n=f"{effect.n:,}",
        verdict=said,
        tone=TONES[said],
    )


def cohort_groups(proof: Proof) -> tuple[CohortGroup, ...]:
    """The effects by cohort, cut by cut in the order in which they were read; none where there are none."""
    found = [one for one in proof.effects if one.role is Role.COHORT and not one.cohort.is_everyone]
    if not found:
        return ()
    across = effect_scale([(one.low, one.high) for one in found], found[0].unit)
    ticks = tuple((f"{across.at(tick):.2f}%", tick_said(tick, found[0].unit)) for tick in across.ticks)
    return tuple(
        CohortGroup(
            cut=cut,
            ticks=ticks,
            rows=tuple(
                CohortRow(
                    value=short_name(" and ".join(value for _, value in one.cohort.pairs)),
                    picture=effect_whisker((one.low, one.value, one.high), across, TONES[verdict(one)]),
                    gap=gap(one.value, one.unit).removesuffix(f" {one.unit}"),
                    any_time=bounds(one.low, one.high, one.unit),
                    n=f"{one.n:,}",
                    verdict=verdict(one),
                )
                for one in found
                if _cut(one) == cut
            ),
        )
        for cut in dict.fromkeys(_cut(one) for one in found)
    )


def _cut(effect: Effect) -> str:
    return short_name(" and ".join(words(attribute.removeprefix("case:")) for attribute, _ in effect.cohort.pairs), 60)


def check_rows(checks: Sequence[DesignCheck]) -> tuple[CheckRow, ...]:
    """The checks, those that fail first, then those that are not known."""
    ordered = sorted(checks, key=lambda one: (one.holds is not False, one.holds is not None))
    return tuple(CheckRow(title=one.title, answer=_ANSWERS[one.holds], says=set_right(one.says)) for one in ordered)


def exposed_rows(exposed: Exposed, floor: int) -> tuple[ExposedRow, ...]:
    """How many were shown it or held out, and what those shown did. Nothing where nobody is known to be either.

    Where nobody was held out, that and who met both goes unsaid.
    """
    if not exposed.shown and not exposed.held_out:
        return ()
    drawn = exposed.held_out != 0
    found = (
        ("shown it", exposed.shown, False),
        (_HELD_OUT, exposed.held_out, False),
        ("opened it", exposed.opened, True),
        ("completed it", exposed.completed, True),
        ("dismissed it", exposed.dismissed, True),
        (_BOTH, exposed.changed_arm, False),
    )
    return tuple(
        ExposedRow(
            title=title,
            people=f"fewer than {floor}" if people is None else f"{people:,}",
            of=f"{figure(people / exposed.shown, 'share')} of those shown"
            if of_shown and people and exposed.shown
            else "",
        )
        for title, people, of_shown in found
        if drawn or people or title not in {_HELD_OUT, _BOTH}
    )


def watched_rows(movement: Sequence[WatchedMeasure]) -> tuple[WatchedRow, ...]:
    """The watch measures of which anything is known."""
    return tuple(
        WatchedRow(
            title=short_name(one.title),
            of=f"{short_name(one.unit)}, {'more' if one.better == 'up' else 'less'} is better",
            before=_maybe(one.before, one.unit),
            weeks=tuple((_maybe(week, one.unit), moved(one, week)) for week in (one.week_1, one.week_4)),
        )
        for one in movement
        if any(value is not None for value in (one.before, one.week_1, one.week_4))
    )


def moved(measure: WatchedMeasure, week: float | None) -> str:
    """How far a week is from before, with an arrow: `▼ 3.1 points`. Neither good nor bad: nothing stands beside it."""
    if week is None or measure.before is None:
        return ""
    apart = gap(week - measure.before, measure.unit).removesuffix(f" {measure.unit}")
    if apart.startswith("±"):
        return "● as before"
    return f"{'▲' if apart.startswith('+') else '▼'} {apart[1:]}"


def _maybe(value: float | None, unit: str) -> str:
    return "–" if value is None else level(value, unit)


def day_rows(proof: Proof, timezone: str) -> Iterator[DayRow]:
    """Every reading of the measure that decides; a side with too few people is a dash."""
    effect = proof.deciding
    for one in proof.readings if effect is not None else ():
        unit = "share" if effect is None else effect.unit
        yield DayRow(
            day=f"Day {day_number(one.day, proof.shipped.starts_at, timezone)}, {short_day(one.day)}",
            with_it="–" if one.with_it is None else level(one.with_it, unit),
            without="–" if one.without is None else level(one.without, unit),
            gap="–" if one.value is None else gap(one.value, unit).removesuffix(f" {unit}"),
            any_time="–" if one.low is None or one.high is None else bounds(one.low, one.high, unit),
        )
