"""`desirepath report governance` and `report --verify` as they are typed: the files, what is confirmed, what is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from desirepath.cli.main import run
from desirepath.report.pack.embedded import ledger_in
from desirepath.report.schemas import governance_schema
from tests.once import made_once

FORMS = ("json", "html", "pdf", "pptx")


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up rollout with the pack of it in the folder `pack`."""
    return made_once(tmp_path_factory, "packed", pack) / "rollout"


def pack(into: Path) -> None:
    folder = into / "rollout"
    asked = "--seed 5 --events 6000 --cohort everyone --fix right --held-out 40 --days-after 50 --format csv"
    assert run(["--quiet", "simulate", *asked.split(), "--out", str(folder)]) == 0
    assert run(["--quiet", "report", "governance", str(folder / "rollout.yaml"), "--out", str(folder / "pack")]) == 0


@pytest.fixture
def copied(packed: Path, tmp_path: Path) -> Path:
    """A copy of it to be changed."""
    return Path(shutil.copytree(packed, tmp_path / "rollout"))


def test_every_form_is_written_and_the_ledger_is_as_its_schema_says(packed: Path) -> None:
    assert {file.name for file in (packed / "pack").iterdir()} == {f"governance.{form}" for form in FORMS}
    ledger = json.loads((packed / "pack" / "governance.json").read_text(encoding="utf-8"))
    Draft202012Validator(governance_schema()).validate(ledger)
    assert {one["table"] for one in ledger["recipe"]["sources"]} >= {"events", "people", "tickets", "interventions"}
    assert len(ledger["figures"]) > 80


@pytest.mark.parametrize("form", FORMS[:3])
def test_every_form_carries_the_same_ledger(form: str, packed: Path) -> None:
    """So that whatever is confirmed of one of them holds for all."""
    ledger = json.loads((packed / "pack" / "governance.json").read_text(encoding="utf-8"))
    assert ledger_in((packed / "pack" / f"governance.{form}").read_bytes(), form) == ledger


@pytest.mark.parametrize(
    "form", ["html", *(pytest.param(form, marks=pytest.mark.long) for form in ("json", "pdf", "pptx"))]
)
def test_each_form_is_confirmed(form: str, packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = packed / "pack" / f"governance.{form}"
    assert run(["report", "--verify", str(file)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "are as computed from the same data." in said
    assert "All " in said


def test_one_changed_digit_is_named_with_what_it_should_be(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = copied / "pack" / "governance.json"
    ledger = json.loads(file.read_text(encoding="utf-8"))
    figure = next(one for one in ledger["figures"] if one["value"] is not None)
    was = figure["value"]
    figure["value"] = round(was + 0.000001, 6)
    file.write_text(json.dumps(ledger), encoding="utf-8")
    assert run(["report", "--verify", str(file)]) == 2
    assert f"figure {figure['id']}, value: {figure['value']} should be {was}." in capsys.readouterr().err


def test_a_file_that_changed_is_named_and_nothing_is_compared(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (copied / "tickets.csv").open("a", encoding="utf-8") as tickets:
        tickets.write("\n")
    (copied / "labels.csv").write_text("phrase,blocker\n", encoding="utf-8")
    assert run(["report", "--verify", str(copied / "pack" / "governance.html")]) == 2
    said = capsys.readouterr().err
    assert "`tickets.csv` (tickets) is no longer the same." in said
    assert "`labels.csv` (labels) was not there when it was made." in said
    assert "should be" not in said


def test_a_rollout_file_that_changed_is_named(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = copied / "rollout.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("amount: 48", "amount: 49"), encoding="utf-8")
    assert run(["report", "--verify", str(copied / "pack" / "governance.pptx")]) == 2
    assert "the rollout file `rollout.yaml` is no longer the same." in capsys.readouterr().err


def test_a_pack_apart_from_its_rollout_file_asks_for_it(
    packed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = tmp_path / "far" / "away" / "board.json"
    alone.parent.mkdir(parents=True)
    shutil.copy(packed / "pack" / "governance.json", alone)
    assert run(["report", "--verify", str(alone)]) == 2
    assert "Name it with `--rollout`." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--verify", "rollout.yaml"], "this is no governance pack"),
        (["--verify", "nothing.pdf"], "it cannot be read"),
        (["--verify", "pack/governance.json", "kit", "--blank", "--out", "x"], "stand alone"),
        (["governance", "rollout.yaml", "--out", "rollout.yaml"], "this is a file"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    arguments: list[str], says: str, packed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(packed)
    assert run(["report", *arguments]) == 2
    assert says in capsys.readouterr().err
