"""What has come in for one table so far, file by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from desirepath.vocabulary.study import SetAside
from desirepath.vocabulary.tables import Table

EXAMPLES_KEPT = 20


@dataclass(slots=True)
class Arrival:
    """What has come in for one table so far.

    `parts` lie where they are, `landed` was written by us; `collected` is what a lake holds, at its `version`.
    """

    table: Table
    parts: list[ir.Table] = field(default_factory=list)
    landed: list[Path] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)
    reasons: Counter[str] = field(default_factory=Counter)
    examples: list[SetAside] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    spans: list[Mapping[str, Any]] = field(default_factory=list)
    collected: ir.Table | None = None
    version: int | None = None

    def put_aside(self, reasons: Mapping[str, int], examples: Iterable[SetAside]) -> None:
        self.reasons.update(reasons)
        self.examples.extend(islice(examples, EXAMPLES_KEPT - len(self.examples)))

    def say(self, remark: str) -> None:
        if remark not in self.remarks:
            self.remarks.append(remark)
