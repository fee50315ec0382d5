"""The same expressions on DuckDB and on Spark give the same numbers."""

import os
import shutil
from pathlib import Path

import pytest

from desirepath.runs.diagnose import diagnose
from desirepath.runs.simulate import simulate
from desirepath.simulate.plan import SimulationPlan
from desirepath.vocabulary.estimate import Estimate


@pytest.mark.spark
def test_spark_and_duckdb_tell_the_same_of_a_rollout(tmp_path: Path) -> None:
    if shutil.which("java") is None:
        assert not os.environ.get("CI"), "the smoke run on Spark needs Java"
        pytest.skip("needs Java")
    rollout = simulate(SimulationPlan(seed=11, events=12_000), tmp_path / "made-up", lambda _: None)
    duck = diagnose(rollout, progress=lambda _: None)
    spark = diagnose(rollout, engine="local[2]", progress=lambda _: None)
    assert spark.workflows == duck.workflows
    assert spark.health == duck.health
    assert spark.suppressed == duck.suppressed
    assert any(isinstance(row.result, Estimate) for row in duck.metrics)
    assert spark.metrics == duck.metrics
