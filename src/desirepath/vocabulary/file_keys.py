"""What a key of a file is: its name, what it holds and means, and the mappings inside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Holds: TypeAlias = Literal[
    "text",
    "id",
    "rollout_id",
    "path",
    "moment",
    "day",
    "timezone",
    "duration",
    "whole",
    "amount",
    "yes_no",
    "currency",
    "choice",
    "texts",
    "moment_by_value",
    "column_by_name",
    "text_by_name",
    "section",
    "sections",
    "section_by_name",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key. `example` is what one would write after its colon. `inside` describes the mappings it holds.

    A required key may be absent where the key that `unless` names stands in its place.
    """

    name: str
    holds: Holds
    meaning: str
    example: str
    required: bool = False
    choices: tuple[str, ...] = ()
    inside: Section | None = None
    unless: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One mapping of the file. `title` names it in messages: "a workflow"."""

    title: str
    keys: tuple[Key, ...]

    def key(self, name: str) -> Key:
        """The key of this name. Raises KeyError where there is none."""
        for key in self.keys:
            if key.name == name:
                return key
        raise KeyError(name)


def must(name: str, holds: Holds, example: str, meaning: str, choices: tuple[str, ...] = ()) -> Key:
    return Key(name=name, holds=holds, meaning=meaning, example=example, required=True, choices=choices)


def may(name: str, holds: Holds, example: str, meaning: str, choices: tuple[str, ...] = ()) -> Key:
    return Key(name=name, holds=holds, meaning=meaning, example=example, choices=choices)
