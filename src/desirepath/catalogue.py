"""Catalogues: packages in which every module defines the one constant of its entry.

Adding an entry is adding a module. Strangers add theirs through the entry points `desirepath.<catalogue>`,
where the catalogue is the last part of the package's name. Modules that are no entries stand in the package's
`BESIDE`.
"""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module, metadata
from types import ModuleType
from typing import Any, cast


class BrokenCatalogue(Exception):
    """A module of a catalogue lacks its constant, or two entries share a name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its constant, and the module that defines it beside its function."""

    constant: Any
    module: ModuleType


def entries(package: ModuleType, constant: str) -> dict[str, Entry]:
    """The entries of a catalogue by name, in the order of their names."""
    found: dict[str, Entry] = {}
    for module in (*_own(package), *_of_strangers(package)):
        if not hasattr(module, constant):
            raise BrokenCatalogue(f"{module.__name__} defines no {constant}")
        entry = Entry(getattr(module, constant), module)
        if entry.constant.name in found:
            raise BrokenCatalogue(f"two entries of {package.__name__} are called {entry.constant.name}")
        found[entry.constant.name] = entry
    return dict(sorted(found.items()))


def _own(package: ModuleType) -> Iterator[ModuleType]:
    beside = getattr(package, "BESIDE", ())
    for module in pkgutil.iter_modules(package.__path__):
        if module.name in beside:
            continue
        yield import_module(f"{package.__name__}.{module.name}")


def _of_strangers(package: ModuleType) -> Iterator[ModuleType]:
    name = package.__name__.rpartition(".")[2]
    for point in _entry_points(tuple(sys.path)).select(group=f"desirepath.{name}"):
        yield point.load()


@cache
def _entry_points(_path: tuple[str, ...]) -> metadata.EntryPoints:
    """What all installed packages offer: to read their records takes longer than most questions to a catalogue."""
    return cast("metadata.EntryPoints", metadata.entry_points())  # in Python 3.11 another class, which selects alike
