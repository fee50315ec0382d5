"""What a console let go live is read beside the rollout file, once, and the rollout file is left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from desirepath.connectors.rollout_file import read_rollout
from desirepath.observe.assignments import shipped_in
from desirepath.runs.opened_rollout import opened_rollout
from desirepath.runs.shipped_interventions import SHIPPED_FILE, with_shipped
from desirepath.runs.simulate import simulate
from desirepath.simulate.plan import SimulationPlan

HEAD = "intervention_id,workflow,step,kind,blocker,cohort,starts_at,ends_at,design,held_out_percent"
ROW = "help-1,purchase_request,quote,field_level_help,workflow_friction,region=EMEA,2025-09-10T08:00:00Z,,holdout,20"


@pytest.fixture
def rollout_file(tmp_path: Path) -> Path:
    """A small made-up rollout without anything that was shipped."""
    return simulate(SimulationPlan(seed=7, events=2_000), tmp_path, lambda _: None)


def ship(rollout_file: Path, name: str = SHIPPED_FILE) -> None:
    (rollout_file.parent / name).write_text(f"{HEAD}\n{ROW}\n", encoding="utf-8")


def name(rollout_file: Path, source: str) -> None:
    text = rollout_file.read_text(encoding="utf-8")
    rollout_file.write_text(text.replace("sources:\n", f"sources:\n  - {source}\n"), encoding="utf-8")


def shipped(rollout_file: Path) -> tuple[list[tuple[str, float | None]], int, tuple[str, ...]]:
    """Id and share held out of every intervention that was read; rows that came twice, and what is said of files that did."""
    asked = {"as_of": None, "engine": "duckdb", "warehouse": None, "progress": lambda _: None}
    with opened_rollout(rollout_file, **asked) as (_, tables, inputs, running):
        found = shipped_in(running.fetch(tables.interventions).to_pylist())
    (came,) = [one for one in inputs if one.table == "interventions"]
    twice = tuple(one for one in came.remarks if "read once" in one)
    return [(one.id, one.held_out) for one, _ in found], came.duplicates, twice


def test_it_is_read_without_being_named_and_the_rollout_file_stays_as_it_is(rollout_file: Path) -> None:
    before = rollout_file.read_bytes()
    ship(rollout_file)
    assert shipped(rollout_file) == ([("help-1", 0.2)], 0, ())
    assert rollout_file.read_bytes() == before


@pytest.mark.parametrize("file", [SHIPPED_FILE, f"./{SHIPPED_FILE}", "shipped-*.csv"])
def test_whoever_named_it_has_it_once_and_without_a_remark(rollout_file: Path, file: str) -> None:
    ship(rollout_file)
    name(rollout_file, f"{{table: interventions, file: {file!r}}}")
    assert shipped(rollout_file) == ([("help-1", 0.2)], 0, ())


def test_whoever_named_a_copy_of_it_has_it_once_and_is_told(rollout_file: Path) -> None:
    ship(rollout_file)
    ship(rollout_file, "mine.csv")
    name(rollout_file, "{table: interventions, file: mine.csv}")
    found, _, remarks = shipped(rollout_file)
    assert found == [("help-1", 0.2)]
    assert remarks == (f"{SHIPPED_FILE} has the same content as mine.csv and is read once",)


def test_an_intervention_of_ones_own_stands_beside_it_and_one_that_is_in_both_counts_once(rollout_file: Path) -> None:
    ship(rollout_file)
    mine = ROW.replace("help-1", "mine")
    (rollout_file.parent / "mine.csv").write_text(f"{HEAD}\n{ROW}\n{mine}\n", encoding="utf-8")
    name(rollout_file, "{table: interventions, file: mine.csv}")
    found, duplicates, _ = shipped(rollout_file)
    assert (found, duplicates) == ([("help-1", 0.2), ("mine", 0.2)], 1)


def test_where_nothing_went_live_no_source_is_added(rollout_file: Path) -> None:
    rollout = read_rollout(rollout_file)
    assert with_shipped(rollout) is rollout
