"""The files of the project, as the house tests read them."""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FETCHED = {"__pycache__", "node_modules", "dist"}
FOLDERS = (".ci", "bench", "docs", "example", "make", "schemas", "sdk", "src", "tests")
LOCKS = ("uv.lock", "pip-requirements.txt", "pip-requirements-to-test.txt")
WRITTEN = {".md", ".py", ".toml", ".yaml", ".yml", ".json", ".css", ".j2", ".html", ".js", ".ts", ".sh", ""}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Part:
    """A function, a method or a class: its name and lines without the docstring; of a function, what it takes and says."""

    name: str
    lines: int
    parameters: int = 0
    says_what_it_returns: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """What a file defines, inner parts too, and the names of its variables and parameters."""

    functions: tuple[Part, ...]
    classes: tuple[Part, ...]
    variables: tuple[str, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        return (*self.functions, *self.classes)


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
def code_of(file: Path) -> Code:
    """What a Python file defines. Its syntax tree is not kept: the trees of all files are millions of objects, which
    Python looks through again and again for as long as they are there."""
    tree = ast.parse(file.read_text(encoding="utf-8"), filename=str(file))
    functions, classes, variables = [], [], []
    for node in ast.walk(tree):
        if isinstance(node, Function):
            functions.append(Part(node.name, _lines(node), _parameters(node), node.returns is not None))
        elif isinstance(node, ast.ClassDef):
            classes.append(Part(node.name, _lines(node)))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            variables.append(node.id)
        elif isinstance(node, ast.arg):
            variables.append(node.arg)
    return Code(tuple(functions), tuple(classes), tuple(variables))


def _lines(node: Function | ast.ClassDef) -> int:
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    return whole - ((first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(node) else 0)


def _parameters(function: Function) -> int:
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return len([one for one in given if one.arg not in {"self", "cls"}])


def each_test() -> Iterator[tuple[Path, Part]]:
    """Every test function."""
    for file in code_files("tests"):
        if file.name.startswith("test_"):
            yield from ((file, one) for one in code_of(file).functions if one.name.startswith("test_"))
