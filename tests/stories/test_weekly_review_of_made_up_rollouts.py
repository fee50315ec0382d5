"""The weekly review of a made-up rollout with one trouble planted, and of one with nothing wrong in it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from desirepath.runs.report_weekly import WeeklyAsked, read_review, report_weekly
from desirepath.runs.simulate import simulate
from desirepath.simulate.plan import DEMO_FRICTION, SimulationPlan
from desirepath.vocabulary.review import ReviewItem, Sight, Topic, WeeklyReview

AS_OF = date(2025, 9, 29)


def silent(_: str) -> None:
    """Show no progress."""


def review_of(folder: Path, *frictions: object) -> WeeklyReview:
    plan = SimulationPlan(seed=7, events=24_000, people=400, frictions=frictions)  # type: ignore[arg-type]
    review, _ = read_review(simulate(plan, folder, silent), WeeklyAsked(as_of=AS_OF), progress=silent)
    return review


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> WeeklyReview:
    return review_of(tmp_path_factory.mktemp("planted"), DEMO_FRICTION)


@pytest.fixture(scope="module")
def nothing_wrong(tmp_path_factory: pytest.TempPathFactory) -> WeeklyReview:
    return review_of(tmp_path_factory.mktemp("nothing-wrong"))


def the(topic: Topic, review: WeeklyReview) -> ReviewItem:
    [item] = review.of(topic)
    return item


def test_the_top_drop_off_is_where_it_was_planted(planted: WeeklyReview) -> None:
    found = the(Topic.DROP_OFF, planted)
    assert (found.sight, found.step, found.cohort) == (Sight.STANDS_OUT, DEMO_FRICTION.step, DEMO_FRICTION.cohort)


def test_it_is_beside_the_study_of_seven_days_before(planted: WeeklyReview) -> None:
    assert planted.before is not None
    assert (planted.as_of - planted.before).days == 7
    found = the(Topic.DROP_OFF, planted)
    assert found.before is not None
    assert found.shift is not None


def test_the_group_at_highest_risk_is_that_with_the_trouble(planted: WeeklyReview) -> None:
    assert the(Topic.COHORT_AT_RISK, planted).cohort == DEMO_FRICTION.cohort


def test_where_nothing_is_wrong_nothing_stands_out(nothing_wrong: WeeklyReview) -> None:
    assert nothing_wrong.is_quiet
    assert [one.sight for one in nothing_wrong.items] == [Sight.NOTHING] * 6
    assert [one.proposed for one in nothing_wrong.items] == [None] * 6


def test_no_figure_of_fewer_than_the_smallest_group_is_told(planted: WeeklyReview) -> None:
    figures = [one for item in planted.items for one in item.figures() if one.n is not None]
    assert figures
    assert min(one.n for one in figures if one.n is not None) >= planted.smallest_group


def test_in_the_first_week_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    made = simulate(SimulationPlan(seed=7, events=6_000, people=200, frictions=()), tmp_path / "made", silent)
    files = report_weekly(made, tmp_path / "out", WeeklyAsked(as_of=date(2025, 9, 6)), progress=silent)
    assert [file.name for file in files] == [f"weekly-review.{kind}" for kind in ("html", "md", "docx", "json")]
    assert json.loads(files[3].read_text(encoding="utf-8"))["before"] is None
    assert "there is no study of a week before to compare with" in files[1].read_text(encoding="utf-8")
