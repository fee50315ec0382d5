"""The governance pack and the weekly review of a rollout whose events were sent to a collector."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from desirepath.cli.main import run
from desirepath.runs.simulate import DrawnRollout, simulate_in_memory, write_drawn
from desirepath.simulate.plan import SimulationPlan
from desirepath.warehouse.lake.compact import compact
from tests.stories.sent_rollouts import sent_rollout


@pytest.fixture(scope="module")
def drawn() -> DrawnRollout:
    return simulate_in_memory(SimulationPlan(seed=11, events=4_000))


@pytest.fixture(scope="module")
def lake(drawn: DrawnRollout, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return sent_rollout(drawn, tmp_path_factory.mktemp("sent") / "made-up")


@pytest.fixture(scope="module")
def pack(lake: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _pack(lake, tmp_path_factory.mktemp("pack"))


def _pack(lake: tuple[Path, Path], out: Path) -> Path:
    file, warehouse = lake
    told = ["--quiet", "report", "governance", str(file), "--warehouse", str(warehouse), "--out", str(out)]
    assert run(told) == 0
    return out / "governance.json"


def _verify(lake: tuple[Path, Path], pack: Path) -> int:
    file, warehouse = lake
    return run(["report", "--verify", str(pack), "--rollout", str(file), "--warehouse", str(warehouse)])


def test_a_pack_is_confirmed_from_the_versions_of_the_tables_that_it_names(
    drawn: DrawnRollout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What has been written into the lake since then, changes nothing."""
    lake = sent_rollout(drawn, tmp_path / "made-up")
    pack = _pack(lake, tmp_path / "pack")
    before = _versions(pack)
    assert before.keys() >= {"events"}
    compact(lake[1], quiet_seconds=0)
    later = _versions(_pack(lake, tmp_path / "later"))
    assert later["events"] > before["events"]
    assert _verify(lake, pack) == 0
    assert "are as computed from the same data." in " ".join(capsys.readouterr().out.split())


def _versions(pack: Path) -> dict[str, int]:
    sources = json.loads(pack.read_text(encoding="utf-8"))["recipe"]["sources"]
    return {one["table"]: one["table_version"] for one in sources if one["table_version"] is not None}


def test_one_changed_digit_is_found_from_the_lake(
    lake: tuple[Path, Path], pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = pack.read_text(encoding="utf-8")
    changed = re.sub(r'("value": 0\.\d{3})(\d)', lambda found: found[1] + str((int(found[2]) + 1) % 10), text, count=1)
    assert changed != text
    copy = tmp_path / "governance.json"
    copy.write_text(changed, encoding="utf-8")
    assert _verify(lake, copy) == 2
    assert capsys.readouterr().err.count("should be") == 1


def test_without_the_lake_a_pack_made_from_it_is_neither_confirmed_nor_refuted(
    lake: tuple[Path, Path], pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "--verify", str(pack), "--rollout", str(lake[0])]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "Name the lake's folder with `--warehouse`." in said


def test_the_weekly_review_of_the_lake_is_that_of_the_files_and_names_its_versions(
    drawn: DrawnRollout, lake: tuple[Path, Path], tmp_path: Path
) -> None:
    file, warehouse = lake
    weekly = ["--quiet", "report", "weekly"]
    assert run([*weekly, str(file), "--warehouse", str(warehouse), "--out", str(tmp_path / "of-lake")]) == 0
    files = tmp_path / "files"
    files.mkdir()
    assert run([*weekly, str(write_drawn(drawn, files)), "--out", str(tmp_path / "of-files")]) == 0
    of_lake, of_files = (_review(tmp_path / name) for name in ("of-lake", "of-files"))
    assert of_lake.pop("table_versions").keys() >= {"events"}
    assert of_files.pop("table_versions") == {}
    assert of_files["as_of"]
    assert of_lake == of_files


def _review(folder: Path) -> dict[str, Any]:
    (document,) = folder.glob("*.json")
    told: dict[str, Any] = json.loads(document.read_text(encoding="utf-8"))
    return told


@pytest.mark.parametrize("command", ["weekly", "governance"])
def test_an_engine_that_is_none_is_refused_and_nothing_is_written(
    command: str, lake: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["report", command, str(lake[0]), "--engine", "abacus", "--out", str(tmp_path / "out")]
    assert run(["--quiet", *told]) == 2
    assert "abacus" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
