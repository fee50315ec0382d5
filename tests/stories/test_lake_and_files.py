"""One diagnosis, whether events lie in files or were sent to a collector, and whichever engine reads them."""

from __future__ import annotations

import json
import math
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desirepath.cli.main import run
from desirepath.report.diagnosis_json import diagnosis_document
from desirepath.report.effects_json import effects_document
from desirepath.runs.collected_rows import Warehouse
from desirepath.runs.diagnose import diagnose
from desirepath.runs.prove import prove
from desirepath.runs.simulate import DrawnRollout, simulate_in_memory, write_drawn
from desirepath.simulate.plan import DEMO_FRICTION, PlannedFix, SimulationPlan
from desirepath.vocabulary.cohort import EVERYONE
from desirepath.warehouse.lake.compact import compact
from tests.stories.changed_rollouts import silent
from tests.stories.sent_rollouts import sent_rollout


@pytest.fixture(scope="module")
def drawn() -> DrawnRollout:
    """With a friction, and with an intervention against it, whose exposures are sent as well."""
    fix = PlannedFix(kind="field_level_help", addresses="workflow_friction", held_out=0.4)
    friction = replace(DEMO_FRICTION, cohort=EVERYONE)
    return simulate_in_memory(SimulationPlan(seed=11, events=12_000, frictions=(friction,), fixes=(fix,)))


@pytest.fixture(scope="module")
def lake(drawn: DrawnRollout, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return sent_rollout(drawn, tmp_path_factory.mktemp("sent") / "made-up")


@pytest.fixture(scope="module")
def of_files(drawn: DrawnRollout, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    file = write_drawn(drawn, tmp_path_factory.mktemp("files"))
    return _told(diagnosis_document(diagnose(file, progress=silent)))


def _told(document: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(document))
    rows = {name: table["rows"] for name, table in told.pop("inputs", {}).items()}
    # Which file or collector rows came from is not what they say.
    return {**told, "rows": rows, "health": None, "table_versions": None}


def _alike(one: Any, other: Any, where: str = "") -> None:
    """Counts and words equal, and floats to nine digits."""
    if isinstance(one, dict):
        assert one.keys() == other.keys(), where
        for key, value in one.items():
            _alike(value, other[key], f"{where}.{key}")
    elif isinstance(one, list):
        assert len(one) == len(other), where
        for place, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            _alike(mine, theirs, f"{where}[{place}]")
    elif isinstance(one, float) and isinstance(other, float):
        assert math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12), f"{where}: {one} {other}"
    else:
        assert one == other, where


def test_what_was_sent_gives_the_diagnosis_of_the_files(lake: tuple[Path, Path], of_files: dict[str, Any]) -> None:
    file, warehouse = lake
    study = diagnose(file, warehouse=Warehouse.opened(warehouse), progress=silent)
    assert study.friction_points
    _alike(_told(diagnosis_document(study)), of_files)


def test_what_was_sent_gives_the_effects_of_the_files(
    drawn: DrawnRollout, lake: tuple[Path, Path], tmp_path: Path
) -> None:
    file, warehouse = lake
    sent = prove(file, warehouse=Warehouse.opened(warehouse), progress=silent)
    assert sent.table_versions.keys() >= {"events", "exposures"}
    in_files = prove(write_drawn(drawn, tmp_path), progress=silent)
    assert in_files.proofs[0].deciding is not None
    assert in_files.table_versions == {}
    _alike(_told(effects_document(sent)), _told(effects_document(in_files)))


@pytest.mark.spark
@pytest.mark.long
def test_spark_over_the_lake_gives_the_diagnosis_of_the_files(
    lake: tuple[Path, Path], of_files: dict[str, Any]
) -> None:
    if shutil.which("java") is None:
        assert not os.environ.get("CI"), "the run on Spark needs Java"
        pytest.skip("needs Java")
    file, warehouse = lake
    study = diagnose(file, engine="local[2]", warehouse=Warehouse.opened(warehouse), progress=silent)
    _alike(_told(diagnosis_document(study)), of_files)


def test_a_diagnosis_names_its_versions_and_can_be_read_again_from_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = simulate_in_memory(SimulationPlan(seed=11, events=2_000))
    file, warehouse = sent_rollout(drawn, tmp_path / "made-up")
    first, later, again = (tmp_path / name for name in ("first.json", "later.json", "again.json"))
    told = ["--quiet", "--warehouse", str(warehouse)]
    assert run(["diagnose", str(file), *told, "--json", str(first)]) == 0
    compact(warehouse, quiet_seconds=0)
    assert run(["diagnose", str(file), *told, "--json", str(later)]) == 0
    assert run(["diagnose", str(file), *told, "--json", str(again), "--as-read-by", str(first)]) == 0
    versions = [
        {name: table["table_version"] for name, table in json.loads(one.read_text())["inputs"].items()}
        for one in (first, later, again)
    ]
    assert again.read_bytes() == first.read_bytes()
    assert versions[1]["events"] > versions[0]["events"] == versions[2]["events"]
    _alike(_told(json.loads(later.read_text())), _told(json.loads(first.read_text())))
    assert run(["diagnose", str(file), "--quiet", "--as-read-by", str(first)]) == 2
    assert "Name it by `--warehouse`" in capsys.readouterr().err
