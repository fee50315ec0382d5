"""What was shipped, in the columns of the table that proofs are made from."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import TestCase

from desirepath.connectors.rollout_file import read_rollout
from desirepath.console.friction.reads import PointSeen
from desirepath.console.interventions.actions.draft_intervention import draft_intervention
from desirepath.console.interventions.actions.go_live import go_live
from desirepath.console.interventions.actions.retire import retire
from desirepath.console.interventions.models import Intervention
from desirepath.console.interventions.shipped_file import FILE, interventions_csv
from desirepath.console.workspaces.permissions import Role
from desirepath.observe.assignments import shipped_in
from desirepath.runs.diagnose import opened_rollout
from desirepath.vocabulary.tables import INTERVENTIONS
from tests.console.conftest import client_of
from tests.console.interventions.made_drafts import bring, draft_for, seen
from tests.console.stage import Stage

STARTED = datetime(2026, 9, 1, 8, tzinfo=UTC)


def rows(stage: Stage) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(interventions_csv(stage.rollout.id))))


@pytest.mark.django_db
def test_its_columns_are_those_of_the_table_and_none_that_must_be_is_missing() -> None:
    [header] = csv.reader(io.StringIO(interventions_csv(0)))
    assert set(header) <= {column.name for column in INTERVENTIONS.columns}
    assert {column.name for column in INTERVENTIONS.columns if column.required} <= set(header)


@pytest.mark.parametrize("state", ["draft", "review", "staged"])
def test_what_never_was_live_is_not_in_it(stage: Stage, slug: str, state: str) -> None:
    bring(stage, slug, state)
    assert rows(stage) == []


def test_what_is_live_stands_in_it_as_it_is(stage: Stage, point: PointSeen, slug: str) -> None:
    bring(stage, slug, "live")
    Intervention.objects.filter(slug=slug).update(starts_at=STARTED)
    cohort = ";".join(f"{name}={value}" for name, value in point.cohort.pairs)
    assert rows(stage) == [
        {
            "intervention_id": "help-for-the-quote",
            "workflow": "purchase_request",
            "step": "quote",
            "kind": "field_level_help",
            "blocker": "workflow_friction",
            "cohort": cohort,
            "starts_at": "2026-09-01T08:00:00Z",
            "ends_at": "",
            "design": "holdout",
        }
    ]


def test_what_was_taken_down_has_an_end(stage: Stage, slug: str) -> None:
    bring(stage, slug, "retired")
    ended = seen(stage, slug).ends_at
    assert ended is not None
    assert rows(stage)[0]["ends_at"] == ended.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_going_live_and_retiring_write_the_file_once_all_is_kept(stage: Stage, point: PointSeen, slug: str) -> None:
    owner, file, before = stage.seats[Role.PROCESS_OWNER], stage.rollout.folder / FILE, stage.rollout.file.read_bytes()
    file.unlink(missing_ok=True)
    bring(stage, slug, "staged")
    with TestCase.captureOnCommitCallbacks(execute=True):
        go_live(owner, stage.rollout, slug, 1)
        assert not file.exists()
    assert file.read_text(encoding="utf-8") == interventions_csv(stage.rollout.id)
    with TestCase.captureOnCommitCallbacks(execute=True):
        retire(owner, stage.rollout, slug)
    [row] = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8")))
    assert row["ends_at"]
    assert stage.rollout.file.read_bytes() == before
    file.unlink()
    with TestCase.captureOnCommitCallbacks(execute=True):
        never = draft_intervention(stage.seats[Role.AUTHOR], stage.rollout, draft_for(point))
        retire(stage.seats[Role.AUTHOR], stage.rollout, never)
    assert not file.exists()


def test_proofs_are_made_from_the_file_as_it_is_downloaded(
    stage: Stage, point: PointSeen, slug: str, made_up: Path, tmp_path: Path
) -> None:
    bring(stage, slug, "live")
    went_live = read_rollout(made_up).go_live + timedelta(days=12)
    Intervention.objects.filter(slug=slug).update(starts_at=went_live)
    answer = client_of(stage.seats[Role.VIEWER]).get("/w/ours/r/purchase-requests/interventions/interventions.csv")
    for source in read_rollout(made_up).sources:
        shutil.copy(made_up.parent / source.file, tmp_path / source.file)
    (tmp_path / "shipped.csv").write_bytes(answer.content)
    text = made_up.read_text(encoding="utf-8")
    text = text.replace("sources:\n", "sources:\n  - {table: interventions, file: shipped.csv}\n")
    (tmp_path / "rollout.yaml").write_text(text, encoding="utf-8")
    asked = {"as_of": None, "engine": "duckdb", "warehouse": None, "progress": lambda _: None}
    with opened_rollout(tmp_path / "rollout.yaml", **asked) as (_, tables, _, running):
        [(shipped, _)] = shipped_in(running.fetch(tables.interventions).to_pylist())
    assert (shipped.id, shipped.step, shipped.kind, shipped.design) == (slug, "quote", "field_level_help", "holdout")
    assert (shipped.cohort, shipped.starts_at) == (point.cohort, went_live)
