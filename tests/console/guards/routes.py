"""Every address of the console as the URL configuration has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver, reverse

INSIDE = "w/<slug:workspace>/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One route. `needs` is the permission at its door, None where it has no door; `takes` are its parameters."""

    name: str
    pattern: str
    takes: tuple[str, ...]
    needs: str | None

    @property
    def inside(self) -> bool:
        """Whether it lies in a workspace."""
        return self.pattern.startswith(INSIDE)

    def at(self, **named: object) -> str:
        """The path with its places filled in."""
        return reverse(self.name, kwargs={name: value for name, value in named.items() if name in self.takes})


@cache
def addresses() -> dict[str, Address]:
    """All routes by name. Two routes of one name are an error: a page would link to the wrong one."""
    found: dict[str, Address] = {}
    for one in _walked(get_resolver().url_patterns, ""):
        assert one.name, f"The route {one.pattern} has no name: give it one in its urls.py."
        if one.name in found:
            assert not one.inside, f"Two routes inside a workspace are called {one.name}: rename one in its urls.py."
            continue
        found[one.name] = one
    return found


def inside_a_workspace() -> list[Address]:
    """The routes of workspaces and rollouts, by name."""
    return sorted((one for one in addresses().values() if one.inside), key=lambda one: one.name)


def _walked(entries: list[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for entry in entries:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walked(entry.url_patterns, pattern)
        else:
            yield Address(
                name=entry.name or "",
                pattern=pattern,
                takes=_parameters(before, entry),
                needs=getattr(entry.callback, "needs", None),
            )


def _parameters(before: str, entry: URLPattern) -> tuple[str, ...]:
    named = [piece.split(">")[0].split(":")[-1] for piece in before.split("<")[1:]]
    return (*named, *entry.pattern.regex.groupindex)
