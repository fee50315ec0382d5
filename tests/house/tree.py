"""The files of the project, as the house tests read them."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FETCHED = {"__pycache__", "node_modules", "dist"}
FOLDERS = (".ci", "bench", "docs", "example", "make", "schemas", "sdk", "src", "tests")
LOCKS = ("uv.lock", "pip-requirements.txt", "pip-requirements-to-test.txt")
WRITTEN = {".md", ".py", ".toml", ".yaml", ".yml", ".json", ".css", ".j2", ".html", ".js", ".ts", ".sh", ""}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def written_files() -> tuple[Path, ...]:
    """Everything that somebody wrote, or a tool of ours; locks and binary files are left out."""
    inside = (file for folder in FOLDERS for file in _files_in(ROOT / folder))
    return tuple(
        sorted(
            file
            for file in (*ROOT.iterdir(), *inside)
            if file.is_file()
            and file.suffix in WRITTEN
            and file.name not in LOCKS
            and FETCHED.isdisjoint(file.parts)
            and not file.name.startswith(".coverage")
        )
    )


def _files_in(folder: Path) -> Iterator[Path]:
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in FETCHED]  # they hold a hundred times as many
        yield from (Path(path, name) for name in files)


def code_files(*folders: str) -> tuple[Path, ...]:
    """The Python files of these folders."""
    return tuple(
        file
        for file in written_files()
        if file.suffix == ".py" and file.relative_to(ROOT).parts[0] in (folders or FOLDERS)
    )


def doc_files() -> tuple[Path, ...]:
    """The pages that people read."""
    return tuple(file for file in written_files() if file.suffix == ".md")


def named(file: Path) -> str:
    """A file as the messages name it."""
    return file.relative_to(ROOT).as_posix()


@cache
def parsed(file: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


@cache
def functions(file: Path) -> tuple[Function, ...]:
    """Every function and method of a file, inner ones too."""
    return tuple(node for node in ast.walk(parsed(file)) if isinstance(node, Function))


@cache
def classes(file: Path) -> tuple[ast.ClassDef, ...]:
    """Every class of a file."""
    return tuple(node for node in ast.walk(parsed(file)) if isinstance(node, ast.ClassDef))


def each_test() -> Iterator[tuple[Path, Function]]:
    """Every test function."""
    for file in code_files("tests"):
        if file.name.startswith("test_"):
            yield from ((file, function) for function in functions(file) if function.name.startswith("test_"))
