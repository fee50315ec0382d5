"""`desirepath report kit`: what it writes, and what it refuses."""

from pathlib import Path

import pytest

from desirepath.cli.main import run
from tests.report.read_back import cells, paragraphs, table

ROLLOUT = """\
rollout: requests
title: =Requests move
go_live: 2025-09-01
timezone: UTC
sources: [{table: events, file: nowhere.csv}]
workflows:
  - workflow: request
    title: Purchase request
    case_ends_after: 7d
    path: draft quote order
    steps:
      draft: {title: Draft it}
      quote: {title: Attach the quote, kind: field, changed: true}
      order: {title: Order}
"""


@pytest.fixture
def rollout(tmp_path: Path) -> Path:
    file = tmp_path / "rollout.yaml"
    file.write_text(ROLLOUT, encoding="utf-8")
    return file


def test_a_blank_kit_needs_no_rollout_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "kit", "--blank", "--out", str(tmp_path / "kit")]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [f"Written: {tmp_path / 'kit' / name}" for name in ("diagnosis-kit.xlsx", "diagnosis-kit.docx")]
    assert {file.name for file in (tmp_path / "kit").iterdir()} == {"diagnosis-kit.xlsx", "diagnosis-kit.docx"}


def test_a_blank_kit_takes_titles_from_the_rollout_file_and_reads_no_source(tmp_path: Path, rollout: Path) -> None:
    assert run(["report", "kit", str(rollout), "--blank", "--out", str(tmp_path)]) == 0
    start = cells((tmp_path / "diagnosis-kit.xlsx").read_bytes())["Start here"]
    assert {"'=Requests move", "Draft it › Attach the quote › Order"} <= {cell for row in start for cell in row}
    told = paragraphs((tmp_path / "diagnosis-kit.docx").read_bytes())
    assert "One of: Draft it, Attach the quote, Order" in told


def test_a_filled_kit_says_as_of_when_and_under_which_floor(tmp_path: Path) -> None:
    assert run(["simulate", "--seed", "7", "--events", "2000", "--format", "csv", "--out", str(tmp_path)]) == 0
    assert run(["report", "kit", str(tmp_path / "rollout.yaml"), "--out", str(tmp_path)]) == 0
    workbook = (tmp_path / "diagnosis-kit.xlsx").read_bytes()
    start = [cell for row in cells(workbook)["Start here"] for cell in row if cell]
    assert any("as of" in str(cell) and "no group of fewer than 10 people is shown" in str(cell) for cell in start)
    assert len(table(workbook, "Scorecard")) >= 6


def test_a_filled_kit_without_a_rollout_is_refused_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "kit", "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        "a kit is filled from a rollout, and none is named. Name its rollout file, or write a blank one with `--blank`.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_where_the_sources_cannot_be_read(tmp_path: Path, rollout: Path) -> None:
    assert run(["report", "kit", str(rollout), "--out", str(tmp_path / "kit")]) == 2
    assert not (tmp_path / "kit").exists()


def test_a_file_in_place_of_the_folder_is_refused(rollout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "kit", "--blank", "--out", str(rollout)]) == 2
    assert "this is a file. Name a folder with `--out`." in capsys.readouterr().err
    assert rollout.read_text(encoding="utf-8") == ROLLOUT


def test_a_day_that_is_none_is_refused_before_anything_is_read(tmp_path: Path, rollout: Path) -> None:
    assert run(["report", "kit", str(rollout), "--as-of", "soon", "--out", str(tmp_path / "kit")]) == 2
    assert not (tmp_path / "kit").exists()


def test_report_alone_says_what_it_can_write(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "--help"]) == 0
    assert "kit" in capsys.readouterr().out
