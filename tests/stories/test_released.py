"""What is shown of a diagnosis beside earlier ones: kept, refused, told anew, and persons forgotten in it."""

from __future__ import annotations

import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from desirepath.connectors.person_ids import PersonHash
from desirepath.runs.kept_contributions import Released, forget_persons, kept_released
from desirepath.runs.kept_diagnosis import KeptDiagnosis, KeptIn, diagnose_and_keep, kept_diagnosis
from desirepath.vocabulary.cohort import EVERYONE
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.estimate import Estimate
from tests.console.differencing.week_by_week import Organisation, as_of_day, rollout_text
from tests.once import made_once

SINCE, WEEKS = "since_go_live", 5
QUIET = 3
"""The diagnosis of week 4, in which two people did anything."""


class Rollout:
    """A rollout's files, and its diagnoses as they are shown."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.organisation = folder, Organisation.drawn(seed=11, weeks=WEEKS)
        self.file = folder / "rollout.yaml"
        self.file.write_text(rollout_text(), encoding="utf-8")

    def diagnosed(self, number: int, as_of: int | None = None, *, rule: bool = True) -> KeptDiagnosis:
        """The data of a week, as of its end or of another week's."""
        self.organisation.write(self.folder, number)
        kept_in = KeptIn(Path(tempfile.mkdtemp(prefix=f"{number}-", dir=self.folder)), self.releases if rule else None)
        day = as_of_day(number if as_of is None else as_of)
        return diagnose_and_keep(self.file, kept_in, as_of=day, warehouse=None, progress=lambda _: None)

    @property
    def releases(self) -> Path:
        return self.folder / "releases"

    @property
    def released(self) -> Released:
        found = kept_released(self.releases)
        assert found is not None
        return found


@dataclass(frozen=True)
class Played:
    """A diagnosis for each week, one after the other."""

    rollout: Rollout
    runs: tuple[KeptDiagnosis, ...]


def play(folder: Path) -> None:
    """Keep a diagnosis for each week in a folder that begins with its number."""
    rollout = Rollout(folder)
    for number in range(WEEKS):
        rollout.diagnosed(number)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Not to be changed by a test."""
    folder = tmp_path_factory.mktemp("played") / "rollout"
    shutil.copytree(made_once(tmp_path_factory, "weeks-played", play), folder)
    kept = [next(folder.glob(f"{number}-*")) for number in range(WEEKS)]
    return Played(Rollout(folder), tuple(map(kept_diagnosis, kept)))


@pytest.fixture
def rollout(played: Played, tmp_path: Path) -> Rollout:
    """The same, to be changed."""
    shutil.copytree(played.rollout.releases, tmp_path / "releases")
    return Rollout(tmp_path)


def everyones(found: KeptDiagnosis, period: str = SINCE) -> tuple[float, int]:
    [row] = [
        one.result
        for one in found.study.metrics
        if (one.metric, one.cohort, one.period) == ("workflow_completion_rate", EVERYONE, period)
    ]
    assert isinstance(row, Estimate)
    return row.value, row.n


def test_the_first_diagnosis_shows_the_figures_that_it_has(played: Played) -> None:
    assert everyones(played.runs[0]) == everyones(played.rollout.diagnosed(0, rule=False))
    assert played.runs[0].held == ()


def test_diagnosing_the_same_again_shows_the_same(played: Played) -> None:
    before = played.rollout.released
    assert played.rollout.diagnosed(WEEKS - 1).study == played.runs[-1].study
    assert played.rollout.released == before


def test_what_is_renewed_are_the_figures_of_now(played: Played) -> None:
    true = everyones(played.rollout.diagnosed(2, rule=False))
    assert everyones(played.runs[2]) == true != everyones(played.runs[1])


def test_a_cohort_of_whom_few_changed_keeps_its_figures_and_says_since_when(played: Played) -> None:
    runs = played.runs
    held = {one.cohort: one for one in runs[QUIET].held if one.span == SINCE and len(one.cohort.pairs) == 1}
    assert held
    for cohort, one in held.items():
        [number] = [place for place, run in enumerate(runs) if run.study.as_of == one.since]
        assert number < QUIET
        told, then = (
            [row for row in run.study.metrics if (row.cohort, row.period) == (cohort, SINCE)]
            for run in (runs[QUIET], runs[number])
        )
        assert told == then != []


def test_a_day_that_was_released_is_shown_as_it_was_then(played: Played) -> None:
    assert played.rollout.diagnosed(WEEKS - 1, as_of=1).study == played.runs[1].study


def test_a_day_before_the_first_release_is_refused(played: Played) -> None:
    with pytest.raises(BadInput, match="before the first one that was shown"):
        played.rollout.diagnosed(WEEKS - 1, as_of=-1)


def test_what_later_weeks_change_is_not_told_by_week(played: Played) -> None:
    """How long those took who began in week 1 depends on what they do in week 3."""
    periods = {row.period for row in played.runs[-1].study.metrics if row.metric == "time_to_proficiency"}
    assert periods <= {"baseline", SINCE}
    assert "week_1" in {row.period for row in played.runs[-1].study.metrics}


def test_with_another_way_of_making_figures_all_is_told_anew(rollout: Rollout) -> None:
    rollout.file.write_text(rollout_text().replace("10d", "3d"), encoding="utf-8")
    now, true = rollout.diagnosed(WEEKS), rollout.diagnosed(WEEKS, rule=False)
    assert everyones(now) == everyones(true)
    assert now.held == ()


def test_the_file_names_nobody_and_is_for_its_owner_only(played: Played) -> None:
    assert {len(part.unit) for part in played.rollout.released.contributions.parts} == {32}
    for name in ("contributions.kept", "person.key"):
        assert stat.S_IMODE((played.rollout.releases / name).stat().st_mode) == 0o600


def test_the_file_holds_what_is_held_and_all_that_was_shown(played: Played) -> None:
    released = played.rollout.released
    assert [one.as_of.date() for one in released.shown] == [as_of_day(number) for number in range(WEEKS)]
    assert any(table.held.changed and table.since for table in released.tables.values())


def test_who_is_forgotten_cannot_be_found_any_more_and_still_counts(rollout: Rollout) -> None:
    name = PersonHash.kept_in(rollout.releases / "person.key").of("person buyer 0")
    before = [part.unit for part in rollout.released.contributions.parts]
    assert name in before
    assert forget_persons(rollout.releases, ["buyer 0", "nobody"]) == 1
    after = [part.unit for part in rollout.released.contributions.parts]
    assert name not in after
    assert (len(after), len(set(after))) == (len(before), len(set(before)))
    assert forget_persons(rollout.releases, ["buyer 0"]) == 0


def test_what_cannot_be_read_any_more_stops_a_diagnosis(rollout: Rollout) -> None:
    (rollout.releases / "contributions.kept").write_bytes(b"damaged")
    with pytest.raises(BadInput, match="nothing new can be shown safely"):
        rollout.diagnosed(WEEKS)
