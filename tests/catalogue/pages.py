"""A module's docstring as the page it is: a headline, and texts under fixed headings."""

from inspect import cleandoc
from itertools import pairwise
from types import ModuleType


def headings(module: ModuleType) -> list[str]:
    """The headings, in order: lines at the margin followed by an indented one."""
    lines = cleandoc(module.__doc__ or "").splitlines()
    return [line for line, below in pairwise(lines) if line[:1].strip() and below.startswith("    ")]


def headline(module: ModuleType) -> str:
    """The first line."""
    return cleandoc(module.__doc__ or "").partition("\n")[0]
