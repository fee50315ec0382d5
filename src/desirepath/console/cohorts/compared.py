"""Two cohorts beside each other by every headline metric, with how far they lie apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from markupsafe import Markup

from desirepath.console.cohorts.figures import Figure, catalogue, figure_of, of_cohorts
from desirepath.console.look.per_language import cached_per_language
from desirepath.report.measured import Measured
from desirepath.report.svg.scale import scale
from desirepath.report.svg.whisker import whisker
from desirepath.report.wording import HEADLINES, is_share, metric_title
from desirepath.report.wording import difference as difference_text
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.statistics.estimate_difference import difference
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.metric import Metric

ALIKE, HIGHER, LOWER = "alike", "higher", "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """The first minus the second. `word` is "higher" or "lower" only where the interval leaves out zero.

    `tone` says whether that is the good side of the metric: "good", "bad" or "flat".
    """

    estimate: Estimate
    text: str
    low: str
    high: str
    word: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One cohort's figure, and its dot on a scale that both sides share; no picture without a figure."""

    figure: Figure
    picture: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLine:
    """One metric of both; `apart` is None where one of them has no figure."""

    metric: str
    title: str
    one: Side
    other: Side
    apart: Apart | None


def cohorts_of(found: KeptDiagnosis, workflow: str) -> tuple[Cohort, ...]:
    """Everyone, and the cohorts of the workflow that are shown by themselves."""
    return (EVERYONE, *dict.fromkeys(of_cohorts(found.study, workflow).cohorts()))


@cached_per_language(maxsize=64)
def compared(found: KeptDiagnosis, workflow: str, one: Cohort, other: Cohort) -> tuple[ComparedLine, ...]:
    """Every headline metric that one of the two has a row of."""
    return tuple(_lines(of_cohorts(found.study, workflow), one, other))


def may_share_people(one: Cohort, other: Cohort) -> bool:
    """Whether people can be in both: two values of one cut are apart, all else can overlap."""
    return [cut for cut, _ in one.pairs] != [cut for cut, _ in other.pairs]


def _lines(measured: Measured, one: Cohort, other: Cohort) -> Iterator[ComparedLine]:
    for name in HEADLINES:
        rows = [measured.row(name, cohort=cohort) for cohort in (one, other)]
        if not any(rows):
            continue
        first, second = (figure_of(None if row is None else row.result) for row in rows)
        everyone = measured.estimate(name)
        pictures = _pictures((first.estimate, second.estimate), everyone)
        yield ComparedLine(
            metric=name,
            title=metric_title(name, catalogue()),
            one=Side(figure=first, picture=pictures[0]),
            other=Side(figure=second, picture=pictures[1]),
            apart=_apart(first.estimate, second.estimate, catalogue().get(name)),
        )


def _pictures(estimates: Iterable[Estimate | None], everyone: Estimate | None) -> list[Markup]:
    given = list(estimates)
    known = [one for one in (*given, everyone) if one]
    if not known:
        return [Markup("") for _ in given]
    bounds = [bound for one in known for bound in (one.low, one.high)]
    across = scale(bounds, 2.0, 98.0, within=(0.0, 1.0 if is_share(known[0].unit) else inf))
    return [whisker(one, across, everyone) if one else Markup("") for one in given]


def _apart(one: Estimate | None, other: Estimate | None, metric: Metric | None) -> Apart | None:
    if one is None or other is None or one.unit != other.unit:
        return None
    found = difference(one, other)
    word = HIGHER if found.low > 0 else LOWER if found.high < 0 else ALIKE
    high, low = (difference_text(bound, found.unit) for bound in (found.high, found.low))
    return Apart(
        estimate=found,
        text=difference_text(found.value, found.unit),
        low=_without_unit(low, high),
        high=high,
        word=word,
        tone=_tone(word, metric),
    )


def _without_unit(low: str, high: str) -> str:
    """The unit is said once, at the end."""
    for unit in (" points", " days"):
        if high.endswith(unit):
            return low.removesuffix(unit)
    return low


def _tone(word: str, metric: Metric | None) -> str:
    if word == ALIKE or metric is None:
        return "flat"
    return "good" if (word == HIGHER) == (metric.better == "up") else "bad"
