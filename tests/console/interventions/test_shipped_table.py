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
from desirepath.console.guides.written import Written
from desirepath.console.interventions.actions.draft_intervention import draft_intervention
from desirepath.console.interventions.actions.go_live import go_live
from desirepath.console.interventions.actions.retire import retire
from desirepath.console.interventions.actions.write_version import write_version
from desirepath.console.interventions.contents import Content
from desirepath.console.interventions.models import Intervention
from desirepath.console.interventions.shipped_file import interventions_csv
from desirepath.console.workspaces.permissions import Role
from desirepath.observe.assignments import shipped_in
from desirepath.runs.opened_rollout import opened_rollout
from desirepath.runs.shipped_interventions import SHIPPED_FILE
from desirepath.vocabulary.guidance.contents import FieldHelp
from desirepath.vocabulary.tables import INTERVENTIONS
from tests.console.conftest import client_of
from tests.console.interventions.made_drafts import bring, draft_for, newest, seen
from tests.console.stage import Stage

STARTED = datetime(2026, 9, 1, 8, tzinfo=UTC)


def rows(stage: Stage) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(interventions_csv(stage.rollout.id))))


def write_guide(stage: Stage, slug: str, held_out: float) -> None:
    """A new version, as a guide that holds out this share; each says something else."""
    number = newest(stage, slug)
    words = FieldHelp(at=("#quote",), purpose={"en": f"The quote, said {number} times"})
    content = Content.of_guide(Written(content=words, held_out=held_out), heading="Help for the quote")
    write_version(stage.seats[Role.AUTHOR], stage.rollout, slug, content, stands_on=number)


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
            "held_out_percent": "",
        }
    ]


@pytest.mark.parametrize(
    ("shares", "percent"),
    [((0.2,), "20"), ((0.0,), "0"), ((0.29,), "29"), ((0.2, 0.2), "20"), ((0.2, 0.1), ""), ((0.125,), "")],
    ids=["a fifth", "nobody", "no rounding down", "the same twice", "changed while it was live", "no whole per cent"],
)
def test_how_many_were_held_out_is_told_where_it_is_one_whole_number(
    stage: Stage, slug: str, shares: tuple[float, ...], percent: str
) -> None:
    for share in shares:
        write_guide(stage, slug, share)
        bring(stage, slug, "live")
    assert rows(stage)[0]["held_out_percent"] == percent
    retire(stage.seats[Role.PROCESS_OWNER], stage.rollout, slug)
    assert rows(stage)[0]["held_out_percent"] == percent


def test_a_share_that_never_went_live_is_not_told(stage: Stage, slug: str) -> None:
    write_guide(stage, slug, 0.2)
    bring(stage, slug, "live")
    write_guide(stage, slug, 0.5)
    assert rows(stage)[0]["held_out_percent"] == "20"


def test_of_what_is_not_drawn_nobody_is_held_out(stage: Stage, slug: str) -> None:
    write_guide(stage, slug, 0.2)
    bring(stage, slug, "live")
    Intervention.objects.filter(slug=slug).update(design="everyone")
    assert rows(stage)[0]["held_out_percent"] == ""


def test_what_was_taken_down_has_an_end(stage: Stage, slug: str) -> None:
    bring(stage, slug, "retired")
    ended = seen(stage, slug).ends_at
    assert ended is not None
    assert rows(stage)[0]["ends_at"] == ended.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_going_live_and_retiring_write_the_file_once_all_is_kept(stage: Stage, point: PointSeen, slug: str) -> None:
    owner, file, before = (
        stage.seats[Role.PROCESS_OWNER],
        stage.rollout.folder / SHIPPED_FILE,
        stage.rollout.file.read_bytes(),
    )
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


def test_proofs_are_made_from_the_file_as_it_is_downloaded_without_naming_it(
    stage: Stage, point: PointSeen, slug: str, made_up: Path, tmp_path: Path
) -> None:
    write_guide(stage, slug, 0.2)
    bring(stage, slug, "live")
    went_live = read_rollout(made_up).go_live + timedelta(days=12)
    Intervention.objects.filter(slug=slug).update(starts_at=went_live)
    answer = client_of(stage.seats[Role.VIEWER]).get("/w/ours/r/purchase-requests/interventions/interventions.csv")
    for source in read_rollout(made_up).sources:
        shutil.copy(made_up.parent / source.file, tmp_path / source.file)
    (tmp_path / SHIPPED_FILE).write_bytes(answer.content)  # which need not be named
    shutil.copy(made_up, tmp_path / "rollout.yaml")
    asked = {"as_of": None, "engine": "duckdb", "warehouse": None, "progress": lambda _: None}
    with opened_rollout(tmp_path / "rollout.yaml", **asked) as (_, tables, _, running):
        [(shipped, _)] = shipped_in(running.fetch(tables.interventions).to_pylist())
    assert (shipped.id, shipped.step, shipped.kind, shipped.design) == (slug, "quote", "field_level_help", "holdout")
    assert (shipped.cohort, shipped.starts_at, shipped.held_out) == (point.cohort, went_live, 0.2)
