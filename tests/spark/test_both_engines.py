"""The same expressions on DuckDB and on Spark give the same numbers."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from desirepath.runs.diagnose import diagnose
from desirepath.runs.prove import prove
from desirepath.runs.simulate import simulate
from desirepath.simulate.plan import DEMO_FRICTION, PlannedFix, SimulationPlan
from desirepath.vocabulary.cohort import EVERYONE
from desirepath.vocabulary.estimate import Estimate


@pytest.fixture
def java() -> None:
    if shutil.which("java") is None:
        assert not os.environ.get("CI"), "the smoke run on Spark needs Java"
        pytest.skip("needs Java")


QUICKER = """\
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
"""
"""Of a few rows nothing pays that makes many rows quick: no program is compiled for each question."""


@pytest.fixture
def quicker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "spark-defaults.conf").write_text(QUICKER, encoding="utf-8")
    monkeypatch.setenv("SPARK_CONF_DIR", str(tmp_path))


@pytest.mark.spark
@pytest.mark.usefixtures("java", "quicker")
def test_spark_and_duckdb_tell_the_same_of_a_rollout(tmp_path: Path) -> None:
    same_of_a_rollout(tmp_path, 4_000)


@pytest.mark.spark
@pytest.mark.long
@pytest.mark.usefixtures("java")
def test_they_do_so_of_more_events_with_spark_as_it_comes(tmp_path: Path) -> None:
    same_of_a_rollout(tmp_path, 12_000)


def same_of_a_rollout(tmp_path: Path, events: int) -> None:
    rollout = simulate(SimulationPlan(seed=11, events=events), tmp_path / "made-up", lambda _: None)
    duck = diagnose(rollout, progress=lambda _: None)
    spark = diagnose(rollout, engine="local[2]", progress=lambda _: None)
    assert spark.workflows == duck.workflows
    assert spark.health == duck.health
    assert spark.suppressed == duck.suppressed
    assert any(isinstance(row.result, Estimate) for row in duck.metrics)
    assert spark.metrics == duck.metrics


@pytest.mark.spark
@pytest.mark.long
@pytest.mark.usefixtures("java")
def test_spark_and_duckdb_tell_the_same_effects(tmp_path: Path) -> None:
    fix = PlannedFix(kind="field_level_help", addresses="workflow_friction", held_out=0.4)
    everyone = replace(DEMO_FRICTION, cohort=EVERYONE)
    plan = SimulationPlan(seed=11, events=12_000, frictions=(everyone,), fixes=(fix,))
    rollout = simulate(plan, tmp_path / "made-up", lambda _: None)
    duck = prove(rollout, progress=lambda _: None)
    assert duck.proofs[0].deciding is not None
    assert prove(rollout, engine="local[2]", progress=lambda _: None) == duck
