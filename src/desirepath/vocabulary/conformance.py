"""How a sequence of steps compares with the approved path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from desirepath.vocabulary.case import Verdict

MoveKind: TypeAlias = Literal["sync", "skip", "extra"]
JudgedBy: TypeAlias = Literal["path", "old_path"]
Move: TypeAlias = tuple[MoveKind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The cheapest way to make a sequence a word of the path.

    `cost` counts skipped and extra steps. Past the time budget it is an upper bound, and `bound` holds the
    lower and the upper one; otherwise `bound` is None.
    """

    cost: int
    moves: tuple[Move, ...]
    bound: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantConformance:
    """One sequence of steps that `cases` cases share, beside the path that they were judged by.

    Unknown activities stand in `steps` as `?name`. `judged_by` is "path" or "old_path".
    """

    steps: tuple[str, ...]
    cases: int
    judged_by: JudgedBy
    alignment: Alignment
    verdicts: Mapping[Verdict, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowConformance:
    """All variants of one workflow, most cases first."""

    workflow: str
    cases: int
    variants: tuple[VariantConformance, ...]
