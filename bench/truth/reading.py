"""How a made-up rollout is read: by the program as anybody would run it. A faster way can be handed in instead."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from desirepath.report.diagnosis_json import diagnosis_document
from desirepath.runs.diagnose import diagnose
from desirepath.runs.simulate import DrawnRollout, write_drawn


class Reading(Protocol):
    """Reads one rollout as of several days, in turn and only as far as it is asked; None is the end of the data."""

    def __call__(self, drawn: DrawnRollout, days: Iterable[date | None]) -> Iterator[Mapping[str, Any]]:
        """The document of the contract for each day."""
        ...


def by_diagnosing(drawn: DrawnRollout, days: Iterable[date | None]) -> Iterator[Mapping[str, Any]]:
    """Written once to a temporary folder, diagnosed once for each day."""
    with tempfile.TemporaryDirectory(prefix="desirepath-truth-") as folder:
        rollout_file = write_drawn(drawn, Path(folder))
        for day in days:
            yield diagnosis_document(diagnose(rollout_file, as_of=day, progress=_silent))


def _silent(doing: str) -> None:
    """Progress that goes nowhere."""
