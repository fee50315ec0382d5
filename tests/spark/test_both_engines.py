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
    assert spark.suppressed == duck.suppressed
    assert len(spark.metrics) == len(duck.metrics)
    for one, other in zip(spark.metrics, duck.metrics, strict=True):
        assert (one.metric, one.cohort, one.period, one.step) == (other.metric, other.cohort, other.period, other.step)
        assert type(one.result) is type(other.result)
        if isinstance(one.result, Estimate) and isinstance(other.result, Estimate):
            assert one.result.value == pytest.approx(other.result.value, rel=1e-9)
            assert one.result.low == pytest.approx(other.result.low, rel=1e-6, abs=1e-9)
            assert one.result.high == pytest.approx(other.result.high, rel=1e-6, abs=1e-9)
