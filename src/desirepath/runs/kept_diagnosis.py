"""A diagnosis whose findings are kept in a folder, and the findings read back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from desirepath.ports import Progress
from desirepath.runs.collected_rows import Warehouse
from desirepath.runs.diagnose import diagnose
from desirepath.runs.kept_values import keep_value, kept_value
from desirepath.vocabulary.study import Study


@dataclass(frozen=True)
class KeptDiagnosis:
    """What one diagnosis found, each part read from its file when it is first asked for."""

    folder: Path

    @cached_property
    def study(self) -> Study:
        """The study. Raises BadInput where it cannot be read any more."""
        return self._part("study")

    def _part(self, name: str) -> Any:  # noqa: ANN401 - each part is a value of its own kind
        return kept_value(self.folder / f"{name}.kept")


def diagnose_and_keep(
    rollout_file: Path, folder: Path, *, as_of: date | None, warehouse: Warehouse | None, progress: Progress
) -> KeptDiagnosis:
    """Diagnose a rollout and keep what was found in the folder. Raises BadInput."""
    study = diagnose(rollout_file, as_of=as_of, warehouse=warehouse, progress=progress)
    progress("keeping what was found")
    keep_value(folder / "study.kept", study)
    return KeptDiagnosis(folder)


def kept_diagnosis(folder: Path) -> KeptDiagnosis:
    """What was kept in a folder."""
    return KeptDiagnosis(folder)
