"""A case: one piece of work going through a workflow, and what can be said of it."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What a case came to, as of a date."""

    ON_PATH = "on_path"
    OFF_PATH = "off_path"
    ABANDONED = "abandoned"
    OPEN = "open"
    WITHDRAWN = "withdrawn"
    UNJUDGED = "unjudged"


class Outcome(StrEnum):
    """How an attempt at a step went."""

    OK = "ok"
    FAILED = "failed"
    RETURNED = "returned"
    CORRECTED = "corrected"
    DUPLICATE = "duplicate"
    DENIED = "denied"


class StepKind(StrEnum):
    """What sort of step it is; the scorecard reads it."""

    TASK = "task"
    FIELD = "field"
    APPROVAL = "approval"
    VALIDATION = "validation"
    HANDOFF = "handoff"


class Risk(StrEnum):
    """How much harm a case done wrong does."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
