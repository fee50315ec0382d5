"""Parts of a bench that are measured in turn, and the page that gets their figures."""

from pathlib import Path

import pytest

from bench.in_turn import run_in_turn
from bench.page import BEGIN, END

PAGE = f"Before.\n{BEGIN}\nold\n{END}\nAfter.\n"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page, and a package `measured` whose part `quick` prints a figure and whose part `broken` misses its limit."""
    package = tmp_path / "measured"
    package.mkdir()
    (package / "quick.py").write_text("print('12 ms')", encoding="utf-8")
    (package / "broken.py").write_text("print('99 ms')\nraise SystemExit(3)", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    return page


def test_what_the_parts_print_stands_between_the_marks(page: Path) -> None:
    run_in_turn("measured", ["quick"], "", ["--page", str(page)])
    assert page.read_text(encoding="utf-8") == f"Before.\n{BEGIN}\n```\nmeasured.quick\n12 ms\n\n```\n{END}\nAfter.\n"


def test_a_part_that_misses_its_limit_ends_with_its_status_and_leaves_the_page(page: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        run_in_turn("measured", ["quick", "broken"], "", ["--page", str(page)])
    assert ended.value.code == 3
    assert page.read_text(encoding="utf-8") == PAGE


def test_nothing_is_measured_for_a_page_that_is_not_there(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run_in_turn("measured", ["quick"], "", ["--page", str(page.with_name("other.md"))])
    told = capsys.readouterr()
    assert told.out == ""
    assert "there is no such page" in told.err


def test_asked_for_help_it_names_the_parts_and_measures_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run_in_turn("measured", ["quick"], "How quick it is.", ["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert "How quick it is." in told
    assert "python -m measured.quick" in " ".join(told.split())
