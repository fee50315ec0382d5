"""The benchmark of effects in small: each design on a few made-up replications, with seeds that are never published.

It guards against what breaks; how often all holds is for `make bench-effects` to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from bench.effects import before_and_after, holdout, waves
from bench.effects.__main__ import DESIGNS, SEED, table
from bench.effects.runs import Row, Run
from bench.effects.targets import missed

REPLICATIONS, OTHER_SEED = 30, 1_004
EVERY = {"holdout": holdout.rows, "waves": waves.rows, "before and after": before_and_after.rows}


@pytest.fixture(scope="module", params=EVERY)
def rows(request: pytest.FixtureRequest) -> list[Row]:
    draw: Callable[[int, int], Iterator[Row]] = EVERY[request.param]
    return list(draw(REPLICATIONS, OTHER_SEED))


def of(rows: list[Row], reader: str) -> list[Row]:
    return [row for row in rows if row.reader == reader]


def test_no_seed_used_here_is_a_published_one() -> None:
    assert OTHER_SEED != SEED


def test_at_any_time_the_truth_is_held_on_all_days_together(rows: list[Row]) -> None:
    # At least 95 of 100; of 30, fewer than 26 come once in a hundred times where it is just that.
    assert [row.setting for row in of(rows, "at any time") if row.held_always < 26 / REPLICATIONS] == []


def test_what_helps_and_what_harms_is_told_and_what_does_nothing_is_not(rows: list[Row]) -> None:
    for row in of(rows, "at any time"):
        helped, harmed = {-1: (0.9, 0.0), 0: (0.0, 0.0), 1: (0.0, 0.9)}[int(np.sign(row.truth))]
        assert row.helped >= helped
        assert row.harmed >= harmed
        if row.truth >= 0:
            assert row.helped <= 0.1


def test_the_mean_error_is_no_more_than_chance(rows: list[Row]) -> None:
    for row in of(rows, "at any time"):
        errors = np.array([run.error for run in row.runs])
        assert abs(errors.mean()) <= 3.5 * errors.std(ddof=1) / len(errors) ** 0.5


def test_what_is_usual_stands_beside_it_and_is_worse(rows: list[Row]) -> None:
    naive = of(rows, "naive before and after")
    assert len(naive) == 3
    assert all(row.held_always < 0.8 for row in naive)


def test_a_row_that_misses_what_is_asked_is_named() -> None:
    wrong = Run(held_always=False, held_at_end=False, error=0.02, helped_on=3, harmed_on=None)
    row = Row(design="holdout, 50% held out", setting="does nothing", truth=0.0, reader="at any time", runs=[wrong] * 4)
    said = list(missed(row))
    assert [
        part in " ".join(said) for part in ("held every day in 0.0 %", "bias +2.00", "said to help in 100.0 %")
    ] == [True] * 3
    assert list(missed(Row(**{**_fields(row), "reader": "naive before and after"}))) == []


def test_the_median_day_counts_those_never_told_as_later_than_all() -> None:
    told, never = (
        Run(held_always=True, held_at_end=True, error=0.0, helped_on=day, harmed_on=None) for day in (7, None)
    )
    assert _row([told, told, never]).days_until_told == 7
    assert _row([told, never, never]).days_until_told is None


def test_the_table_has_a_line_for_each_row_and_every_design_is_in_the_benchmark() -> None:
    told = Run(held_always=True, held_at_end=True, error=0.001, helped_on=7, harmed_on=None)
    *_, line = table([_row([told])])
    assert line == "| holdout | helps (-8) | at any time | 100.0 | 100.0 | +0.10 | 100.0 | 0.0 | 7 |"
    assert len(DESIGNS) == 5


def _row(runs: list[Run]) -> Row:
    return Row(design="holdout", setting="helps", truth=-0.08, reader="at any time", runs=runs)


def _fields(row: Row) -> dict[str, object]:
    return {name: getattr(row, name) for name in ("design", "setting", "truth", "reader", "runs")}
