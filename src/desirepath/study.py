"""The story as one function: what the traces of a rollout say, as of a date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from desirepath.catalogue import entries
from desirepath.observe.case_base import CaseBase, read_case_base
from desirepath.observe.cases import SINCE_GO_LIVE, Frame, cases_per_variant_period_and_verdict
from desirepath.observe.count import count
from desirepath.observe.counted import Counted, period_order
from desirepath.observe.local_time import DAY, microseconds, moment, zone_between
from desirepath.observe.picture import VariantCount, conformance_of, picture_of, variant_counts
from desirepath.observe.tables import Tables
from desirepath.ports import Means
from desirepath.prove import metrics
from desirepath.statistics.suppression import hidden_cells, hidden_rows
from desirepath.vocabulary.conformance import WorkflowConformance
from desirepath.vocabulary.estimate import NotEnoughData
from desirepath.vocabulary.metric import Measurement, Metric, Ratio
from desirepath.vocabulary.rollout import Rollout
from desirepath.vocabulary.study import Study, TableInput

Measure = Callable[[Counted], Iterator[Measurement]]


def metric_catalogue() -> dict[str, Metric]:
    """The metrics by name."""
    return {name: entry.constant for name, entry in entries(metrics, "METRIC").items()}


def read_cases(rollout: Rollout, tables: Tables, means: Means) -> tuple[CaseBase, tuple[VariantCount, ...]]:
    """The judged cases as of the rollout's date, and how many there are of each variant and verdict."""
    as_of = microseconds(rollout.as_of) if rollout.as_of else tables.last_at + 1
    zone = zone_between(rollout.timezone, tables.first_at - 2 * DAY, max(tables.last_at, as_of) + 2 * DAY)
    frame = Frame(rollout=rollout, zone=zone, as_of=as_of)
    base = read_case_base(tables.before(as_of), frame, means)
    rows = means.engine.fetch(cases_per_variant_period_and_verdict(base.judged))
    return base, variant_counts(base, rows)


def conformance(rollout: Rollout, tables: Tables, means: Means) -> tuple[WorkflowConformance, ...]:
    """Every variant of every workflow beside its approved path."""
    _, counts = read_cases(rollout, tables, means)
    return tuple(conformance_of(workflow, counts) for workflow in rollout.workflows)


def study(rollout: Rollout, tables: Tables, inputs: Sequence[TableInput], means: Means) -> Study:
    """Observe, count, measure, and hold the floor."""
    base, counts = read_cases(rollout, tables, means)
    catalogue = entries(metrics, "METRIC")
    ratios: tuple[Ratio, ...] = tuple(
        dict.fromkeys(ratio for entry in catalogue.values() for ratio in entry.constant.ratios)
    )
    counted = count(base, tables.before(base.frame.as_of), ratios, means)
    rows = [row for entry in catalogue.values() for row in entry.module.measure(counted)]
    shown, suppressed = hold_the_floor(rows, rollout.smallest_group)
    return Study(
        rollout=rollout.id,
        title=rollout.title,
        go_live=rollout.go_live,
        as_of=moment(base.frame.as_of if rollout.as_of else tables.last_at),
        timezone=rollout.timezone,
        unit="users" if tables.have_people else "cases",
        smallest_group=rollout.smallest_group,
        cuts=base.cuts.all,
        inputs=tuple(inputs),
        metrics=tuple(sorted(shown, key=_order)),
        workflows=tuple(picture_of(workflow, base, counts) for workflow in rollout.workflows),
        suppressed=suppressed,
    )


def hold_the_floor(rows: Sequence[Measurement], floor: int) -> tuple[list[Measurement], int]:
    """The rows that may be shown, and how many were left out.

    Rows of cohorts, categories and weeks below the floor go, with what would give them away; for everyone,
    a row below the floor stays as "not enough data" without its count.
    """
    breakdowns: dict[tuple[object, ...], list[int]] = {}
    for number, row in enumerate(rows):
        breakdowns.setdefault(_breakdown(row), []).append(number)
    hidden: set[int] = set()
    for numbers in breakdowns.values():
        hidden |= _hidden_of(numbers, rows, floor)
    shown = [
        _unseen(row, floor) if _is_whole(row) else row
        for number, row in enumerate(rows)
        if number not in hidden or _is_whole(row)
    ]
    return shown, len(rows) - len(shown)


def _breakdown(row: Measurement) -> tuple[object, ...]:
    attribute = row.cohort.pairs[0][0] if row.cohort.pairs else ""
    return row.metric, row.workflow, row.step, attribute, row.cut, row.category is not None


def _is_whole(row: Measurement) -> bool:
    return row.cohort.is_everyone and row.category is None


def _hidden_of(numbers: Sequence[int], rows: Sequence[Measurement], floor: int) -> set[int]:
    by_cell: dict[tuple[str, str], int] = {}
    for number in numbers:
        row = rows[number]
        by_cell[f"{row.cohort}|{row.category}|{row.cut}", row.period] = number
    sizes = {cell: rows[number].size for cell, number in by_cell.items()}
    weeks = {cell: size for cell, size in sizes.items() if cell[1] != SINCE_GO_LIVE}
    hidden = {by_cell[cell] for cell in hidden_cells(weeks, floor)}
    overall = [cell for cell in sizes if cell[1] == SINCE_GO_LIVE]
    hidden |= {by_cell[overall[row]] for row in hidden_rows([sizes[cell] for cell in overall], floor)}
    return hidden | {number for number in numbers if 0 < rows[number].size < floor}


def _unseen(row: Measurement, floor: int) -> Measurement:
    if row.size >= floor and not isinstance(row.result, NotEnoughData):
        return row
    if isinstance(row.result, NotEnoughData):
        below = 0 < row.size < floor or (row.result.observed or 0) < floor
        return replace(row, result=replace(row.result, observed=None)) if below else row
    return replace(
        row, result=NotEnoughData(observed=None, needed=floor, because="people in the smallest group shown"), more={}
    )


def _order(row: Measurement) -> tuple[object, ...]:
    return (
        row.workflow,
        row.metric,
        row.step or "",
        row.cohort.pairs,
        row.cut or "",
        row.category or "",
        period_order(row.period),
    )
