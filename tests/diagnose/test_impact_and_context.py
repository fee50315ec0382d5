"""What a trouble costs and what comes first, what else happened to the people, what evidence is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from desirepath.diagnose.change_load import OtherChange, change_load, changes_of, cohort_of
from desirepath.diagnose.impact import impact_of, priority_of
from desirepath.diagnose.missing_evidence import MOST, missing_evidence
from desirepath.diagnose.piece import Piece
from desirepath.diagnose.sides import sides_by_week, sides_of
from desirepath.observe.trouble_days import CasesInTime
from desirepath.statistics.tallies import tally
from desirepath.vocabulary.case import Risk
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.friction import EvidenceSource, Impact, Standing
from desirepath.vocabulary.rollout import HourlyCost
from tests.detect.made_up import WORKFLOW

EMEA_BUYERS = Cohort((("region", "EMEA"), ("role", "buyer")))
TIMED = replace(WORKFLOW, minutes=12.0)
AS_OF = datetime(2026, 10, 1, tzinfo=UTC)


def test_198_cases_of_12_minutes_are_39_6_hours_and_cost_1900_80_at_48_an_hour() -> None:
    impact = impact_of(212, 198.2, TIMED, HourlyCost(amount=48.0, currency="EUR"))
    assert (impact.people, impact.cases, impact.currency) == (212, 198, "EUR")
    assert impact.hours == pytest.approx(39.6)
    assert impact.cost == pytest.approx(1900.8)


def test_without_a_rate_there_is_no_cost_and_without_minutes_there_are_no_hours() -> None:
    assert impact_of(212, 198.2, TIMED, None) == Impact(people=212, cases=198, hours=pytest.approx(39.6))
    assert impact_of(5, 10.0, WORKFLOW, None).hours == 0.0


def test_fewer_cases_than_expected_cost_nothing() -> None:
    assert impact_of(5, -3.0, TIMED, HourlyCost(amount=48.0, currency="EUR")).cost == 0.0


@pytest.mark.parametrize(
    ("excess", "share", "risk", "standing", "priority"),
    [
        (100.0, 0.0, Risk.MEDIUM, Standing.CONFIRMED, 20.0),
        (100.0, 0.5, Risk.MEDIUM, Standing.CONFIRMED, 30.0),
        (100.0, 0.0, Risk.HIGH, Standing.CONFIRMED, 30.0),
        (100.0, 0.0, Risk.LOW, Standing.CONFIRMED, 14.0),
        (100.0, 0.0, Risk.MEDIUM, Standing.SUSPECTED, 10.0),
        (-5.0, 1.0, Risk.HIGH, Standing.CONFIRMED, 0.0),
    ],
)
def test_what_comes_first_is_hours_lost_more_for_many_people_risky_work_and_surer_troubles(
    excess: float, share: float, risk: Risk, standing: Standing, priority: float
) -> None:
    assert priority_of(excess, share, replace(TIMED, risk=risk), standing) == pytest.approx(priority)


def test_without_minutes_a_case_counts_ten_for_the_rank_alone() -> None:
    assert priority_of(60.0, 0.0, WORKFLOW, Standing.CONFIRMED) == pytest.approx(10.0)


def change(days_ago: int, cohort: Cohort = EVERYONE) -> OtherChange:
    return OtherChange(at=AS_OF - timedelta(days=days_ago), title="Another tool", cohort=cohort)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([], ()),
        ([change(10)], ()),
        (
            [change(10), change(30)],
            ("Change load: 2 other changes reached these people within 90 days; the latest only 10 days ago.",),
        ),
        (
            [change(14), change(30), change(90)],
            ("Change load: 3 other changes reached these people within 90 days; have had time to settle.",),
        ),
        ([change(10), change(91)], ()),
        ([change(10), change(-1)], ()),
        ([change(10), change(20, Cohort((("region", "APAC"),)))], ()),
    ],
    ids=["none", "one", "two, lately", "three, settled", "one too long ago", "one in the future", "one of others"],
)
def test_the_change_load_counts_the_changes_of_the_last_90_days_that_reached_the_cohort(
    changes: Sequence[OtherChange], said: tuple[str, ...]
) -> None:
    assert change_load(changes, EMEA_BUYERS, AS_OF) == said


def test_a_change_of_a_wider_cohort_reaches_the_narrower_one_and_not_the_other_way_round() -> None:
    of_emea = [change(10, Cohort((("region", "EMEA"),))), change(20, EMEA_BUYERS)]
    assert len(change_load(of_emea, EMEA_BUYERS, AS_OF)) == 1
    assert change_load(of_emea, Cohort((("region", "EMEA"),)), AS_OF) == ()


@pytest.mark.parametrize(
    ("text", "cohort"),
    [
        ("region=EMEA;role=buyer", EMEA_BUYERS),
        (" role = buyer ; region = EMEA", EMEA_BUYERS),
        ("", EVERYONE),
        ("all", EVERYONE),
        ("team=a=b", Cohort((("team", "a=b"),))),
    ],
)
def test_a_cohort_is_read_as_tables_write_it(text: str, cohort: Cohort) -> None:
    assert cohort_of(text) == cohort


def test_a_row_of_changes_without_a_cohort_is_everyones() -> None:
    [read] = changes_of([{"at": 1_000_000, "title": "Another tool", "cohort": None}])
    assert read == OtherChange(at=datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), title="Another tool", cohort=EVERYONE)


def piece(source: EvidenceSource, *, differs: bool) -> Piece:
    return Piece(source=source, says="", differs=differs)


def test_no_evidence_is_missing_where_two_sources_speak() -> None:
    two = [piece(EvidenceSource.TICKETS, differs=True), piece(EvidenceSource.ACCESS, differs=True)]
    assert missing_evidence(two) == ()


def test_sources_that_are_not_there_come_first_the_most_telling_ahead() -> None:
    asked = missing_evidence([piece(EvidenceSource.BEHAVIOUR, differs=True)])
    assert len(asked) == MOST == 3
    assert asked[0].startswith("Ask one question at the step")
    assert asked[1].startswith("Bring in tickets")


def test_a_source_in_which_nothing_differs_yet_is_waited_for() -> None:
    there = [piece(source, differs=source is EvidenceSource.BEHAVIOUR) for source in EvidenceSource]
    asked = missing_evidence(there)
    assert asked[0] == "Wait for more answers at the step: so far there are no more than usual."
    assert not any("access" in one for one in asked)


def in_time(*rows: tuple[int, int, int, int, int]) -> CasesInTime:
    """Rows of (person, 1 for the cohort, week, cases in trouble, cases)."""
    person, inside, week, part, whole = np.array(rows, np.int64).T
    return CasesInTime(person=person, inside=inside, week=week, day=week, part=part, whole=whole)


def test_a_side_is_the_mean_of_its_peoples_shares_in_every_period() -> None:
    cohort = [(person, 1, week, hit, 4) for person in range(10) for week, hit in ((0, 1), (1, 2), (2, 4))]
    others = [(person, 0, week, 1, 4) for person in range(10, 22) for week in (0, 1, 2)]
    found = {(one.side, one.period): one for one in sides_by_week(in_time(*cohort, *others), 10)}
    assert {place: one.value for place, one in found.items() if place[0] == "cohort"} == {
        ("cohort", "baseline"): 0.25,
        ("cohort", "since_go_live"): 0.75,
        ("cohort", "week_1"): 0.5,
        ("cohort", "week_2"): 1.0,
    }
    assert (found["cohort", "since_go_live"].people, found["cohort", "since_go_live"].cases) == (10, 80)
    assert {one.value for (side, _), one in found.items() if side == "others"} == {0.25}


def test_sides_of_fewer_people_than_the_floor_are_left_out() -> None:
    rows = [(person, 1, 1, 1, 2) for person in range(9)] + [(person, 0, 1, 1, 2) for person in range(20, 40)]
    assert {one.side for one in sides_by_week(in_time(*rows), 10)} == {"others"}
    # A person with cases on two days is one person.
    twice = [(person, 1, 1, 1, 2) for person in range(9)] * 2
    assert list(sides_by_week(in_time(*twice), 10)) == []


def test_a_person_counts_once_however_many_cases_they_have() -> None:
    rows = [(0, 1, 1, 90, 90), *((person, 1, 1, 0, 1) for person in range(1, 10))]
    [since, _] = sides_by_week(in_time(*rows), 10)
    assert since.value == pytest.approx(0.1)
    assert since.cases == 99


def test_what_was_told_is_counted_per_case_on_either_side() -> None:
    # Ten people with four cases and six tickets each, and twelve with four cases and one ticket.
    counted = tally([6] * 10 + [1] * 12, [4] * 22)
    cohort, others = sides_of(counted, np.arange(22) < 10, "since_go_live", 10)
    assert (cohort.side, cohort.value, cohort.people, cohort.cases) == ("cohort", 1.5, 10, 40)
    assert (others.side, others.value, others.people, others.cases) == ("others", 0.25, 12, 48)
