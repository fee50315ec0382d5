"""The made-up people: they differ, repeat themselves, are away, and learn."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from desirepath.runs.simulate import simulate_in_memory
from desirepath.simulate.calendar import DAY
from desirepath.simulate.people import People, Rota
from desirepath.simulate.plan import Friction, SimulationPlan
from desirepath.simulate.staging import stage_of
from desirepath.simulate.striking import cases_had, unpractised, usually_unpractised
from desirepath.simulate.tenure import BANDS, tenure_codes
from desirepath.vocabulary.cohort import Cohort


@pytest.fixture(scope="module")
def people() -> People:
    """Two thousand people of the expense claims."""
    return stage_of(SimulationPlan(seed=4, world="expense_claims", people=2_000, frictions=())).people


def share(people: People, name: str, value: str, among: np.ndarray) -> float:
    return float(people.attributes[name].is_value(value)[among].mean())


def test_most_of_a_role_sit_in_its_own_unit_and_the_rest_everywhere(people: People) -> None:
    consultants = people.attributes["role"].is_value("consultant")
    assert 0.5 < share(people, "business_unit", "Advisory", consultants) < 0.85
    assert share(people, "business_unit", "Advisory", ~consultants) < 0.4


def test_some_regions_have_more_new_hires_than_others(people: People) -> None:
    iberia, dach = (people.attributes["region"].is_value(name) for name in ("Iberia", "DACH"))
    assert share(people, "tenure", BANDS[0], iberia) > 1.3 * share(people, "tenure", BANDS[0], dach)


def test_whoever_somebody_reports_to_leads_and_nobody_else(people: People) -> None:
    led_by = set(people.boss[people.boss != np.arange(len(people))].tolist())
    assert set(np.flatnonzero(people.attributes["manager"].is_value("manager")).tolist()) == led_by


def test_a_persons_boss_is_of_the_same_region(people: People) -> None:
    region = people.attributes["region"].codes
    assert (region == region[people.boss]).all()


def test_tenure_is_counted_in_whole_months_at_go_live() -> None:
    hired = np.array(["2025-03-02", "2025-03-01", "2023-09-02", "2023-09-01", "2020-09-01", "2025-12-01"], "M8[D]")
    bands = [BANDS[code] for code in tenure_codes(hired, date(2025, 9, 1)).tolist()]
    assert bands == [BANDS[0], BANDS[1], BANDS[1], BANDS[2], BANDS[3], BANDS[0]]


def test_nobody_begins_a_case_while_away(people: People) -> None:
    begins = np.sort(np.random.default_rng(1).integers(people.away[1][0].min(), people.away[1][1].max(), 20_000))
    person = Rota(people, is_new=False).draw(begins, np.random.default_rng(2))
    absent = np.zeros(len(begins), np.bool_)
    for since, until in people.away:
        absent |= (since[person] <= begins) & (begins < until[person])
    assert absent.mean() < 0.002
    assert sum((until - since).mean() for since, until in people.away[1:]) > 5 * DAY


def test_a_persons_factors_are_one_on_average_over_cases(people: People) -> None:
    for factor in people.own.values():
        assert np.average(factor, weights=people.busy[0]) == pytest.approx(1.0)
        assert factor.std() > 0.2


def test_the_cases_that_a_person_had_before_are_counted_over_pieces() -> None:
    person = np.array([2, 0, 2, 2, 1], np.int32)
    assert cases_had(person, np.array([0, 10, 5])).tolist() == [5, 0, 6, 7, 10]


def test_the_usual_factor_of_the_unpractised_is_the_mean_over_their_cases() -> None:
    # Two people with three cases each: the factors of the first, second and third case.
    by_hand = np.mean([unpractised(np.array([number]))[0] for number in range(3)])
    assert usually_unpractised(np.array([3.0, 3.0])) == pytest.approx(by_hand)


def test_a_gap_in_capability_hits_newcomers_and_first_cases_harder_and_fades() -> None:
    friction = Friction(symptom="exceptions_rising", blocker="capability_gap", step="quote", cohort=Cohort())
    plan = SimulationPlan(seed=6, events=60_000, people=200, frictions=(friction,))
    events = simulate_in_memory(plan).tables["events"].to_pydict()
    cases = list(
        dict.fromkeys(
            case
            for case, activity in zip(events["case_id"], events["activity"], strict=True)
            if activity == "Request drafted"
        )
    )
    failed = {
        case
        for case, activity in zip(events["case_id"], events["activity"], strict=True)
        if activity == "Quote field rejected"
    }
    early, late = (np.mean([case in failed for case in part]) for part in (cases[:500], cases[-1500:]))
    assert early > 1.3 * late


def test_a_gap_in_access_shows_in_the_permissions_of_the_people_file() -> None:
    cohort = Cohort((("region", "EMEA"),))
    friction = Friction(blocker="access_gap", step="quote", cohort=cohort)
    gap = stage_of(SimulationPlan(seed=8, people=900, frictions=(friction,)))
    limited = gap.people.attributes["permission_level"].is_value("limited")
    member = gap.people.members(cohort)
    assert limited[member].mean() > 0.6
    assert limited[~member].mean() < 0.1


def test_what_depends_on_support_falls_on_few_people_again_and_again() -> None:
    def uneven(blocker: str) -> float:
        friction = Friction(blocker=blocker, step="quote", cohort=Cohort())  # type: ignore[arg-type]
        return float(stage_of(SimulationPlan(seed=8, people=900, frictions=(friction,))).frictions[0].prone.std())

    assert uneven("support_dependency") > 1.5 * uneven("workflow_friction")
