"""`desirepath prove` as it is typed: what it prints and writes, and what it says to a mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from desirepath.cli.main import run
from desirepath.report.schemas import effects_schema


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proved") / "rollout"
    asked = "--seed 5 --events 30000 --cohort everyone --fix right --held-out 40 --days-after 50"
    assert run(["--quiet", "simulate", *asked.split(), "--out", str(folder)]) == 0
    return folder / "rollout.yaml"


def test_it_prints_what_follows_and_writes_both_documents(
    made_up: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, page = tmp_path / "effects.json", tmp_path / "effects.html"
    assert run(["prove", str(made_up), "--json", str(file), "--html", str(page)]) == 0
    said = capsys.readouterr().out
    assert "Expand: Field-level help" in said
    document = json.loads(file.read_text(encoding="utf-8"))
    Draft202012Validator(effects_schema()).validate(document)
    assert document["interventions"][0]["decision"]["decision"] == "expand"
    assert "Field-level help" in page.read_text(encoding="utf-8")


def test_the_same_rollout_gives_the_same_document_byte_for_byte(made_up: Path, tmp_path: Path) -> None:
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    for file in files:
        assert run(["--quiet", "prove", str(made_up), "--json", str(file)]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_plan_says_how_many_days_it_takes(made_up: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["prove", str(made_up), "--plan", "--as-of", "2025-09-15", "--points", "20"]) == 0
    said = capsys.readouterr().out
    assert "days until a change of 20.0 points is told" in said
    assert " 50% held out: " in said


def test_without_the_tables_it_says_what_it_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--quiet", "simulate", "--events", "3000", "--out", str(tmp_path / "plain")]) == 0
    assert run(["prove", str(tmp_path / "plain" / "rollout.yaml")]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Nothing to prove yet." in said
    assert "names no table `interventions`" in said


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--plan", "--points", "0"], "must lie from 0.1 to 100"),
        (["--plan", "--json", "plan.json"], "a plan is printed"),
        (["--as-of", "yesterday"], "YYYY-MM-DD"),
    ],
)
def test_a_mistake_is_named_with_what_to_write_instead(
    made_up: Path, capsys: pytest.CaptureFixture[str], options: list[str], says: str
) -> None:
    assert run(["prove", str(made_up), *options]) == 2
    assert says in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--fix", "field_level_hlp"], "field_level_help"),
        (["--fix", "right", "--fix-design", "lottery"], "there is no design `lottery`"),
        (["--fix", "right", "--held-out", "0"], "held out, in per cent"),
        (["--fix", "right", "--fix-day", "90"], "day of the fix"),
    ],
)
def test_a_fix_that_there_is_not_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], says: str
) -> None:
    assert run(["simulate", *options, "--out", str(tmp_path / "never")]) == 2
    assert says in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "never").exists()
