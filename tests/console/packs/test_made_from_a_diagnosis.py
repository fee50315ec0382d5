"""A pack stands on what is kept of a diagnosis, and is made again from it: equal, or it is named what differs."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from desirepath.cli.main import run as typed
from desirepath.connectors.rollout_file import read_rollout
from desirepath.console.packs.reads import PackSeen
from desirepath.report.schemas import governance_schema
from desirepath.runs.kept_diagnosis import kept_diagnosis
from desirepath.runs.kept_pack import FORMS, FromDiagnosis, costs_in, file_of, pack_of
from desirepath.runs.kept_values import keep_value
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.held import Held
from desirepath.vocabulary.pack import Grid
from desirepath.vocabulary.plan45 import Register
from tests.console.packs.changed_digits import change_a_digit
from tests.console.stage import Stage


@pytest.fixture
def copied(pack: PackSeen, tmp_path: Path) -> Path:
    """Files of the pack, and the diagnosis that it stands on in the folder `run`, to be changed."""
    assert pack.diagnosis is not None
    shutil.copytree(pack.folder, tmp_path / "pack")
    shutil.copytree(pack.diagnosis.folder, tmp_path / "run")
    return tmp_path


def verify(copied: Path, form: str) -> int:
    return typed(["report", "--verify", str(file_of(copied / "pack", form)), "--diagnosis", str(copied / "run")])


def test_the_ledger_is_as_its_schema_says_and_names_the_parts_of_the_diagnosis(pack: PackSeen) -> None:
    ledger = json.loads(file_of(pack.folder, "json").read_text(encoding="utf-8"))
    Draft202012Validator(governance_schema()).validate(ledger)
    assert [one["name"] for one in ledger["recipe"]["diagnosis"]] == ["study.kept", "proofs.kept", "held.kept"]
    assert ledger["recipe"]["sources"] == []


def test_its_figures_are_those_that_pages_show(pack: PackSeen) -> None:
    assert pack.diagnosis is not None
    study = kept_diagnosis(pack.diagnosis.folder).study
    shown = {round(row.result.value, 6) for row in study.metrics if isinstance(row.result, Estimate)}
    ledger = json.loads(file_of(pack.folder, "json").read_text(encoding="utf-8"))
    plain = [
        one["value"]
        for one in ledger["figures"]
        if one["origin"]["document"] == "diagnosis" and not one["origin"]["more"] and one["origin"]["step"] is None
    ]
    assert len(plain) > 20
    assert [one for one in plain if one is not None and one not in shown] == []


def test_a_cohort_whose_figures_are_of_an_earlier_day_is_named_with_that_day(pack: PackSeen, tmp_path: Path) -> None:
    assert pack.diagnosis is not None
    shutil.copytree(pack.diagnosis.folder, tmp_path / "run")
    since = datetime(2025, 9, 21, tzinfo=UTC)
    cohorts = (Cohort((("role", "buyer"),)), Cohort((("role", "nobody has this one"),)))
    keep_value(
        tmp_path / "run" / "held.kept",
        tuple(Held(workflow="purchase_request", cohort=one, span="since_go_live", since=since) for one in cohorts),
    )
    rollout = (tmp_path / "run" / "rollout.yaml").read_bytes()
    made = pack_of(FromDiagnosis(diagnosis=tmp_path / "run", rollout=rollout, register=Register()))
    [held] = [one for one in made.sections if one.id == "held"]
    [table] = [one for one in held.blocks if isinstance(one, Grid)]
    assert table.rows == (("Buyers", "since go-live", "21 Sep 2025"),)  # midnight in UTC is 2 o'clock in Amsterdam
    assert [one.id for one in made.sections][-2:] == ["held", "recipe"]


def test_what_an_hour_and_a_case_cost_is_that_of_the_rollout_file(stage: Stage) -> None:
    text, read = stage.rollout.file.read_text(encoding="utf-8"), read_rollout(stage.rollout.file)
    costs = costs_in(text)
    assert costs.hourly_cost == read.hourly_cost
    assert costs.hourly_cost is not None
    assert costs.minutes == {one.id: one.minutes for one in read.workflows}
    assert costs_in(text.replace("path:", "bpmn: gone.bpmn\n    old_path:")).minutes == costs.minutes


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_confirmed_from_the_kept_diagnosis(
    form: str, copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(copied, form) == 0
    assert "are as computed from the same data." in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("form", FORMS)
def test_one_changed_digit_is_found_in_each_form(form: str, copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change_a_digit(copied / "pack", form)
    assert verify(copied, form) == 2
    assert "should be" in capsys.readouterr().err


def test_a_diagnosis_that_is_another_is_named_and_nothing_is_compared(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (copied / "run" / "study.kept").open("ab") as kept:
        kept.write(b" ")
    (copied / "run" / "proofs.kept").unlink()
    assert verify(copied, "html") == 2
    said = capsys.readouterr().err
    assert "`study.kept` (diagnosis) is no longer the same." in said
    assert "`proofs.kept` (diagnosis) is not there any more." in said
    assert "should be" not in said


def test_a_rollout_file_of_another_version_is_named(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = copied / "run" / "rollout.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("amount: 48", "amount: 49"), encoding="utf-8")
    assert verify(copied, "pptx") == 2
    assert "the rollout file `rollout.yaml` is no longer the same." in capsys.readouterr().err


def test_the_rollout_file_may_lie_elsewhere(copied: Path, tmp_path: Path) -> None:
    (copied / "run" / "rollout.yaml").rename(tmp_path / "as-it-was.yaml")
    asked = ["--verify", str(file_of(copied / "pack", "json")), "--diagnosis", str(copied / "run")]
    assert typed(["report", *asked]) == 2
    assert typed(["report", *asked, "--rollout", str(tmp_path / "as-it-was.yaml")]) == 0


def test_without_the_diagnosis_it_is_said_how_to_verify_it(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(["report", "--verify", str(file_of(copied / "pack", "pdf"))]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "a console made it from a diagnosis that it keeps" in said
    assert "`--diagnosis`" in said


def test_a_pack_that_was_made_from_sources_is_not_held_against_a_diagnosis(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = file_of(copied / "pack", "json")
    ledger = json.loads(file.read_text(encoding="utf-8"))
    ledger["recipe"]["diagnosis"] = []
    file.write_text(json.dumps(ledger), encoding="utf-8")
    assert verify(copied, "json") == 2
    assert "Leave `--diagnosis` out." in capsys.readouterr().err
