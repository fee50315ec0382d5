"""Numbers as the sentences of gates and answers write them, and figures of what a study holds."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from desirepath.catalogue import entries
from desirepath.observe.cases import SINCE_GO_LIVE
from desirepath.prove import metrics
from desirepath.prove.plan45.seen import Seen
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.figure import Figure, Origin
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.metric import Metric

FEW = "fewer people than the smallest group"


@cache
def known_metrics() -> dict[str, Metric]:
    """The metrics by name."""
    return {name: entry.constant for name, entry in entries(metrics, "METRIC").items()}


def metric_title(name: str) -> str:
    """What a metric is called; its name where the catalogue has none."""
    found = known_metrics().get(name)
    return name if found is None else found.title


def share(value: float) -> str:
    """`71.3%`."""
    return f"{100 * value:.1f}%"


def amount(value: float, unit: str) -> str:
    """A share as per cent, anything else with two decimals."""
    return share(value) if unit.startswith("share") else f"{value:.2f}"


def measured(seen: Seen, metric: str, workflow: str, period: str = SINCE_GO_LIVE, cohort: Cohort = EVERYONE) -> Figure:
    """A metric of a workflow, or that there is not enough data for it."""
    row = seen.row(metric, workflow, period, cohort)
    result = None if row is None else row.result
    told = (f"{attribute}={value}" for attribute, value in cohort.pairs)
    nothing = Figure(
        id=":".join((metric, workflow, period, *told)),
        title=metric_title(metric),
        unit=known_metrics()[metric].unit if metric in known_metrics() else "",
        origin=Origin(document="diagnosis", workflow=workflow, metric=metric, cohort=cohort, period=period),
        value=None,
        because="it was not measured" if result is None else f"too few {getattr(result, 'because', 'cases')}",
    )
    if not isinstance(result, Estimate):
        return nothing
    return replace(
        nothing,
        unit=result.unit,
        value=result.value,
        low=result.low,
        high=result.high,
        n=result.n,
        method=result.method,
        because="",
    )


def excess(seen: Seen, point: FrictionPoint) -> Figure:
    """The cases of a friction point beyond what was to be expected; none where too few people stand behind them."""
    floor, impact = seen.study.smallest_group, point.impact
    told = (f"{attribute}={value}" for attribute, value in point.cohort.pairs)
    touched = (impact.people, impact.cases) if seen.study.unit == "users" else (impact.cases,)
    is_shown = not any(0 < one < floor for one in touched)
    return Figure(
        id=":".join(("excess", point.workflow, point.step, *told)),
        title="Cases beyond what was to be expected",
        unit="cases",
        origin=Origin(
            document="diagnosis",
            workflow=point.workflow,
            metric=point.symptom.value,
            step=point.step,
            cohort=point.cohort,
            more="impact.cases",
        ),
        value=float(impact.cases) if is_shown else None,
        because="" if is_shown else FEW,
    )
