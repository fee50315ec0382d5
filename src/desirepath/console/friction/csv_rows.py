"""The list of friction points as rows of a table, with the same floor as on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desirepath.console.friction.shown import ListShown
from desirepath.report.friction_floor import impact_is_hidden
from desirepath.report.wording import FEW
from desirepath.vocabulary.study import Study

HEADER = (
    "rank",
    "key",
    "workflow",
    "step",
    "cohort",
    "symptom",
    "blocker",
    "probability",
    "standing",
    "people",
    "cases",
    "hours",
    "cost",
    "currency",
    "state",
    "owner",
    "due",
    "in_newest",
)


def csv_rows(shown: ListShown, study: Study) -> Iterator[Sequence[object]]:
    """A row for every friction point found, then one for each that is gone, without figures."""
    for line in (*shown.lines, *shown.dismissed):
        point, seen = line.found.point, line.seen
        hidden = impact_is_hidden(point, study)
        impact = point.impact
        figures: tuple[object, ...] = (
            FEW if hidden else impact.people if study.unit == "users" else "",
            FEW if hidden else impact.cases,
            FEW if hidden else round(impact.hours, 1),
            "" if hidden or impact.cost is None else round(impact.cost, 2),
            impact.currency,
        )
        yield (
            point.rank,
            line.found.key,
            point.workflow,
            point.step,
            str(point.cohort),
            point.symptom.value,
            point.blocker.value,
            round(point.probability, 3),
            point.standing.value,
            *figures,
            line.state,
            "" if seen is None else seen.owner,
            "" if seen is None else seen.due,
            "yes",
        )
    for one in shown.gone:
        seen = one.seen
        named = (seen.key, seen.workflow, seen.step, str(seen.cohort), seen.symptom)
        yield ("", *named, *([""] * 8), seen.state, seen.owner, seen.due, "no")
