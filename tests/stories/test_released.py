"""What is shown of a diagnosis beside earlier ones: kept, refused, told anew, and persons forgotten in it."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from desirepath.connectors.person_ids import PersonHash
from desirepath.runs.kept_contributions import forget_persons, kept_released
from desirepath.runs.kept_diagnosis import KeptDiagnosis, KeptIn, diagnose_and_keep
from desirepath.vocabulary.cohort import EVERYONE
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.estimate import Estimate
from tests.console.differencing.week_by_week import Organisation, as_of_day, rollout_text

SINCE, WEEKS = "since_go_live", 5
QUIET = 3
"""The diagnosis of week 4, in which two people did anything."""


@pytest.fixture(scope="module")
def organisation() -> Organisation:
    return Organisation.drawn(seed=11, weeks=WEEKS)


class Rollout:
    """A rollout's files, and its diagnoses as they are shown."""

    def __init__(self, folder: Path, organisation: Organisation) -> None:
        self.folder, self.organisation = folder, organisation
        self.file = folder / "rollout.yaml"
        self.file.write_text(rollout_text(), encoding="utf-8")

    def diagnosed(self, number: int, as_of: int | None = None, *, rule: bool = True) -> KeptDiagnosis:
        """The data of a week, as of its end or of another week's."""
        self.organisation.write(self.folder, number)
        kept_in = KeptIn(self.folder / f"run-{number}-{as_of}-{rule}", self.releases if rule else None)
        day = as_of_day(number if as_of is None else as_of)
        return diagnose_and_keep(self.file, kept_in, as_of=day, warehouse=None, progress=lambda _: None)

    @property
    def releases(self) -> Path:
        return self.folder / "releases"


@pytest.fixture
def rollout(tmp_path: Path, organisation: Organisation) -> Rollout:
    return Rollout(tmp_path, organisation)


def everyones(found: KeptDiagnosis, period: str = SINCE) -> tuple[float, int]:
    [row] = [
        one.result
        for one in found.study.metrics
        if (one.metric, one.cohort, one.period) == ("workflow_completion_rate", EVERYONE, period)
    ]
    assert isinstance(row, Estimate)
    return row.value, row.n


def test_the_first_diagnosis_shows_the_figures_that_it_has(rollout: Rollout) -> None:
    shown, true = rollout.diagnosed(0), rollout.diagnosed(0, rule=False)
    assert everyones(shown) == everyones(true)
    assert shown.held == ()


def test_the_same_data_twice_show_the_same(rollout: Rollout) -> None:
    once = rollout.diagnosed(1)
    again = rollout.diagnosed(1)
    assert again.study == once.study
    assert len(kept_released(rollout.releases).shown) == 1  # type: ignore[union-attr]


def test_what_is_renewed_are_the_figures_of_now(rollout: Rollout) -> None:
    before = rollout.diagnosed(1)
    now, true = rollout.diagnosed(2), rollout.diagnosed(2, rule=False)
    assert everyones(now) == everyones(true) != everyones(before)


def test_a_cohort_whose_few_changed_keeps_its_figures_and_says_since_when(rollout: Rollout) -> None:
    runs = [rollout.diagnosed(number) for number in range(WEEKS)]
    held = {one.cohort: one for one in runs[QUIET].held if one.span == SINCE and len(one.cohort.pairs) == 1}
    assert held
    for cohort, one in held.items():
        told = {row.metric: row for row in runs[QUIET].study.metrics if (row.cohort, row.period) == (cohort, SINCE)}
        [number] = [place for place in range(WEEKS) if runs[place].study.as_of == one.since]
        assert number < QUIET
        then = {row.metric: row for row in runs[number].study.metrics if (row.cohort, row.period) == (cohort, SINCE)}
        assert told == then


def test_a_day_that_was_released_is_shown_as_it_was_then(rollout: Rollout) -> None:
    first = rollout.diagnosed(0)
    rollout.diagnosed(2)
    assert rollout.diagnosed(2, as_of=0).study == first.study
    assert rollout.diagnosed(2, as_of=1).study == first.study


def test_a_day_before_the_first_release_is_refused(rollout: Rollout) -> None:
    rollout.diagnosed(1)
    with pytest.raises(BadInput, match="before the first one that was shown"):
        rollout.diagnosed(1, as_of=0)


def test_with_another_way_of_making_figures_all_is_told_anew(rollout: Rollout) -> None:
    rollout.diagnosed(2)
    rollout.file.write_text(rollout_text().replace("10d", "3d"), encoding="utf-8")
    now, true = rollout.diagnosed(QUIET), rollout.diagnosed(QUIET, rule=False)
    assert everyones(now) == everyones(true)
    assert now.held == ()


def test_the_file_names_nobody_and_is_for_its_owner_only(rollout: Rollout) -> None:
    rollout.diagnosed(0)
    released = kept_released(rollout.releases)
    assert released is not None
    assert {len(part.unit) for part in released.contributions.parts} == {32}
    for name in ("contributions.kept", "person.key"):
        assert stat.S_IMODE((rollout.releases / name).stat().st_mode) == 0o600


def test_who_is_forgotten_cannot_be_found_any_more_and_still_counts(rollout: Rollout) -> None:
    rollout.diagnosed(1)
    before = kept_released(rollout.releases)
    name = PersonHash.kept_in(rollout.releases / "person.key").of("person buyer 0")
    assert forget_persons(rollout.releases, ["buyer 0", "nobody"]) == 1
    after = kept_released(rollout.releases)
    assert before is not None
    assert after is not None
    assert name in {part.unit for part in before.contributions.parts}
    assert name not in {part.unit for part in after.contributions.parts}
    assert len(after.contributions.parts) == len(before.contributions.parts)
    assert forget_persons(rollout.releases, ["buyer 0"]) == 0


def test_what_cannot_be_read_any_more_stops_a_diagnosis(rollout: Rollout) -> None:
    rollout.diagnosed(0)
    (rollout.releases / "contributions.kept").write_bytes(b"damaged")
    with pytest.raises(BadInput, match="nothing new can be shown safely"):
        rollout.diagnosed(1)


def test_the_file_is_read_back_as_it_was_kept(rollout: Rollout) -> None:
    for number in range(QUIET + 1):
        rollout.diagnosed(number)
    released = kept_released(rollout.releases)
    assert released is not None
    assert [one.as_of.date() for one in released.shown][0] == as_of_day(0)
    assert any(table.held.changed for table in released.tables.values())
    assert all(table.as_of.date() - as_of_day(0) < timedelta(weeks=WEEKS) for table in released.tables.values())
