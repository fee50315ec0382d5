"""The worlds of made-up rollouts: one file each, with the constant WORLD. Adding one is adding a file."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from desirepath.simulate.blueprint import Blueprint

NAMES = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


@cache
def world_named(name: str) -> Blueprint:
    """The world of this name. Raises KeyError where there is none."""
    if name not in NAMES:
        raise KeyError(name)
    world: Blueprint = import_module(f"{__name__}.{name}").WORLD
    return world
