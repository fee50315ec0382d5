"""No file does harm: each is read, or refused in one line, within bounds, and nothing is left behind."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile import archives, columnar, databases, jsons, markup, separated, workbooks
from tests.hostile.door import LONGEST_LINE, MOST_MEMORY, MOST_SECONDS, Hostile, SharedReader, handed_in

TABLES = (archives, columnar, databases, jsons, markup, separated, workbooks)
CASES: dict[str, Hostile] = {name: case for table in TABLES for name, case in table.CASES.items()}
FEWEST_FILES = 200
SHORT_LANE_TAKES = 3
"""One in so many; the long lane hands in all."""
_STEERS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Signs that a terminal obeys; a line break is the program's own."""


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The temporary folder of this process and of the reading process."""
    folder = tmp_path_factory.mktemp("scratch")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        patch.setattr(tempfile, "tempdir", str(folder))
        yield folder


@pytest.fixture(scope="module")
def reader(scratch: Path) -> Iterator[SharedReader]:  # noqa: ARG001 - its process inherits the folder
    shared = SharedReader()
    yield shared
    shared.close()


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=name, marks=[pytest.mark.long] * (case.is_long or number % SHORT_LANE_TAKES != 0))
        for number, (name, case) in enumerate(CASES.items())
    ],
)
def test_a_hostile_file_is_read_or_refused_in_one_line_within_bounds(
    case: Hostile,
    scratch: Path,
    reader: SharedReader,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    case.write(tmp_path)
    given = {file.name for file in tmp_path.iterdir()}
    outcome = handed_in(tmp_path, reader, monkeypatch, capsys)
    left, made = list(scratch.iterdir()), {file.name for file in tmp_path.iterdir()} - given
    for file in tmp_path.iterdir():
        file.unlink()

    is_read = re.match(r"[\d,]+ rows", case.said) is not None
    assert outcome.said == [case.said, case.said]
    assert outcome.statuses == ([0, 0] if is_read else [2, 2])
    assert made == ({"out.json"} if is_read else set())
    assert left == []
    if not is_read:
        assert outcome.printed.count("\n") == len(outcome.statuses)
        assert max(map(len, outcome.said)) <= LONGEST_LINE
    assert "Traceback" not in outcome.printed
    assert str(tmp_path) not in outcome.printed
    assert str(scratch) not in outcome.printed
    assert _STEERS.findall(outcome.printed) == []
    assert max(outcome.seconds) <= MOST_SECONDS
    assert max(outcome.peaks) <= MOST_MEMORY


def test_there_are_hundreds_of_hostile_files_each_with_a_name_of_its_own() -> None:
    assert len(CASES) == sum(len(table.CASES) for table in TABLES)
    assert sum(not case.is_long for case in CASES.values()) >= FEWEST_FILES
