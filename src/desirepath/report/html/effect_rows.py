"""The tables about one intervention: measures, cohorts, checks, who was shown it, what was watched, day by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from desirepath.report.effect_figures import bounds, gap_alone, level
from desirepath.report.effect_sentences import day_number, measure_said, verdict
from desirepath.report.kept_sentences import kept
from desirepath.report.sentence_parts import set_right, short_name
from desirepath.report.spoken import all_of, first_up, marked, said
from desirepath.report.svg.two_lines import effect_scale, effect_whisker, tick_said
from desirepath.report.wording import count, figure, short_day, words
from desirepath.vocabulary.effect import DesignCheck, Effect, Exposed, Proof, Role, WatchedMeasure

_HELD_OUT, _BOTH = marked("held out"), marked("met both, though drawn for one")
_ANSWERS = {True: marked("holds"), False: marked("fails"), None: marked("not known")}
_BETTER_IF = {"up": marked("%(unit)s, more is better"), "down": marked("%(unit)s, less is better")}
_CSS = {True: "holds", False: "fails", None: "not-known"}


def tone(effect: Effect) -> str:
    """What colour goes with the verdict: `good`, `bad`, `flat`."""
    return "good" if effect.helps else "bad" if effect.harms else "flat"


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
    """One assumption: what it is, whether it holds, and what was seen. `css` is the class of the answer."""

    title: str
    answer: str
    css: str
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
    return MeasureRow(
        title=first_up(title),
        of=said(effect.unit),
        decides=effect.role is Role.DECIDES,
        with_it=level(effect.with_it, effect.unit),
        without=level(effect.without, effect.unit),
        gap=gap_alone(effect.value, effect.unit),
        any_time=bounds(effect.low, effect.high, effect.unit),
        once=bounds(effect.once.low, effect.once.high, effect.unit),
        n=count(effect.n),
        verdict=verdict(effect),
        tone=tone(effect),
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
                    value=short_name(all_of(value for _, value in one.cohort.pairs)),
                    picture=effect_whisker((one.low, one.value, one.high), across, tone(one)),
                    gap=gap_alone(one.value, one.unit),
                    any_time=bounds(one.low, one.high, one.unit),
                    n=count(one.n),
                    verdict=verdict(one),
                )
                for one in found
                if _cut(one) == cut
            ),
        )
        for cut in dict.fromkeys(_cut(one) for one in found)
    )


def _cut(effect: Effect) -> str:
    return short_name(all_of(words(attribute.removeprefix("case:")) for attribute, _ in effect.cohort.pairs), 60)


def check_rows(checks: Sequence[DesignCheck]) -> tuple[CheckRow, ...]:
    """The checks, those that fail first, then those that are not known."""
    ordered = sorted(checks, key=lambda one: (one.holds is not False, one.holds is not None))
    return tuple(
        CheckRow(
            title=said(one.title),
            answer=said(_ANSWERS[one.holds]),
            css=_CSS[one.holds],
            says=set_right(kept(one.says)),
        )
        for one in ordered
    )


def exposed_rows(exposed: Exposed, floor: int) -> tuple[ExposedRow, ...]:
    """How many were shown it or held out, and what those shown did. Nothing where nobody is known to be either.

    Where nobody was held out, that and who met both goes unsaid.
    """
    if not exposed.shown and not exposed.held_out:
        return ()
    drawn = exposed.held_out != 0
    found = (
        (marked("shown it"), exposed.shown, False),
        (_HELD_OUT, exposed.held_out, False),
        (marked("opened it"), exposed.opened, True),
        (marked("completed it"), exposed.completed, True),
        (marked("dismissed it"), exposed.dismissed, True),
        (_BOTH, exposed.changed_arm, False),
    )
    return tuple(
        ExposedRow(
            title=said(title),
            people=said("fewer than %(floor)s", floor=floor) if people is None else count(people),
            of=said("%(share)s of those shown", share=figure(people / exposed.shown, "share"))
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
            title=short_name(said(one.title)),
            of=said(_BETTER_IF[one.better], unit=short_name(said(one.unit))),
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
    apart = gap_alone(week - measure.before, measure.unit)
    if apart.startswith("±"):
        return said("● as before")
    return f"{'▲' if apart.startswith('+') else '▼'} {apart[1:]}"


def _maybe(value: float | None, unit: str) -> str:
    return "–" if value is None else level(value, unit)


def day_rows(proof: Proof, timezone: str) -> Iterator[DayRow]:
    """Every reading of the measure that decides; a side with too few people is a dash."""
    effect = proof.deciding
    for one in proof.readings if effect is not None else ():
        unit = "share" if effect is None else effect.unit
        yield DayRow(
            day=said(
                "Day %(n)s, %(day)s",
                n=day_number(one.day, proof.shipped.starts_at, timezone),
                day=short_day(one.day),
            ),
            with_it="–" if one.with_it is None else level(one.with_it, unit),
            without="–" if one.without is None else level(one.without, unit),
            gap="–" if one.value is None else gap_alone(one.value, unit),
            any_time="–" if one.low is None or one.high is None else bounds(one.low, one.high, unit),
        )
