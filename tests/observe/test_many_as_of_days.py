"""Tables that are loaded once tell of any day."""

import time
from datetime import date
from pathlib import Path

from desirepath.ports import Means
from desirepath.runs.diagnose import diagnose
from desirepath.runs.opened_rollout import as_of_date, opened_rollout
from desirepath.runs.simulate import simulate
from desirepath.simulate.plan import SimulationPlan
from desirepath.study import study

DAYS = (date(2025, 10, 10), date(2025, 9, 10))


def silent(_: str) -> None:
    """Show no progress."""


def test_tables_loaded_once_tell_of_two_days_what_each_tells_when_loaded_for_it(tmp_path: Path) -> None:
    file = simulate(SimulationPlan(seed=5, events=3_000), tmp_path / "made-up", silent)
    alone = [diagnose(file, as_of=day, progress=silent) for day in DAYS]
    with opened_rollout(file, as_of=None, engine="duckdb", warehouse=None, progress=silent) as opened:
        rollout, tables, inputs, engine = opened
        means = Means(engine, silent, time.monotonic)
        together = [study(as_of_date(rollout, day), tables, inputs, means) for day in DAYS]
    assert together == alone
    assert len({str(one.workflows) for one in alone}) == len(DAYS)
