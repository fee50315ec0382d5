"""The commands of the program, and what each of them loads."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer

from desirepath.cli.main import run
from desirepath.cli.program import COMMANDS, program, program_for

HEAVY = ("ibis", "duckdb", "pyarrow", "scipy", "sklearn", "django", "weasyprint")
"""What takes a good part of a second to load."""


def commands_of(app: typer.Typer) -> set[str]:
    return set(typer.main.get_command(app).commands)


def loaded_by(*arguments: str) -> set[str]:
    """Which of the heavy packages a command with these arguments has loaded when it ends."""
    return heavy_after(f"from desirepath.cli.main import run; run({list(arguments)!r})")


def heavy_after(statements: str) -> set[str]:
    """Which of the heavy packages a new process has loaded after these statements."""
    asked = f"{statements}; import sys; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    return set(HEAVY) & set(ended.stdout.splitlines()[-1].split())


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.partition("Commands:")[2].splitlines() if line]
    assert set(listed) == set(COMMANDS) == commands_of(program())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_there_by_itself_as_it_is_among_all(name: str) -> None:
    alone, among = (typer.main.get_command(app).commands[name] for app in (program_for(["--quiet", name]), program()))
    assert commands_of(program_for([name, "--help"])) == {name}
    assert [one.opts for one in alone.params] == [one.opts for one in among.params]
    assert alone.help == among.help


@pytest.mark.parametrize("arguments", [["--version"], ["collect", "--help"], ["keys", "--help"], ["lake", "--help"]])
def test_what_must_be_there_at_once_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded_by(*arguments) == set()


@pytest.mark.parametrize("module", ["worker", "collect"])
def test_a_collector_at_work_loads_nothing_heavy(module: str) -> None:
    assert heavy_after(f"import desirepath.collector.{module}") == set()


def test_a_diagnosis_loads_no_console() -> None:
    assert not loaded_by("diagnose", "--help") & {"django", "weasyprint", "sklearn"}


def test_a_command_that_there_is_not_is_told_with_the_one_that_is_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diagnos"]) == 2
    assert capsys.readouterr().err == "No such command 'diagnos'. Did you mean 'diagnose'? See `desirepath --help`.\n"
