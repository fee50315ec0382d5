"""What can be done about a friction point: the facts of an intervention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from desirepath.vocabulary.case import StepKind
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.signal import Symptom

Effort: TypeAlias = Literal["hours", "days", "weeks"]
Owner: TypeAlias = Literal["adoption", "application", "process"]
Suits: TypeAlias = Literal["anyone", "cohort", "everyone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """A change to the tool, the path, the permission or the teaching.

    `addresses` is its blocker; `symptoms` those it fits best, by how well (0 to 1; left out: 0). `does` says what the
    person at the step meets; `needs` what must be there before it can be shipped; `effort` how long that takes;
    `owner` who decides it; `risks` what may go wrong; `not_when` when another one is the better choice. `step_kinds`
    are the kinds of step that it is made for (none: any); `suits` whether it is made for trouble of one cohort, of
    everyone, or of either.
    """

    name: str
    title: str
    addresses: BlockerKind
    does: str
    needs: tuple[str, ...]
    effort: Effort
    owner: Owner
    risks: tuple[str, ...]
    not_when: str
    source: str
    symptoms: Mapping[Symptom, float] = field(default_factory=dict)
    step_kinds: tuple[StepKind, ...] = ()
    suits: Suits = "anyone"
