"""A diagnosis whose findings are kept in a folder, and the findings read back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from desirepath.ports import Progress
from desirepath.runs.collected_rows import Warehouse
from desirepath.runs.diagnose import diagnose_in_full
from desirepath.runs.kept_breakdowns import Contents, contents_of, crossed_of, keep_breakdowns, maps_of
from desirepath.runs.kept_values import keep_value, kept_value
from desirepath.runs.released import diagnose_and_release
from desirepath.vocabulary.breakdowns import CohortMap, CrossedTable
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.effect import Proof
from desirepath.vocabulary.held import Held
from desirepath.vocabulary.said import Said
from desirepath.vocabulary.study import Study


@dataclass(frozen=True)
class KeptDiagnosis:
    """What one diagnosis found, each part read from its file when it is first asked for."""

    folder: Path

    @cached_property
    def study(self) -> Study:
        """The study. Raises BadInput where it cannot be read any more."""
        return self._part("study")

    @cached_property
    def breakdowns(self) -> Contents:
        """Which maps of cohorts and which crossed cuts there are; none where it was kept without them."""
        return contents_of(self.folder)

    @cached_property
    def said(self) -> Said | None:
        """What people said; None where it was kept without that. Raises BadInput where it cannot be read any more."""
        try:
            return self._part("said")
        except FileNotFoundError:
            return None

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """The cohorts whose figures are still those of an earlier diagnosis. Raises BadInput where it cannot be read."""
        try:
            held: tuple[Held, ...] = self._part("held")
        except FileNotFoundError:
            return ()
        return held

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        """What interventions changed; none where it was kept without that. Raises BadInput where it cannot be read."""
        try:
            proofs: tuple[Proof, ...] = self._part("proofs")
        except FileNotFoundError:
            return ()
        return proofs

    def maps(self, workflow: str, cohort: Cohort) -> dict[str, CohortMap]:
        """The maps of one cohort of a workflow by their period, empty where there are none that may be shown."""
        for one in self.breakdowns.maps:
            if (one.workflow, one.cohort) == (workflow, cohort):
                return maps_of(self.folder, one)
        return {}

    def crossed(self, workflow: str, cuts: tuple[str, str]) -> CrossedTable | None:
        """Two cuts of a workflow crossed, whichever stands first; None where they are not."""
        for pair in self.breakdowns.crossed:
            if pair.workflow == workflow and sorted(pair.cuts) == sorted(cuts):
                return crossed_of(self.folder, pair)
        return None

    def _part(self, name: str) -> Any:  # noqa: ANN401 - each part is a value of its own kind
        return kept_value(self.folder / f"{name}.kept")


@dataclass(frozen=True, slots=True)
class KeptIn:
    """The folder that a diagnosis is kept in, and that of all that the rollout's diagnoses have shown.

    Beside what was shown before, only what tells of enough people is renewed. Without `releases` everything is shown,
    as for whoever sees one diagnosis only.
    """

    folder: Path
    releases: Path | None = None


def diagnose_and_keep(
    rollout_file: Path, kept_in: KeptIn, *, as_of: date | None, warehouse: Warehouse | None, progress: Progress
) -> KeptDiagnosis:
    """Diagnose a rollout and keep what may be shown. Raises BadInput."""
    folder, releases = kept_in.folder, kept_in.releases
    if releases is None:
        found = diagnose_in_full(rollout_file, as_of=as_of, warehouse=warehouse, progress=progress)
    else:
        found = diagnose_and_release(rollout_file, releases, as_of=as_of, warehouse=warehouse, progress=progress)
    progress("keeping what was found")
    keep_value(folder / "held.kept", found.held)
    keep_breakdowns(folder, found.breakdowns)
    keep_value(folder / "said.kept", found.said)
    keep_value(folder / "proofs.kept", found.proofs)
    keep_value(folder / "changes.kept", found.changes)
    keep_value(folder / "study.kept", found.study)
    return KeptDiagnosis(folder)


def kept_diagnosis(folder: Path) -> KeptDiagnosis:
    """What was kept in a folder."""
    return KeptDiagnosis(folder)
