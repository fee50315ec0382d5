"""What the pages say is so: marked commands run, generated pages are current, links lead somewhere."""

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desirepath import connectors
from desirepath.catalogue import entries
from desirepath.cli.main import main
from desirepath.cli.schemas import schema_text, schemas
from desirepath.detect import signals
from desirepath.diagnose import blockers
from desirepath.intervene import interventions
from desirepath.prove import metrics
from make.reference import pages
from tests.house.blocks import Block, Command, blocks, commands
from tests.house.made_workbook import workbook_of
from tests.house.tree import ROOT, doc_files, named
from tests.house.tutorial_log import tutorial_log

MADE = {"requests.csv": tutorial_log}
WITH_BLOCKS = [page for page in doc_files() if blocks(page.read_text(encoding="utf-8"))]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
KEY = re.compile(r"dp_\w{32}")
LONGEST_DECISION = 60
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Callable[[Block], None]]:
    """Start what a page lets run; it is ended with the page."""
    running: list[subprocess.Popen[str]] = []

    def started(block: Block) -> None:
        (command,) = commands(block)
        program, *given = shlex.split(command.line)
        whole = [str(Path(sys.executable).with_name(program)), *given]
        running.append(subprocess.Popen(whole, cwd=tmp_path, stdout=subprocess.PIPE, text=True))
        assert running[-1].stdout is not None
        assert running[-1].stdout.readline(), "it ended by itself"

    yield started
    for process in running:
        process.terminate()
        assert process.wait(30) == 0


@dataclass
class Carried:
    """Does in a fresh folder what blocks say; commands run in this process to save time."""

    folder: Path
    beside: Callable[[Block], None]
    status_of: Callable[[str], int]
    said: Callable[[], str]
    key: str = "dp_YOUR_KEY"

    def out(self, block: Block) -> None:
        if block.mark.startswith("file"):
            (self.folder / block.file).write_text(block.text, encoding="utf-8")
        elif block.mark.startswith("made"):
            (self.folder / block.file).write_bytes(workbook_of(block.text))
        elif block.mark.startswith("beginning"):
            assert MADE[block.file]().startswith(block.text)
            (self.folder / block.file).write_text(MADE[block.file](), encoding="utf-8")
        elif block.mark == "run beside":
            self.beside(block)
        elif block.mark == "python":
            text = block.text.replace("dp_YOUR_KEY", self.key)
            subprocess.run([sys.executable, "-c", text], check=True, timeout=60)
        else:
            for command in commands(block):
                self._run(command, block.status)

    def _run(self, command: Command, expected: int) -> None:
        status, said = self.status_of(command.line), self.said()
        self.key = next(iter(KEY.findall(said)), self.key)
        lines = [" ".join(line.split()) for line in said.splitlines()]
        assert status == expected, f"{command.line}: {said}"
        assert [line for line in command.shown if " ".join(line.split()) not in lines] == [], said


@pytest.fixture
def carry_out(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    beside: Callable[[Block], None],
) -> Callable[[Block], None]:
    """Carry out the blocks of a page, one after the other."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("TERM", "dumb")

    def status_of(line: str) -> int:
        monkeypatch.setattr(sys, "argv", shlex.split(line))
        try:
            main()
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    return Carried(tmp_path, beside, status_of, lambda: "".join(capsys.readouterr())).out


@pytest.mark.parametrize("page", WITH_BLOCKS, ids=named)
def test_every_marked_block_of_a_page_does_what_the_page_says(page: Path, carry_out: Callable[[Block], None]) -> None:
    marked = blocks(page.read_text(encoding="utf-8"))
    for block in marked:
        carry_out(block)
    assert any(block.mark.startswith("run") for block in marked)


def test_every_mark_stands_above_a_block_that_is_found() -> None:
    marks = re.compile(r"^<!-- (?:file: |made: |beginning of |run|python)", re.MULTILINE)
    for page in doc_files():
        text = page.read_text(encoding="utf-8")
        assert len(marks.findall(text)) == len(blocks(text)), named(page)


def test_the_tutorial_is_among_the_pages_that_are_run() -> None:
    assert "docs/tutorial/first-diagnosis.md" in map(named, WITH_BLOCKS)


@pytest.mark.parametrize("name", pages())
def test_a_generated_page_is_what_make_docs_writes(name: str) -> None:
    assert (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8") == pages()[name], "run `make docs`"


@pytest.mark.parametrize("name", schemas())
def test_a_schema_is_what_make_docs_writes(name: str) -> None:
    assert (ROOT / "schemas" / name).read_text(encoding="utf-8") == schema_text(schemas()[name]), "run `make docs`"


def test_every_entry_of_every_catalogue_has_its_own_heading() -> None:
    catalogues = (
        ("metrics", metrics, "METRIC"),
        ("connectors", connectors, "CONNECTOR"),
        ("signals", signals, "SIGNAL"),
        ("blockers", blockers, "BLOCKER"),
        ("interventions", interventions, "INTERVENTION"),
    )
    for name, package, constant in catalogues:
        found = entries(package, constant)
        page = (ROOT / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8")
        assert set(found) <= set(re.findall(r"^## (\S+)$", page, re.MULTILINE))


def test_every_command_that_the_pages_show_is_one_that_there_is() -> None:
    there = set(re.findall(r"^## `desirepath (\w+)(?: \w+)?`$", pages()["commands.md"], re.MULTILINE))
    shown = {
        (named(page), command)
        for page in doc_files()
        for command in re.findall(r"(?:^\$ |`|^)desirepath (\w+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {command for _, command in shown} >= {"diagnose", "simulate"}
    assert {(page, command) for page, command in shown if command not in there} == set()


def test_every_link_between_pages_leads_somewhere() -> None:
    lost = {
        f"{named(page)}: {target}"
        for page in doc_files()
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        for target in [(link[0] or link[1]).partition("#")[0]]
        if target and "://" not in target and not (page.parent / target).exists()
    }
    assert lost == set()


def test_every_page_of_docs_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    ahead = [ROOT / "README.md"]
    while ahead:
        page = ahead.pop().resolve()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            target = (link[0] or link[1]).partition("#")[0]
            if target and "://" not in target:
                ahead.append(page.parent / target)
    assert {named(page) for page in doc_files() if "docs" in page.parts and page not in seen} == set()


def test_no_two_decisions_share_a_number() -> None:
    numbers = [page.name[:4] for page in DECISIONS]
    assert all(number.isdigit() for number in numbers)
    assert len(numbers) == len(set(numbers)) > 0


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.name)
def test_a_decision_fits_on_a_page_and_begins_with_its_number(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST_DECISION
    assert lines[0].startswith(f"# {int(page.name[:4])}. ")


def test_the_readme_shows_both_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text


def test_every_word_of_the_glossary_is_used_in_the_program_or_its_pages() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    words = re.findall(r"^\| ([A-Z][A-Za-z, ]+) \|", glossary, re.MULTILINE)[1:]
    places = [page for page in doc_files() if page.name != "GLOSSARY.md"]
    places += list((ROOT / "src").rglob("*.py"))
    text = "\n".join(page.read_text(encoding="utf-8") for page in places).lower()
    missing = [word for row in words for word in row.lower().split(", ") if word not in text]
    assert len(words) > 8
    assert missing == []
