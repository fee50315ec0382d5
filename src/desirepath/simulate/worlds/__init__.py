"""The worlds of made-up rollouts: one file each, with the constant WORLD."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from desirepath.simulate.blueprint import Blueprint

NAMES = ("customer_onboarding", "expense_claims", "leave_requests", "purchase_requests", "supplier_master")


@cache
def world_named(name: str) -> Blueprint:
    """The world of this name. Raises KeyError where there is none."""
    if name not in NAMES:
        raise KeyError(name)
    world: Blueprint = import_module(f"{__name__}.{name}").WORLD
    return world
