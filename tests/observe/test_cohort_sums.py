"""Sums over persons and cohorts: by hand, and beside counting one by one."""

import random
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest

from desirepath.observe.cohort_sums import UNITY, driver_sums, ratio_sums, search_sums, ticket_sums
from desirepath.observe.cohorts import Cuts
from desirepath.observe.counted import DriverSums, Place, TicketSums
from desirepath.observe.grouping import coded, groups_of
from desirepath.observe.person_counts import reached, stopped, weekly_counts
from desirepath.observe.searches import solved_or_not
from desirepath.observe.tickets import asked_or_active
from desirepath.observe.units import Persons, read_persons, read_units

RATIO = ("on_path", "judged")
PEOPLE = {"buyer-1": "EMEA", "buyer-2": "EMEA", "approver-3": "APAC", "newcomer-4": None}


def persons() -> Persons:
    rows = pa.table({"person": list(PEOPLE), "cut:region": pa.array(list(PEOPLE.values()), pa.string())})
    return read_persons(rows, ("region",))


def place(period: str, value: str = "", cut: str = "region") -> Place:
    return Place(workflow="claim", period=period, cut=cut if value else "", value=value)


def cases(*rows: tuple[str | None, int, str, int], site: Sequence[str | None] | None = None) -> pa.Table:
    """Rows of (person, week, verdict, cases); all reached step 0 and, unless given up at it, step 1."""
    users, weeks, verdicts, number = zip(*rows, strict=True)
    given_up = [verdict == "abandoned" for verdict in verdicts]
    columns = {
        "workflow": ["claim"] * len(rows),
        "user_id": pa.array(users, pa.string()),
        "week": pa.array(weeks, pa.int32()),
        "verdict": list(verdicts),
        "may_be_judged": [True] * len(rows),
        "exceptions": pa.array([2] * len(rows), pa.int32()),
        "stopped_at": pa.array([0 if up else -1 for up in given_up], pa.int32()),
        "reached_0": pa.array([1 if up else 3 for up in given_up], pa.int64()),
        "cases": pa.array(number, pa.int64()),
    }
    return pa.table(columns if site is None else {**columns, "cut:site": pa.array(site, pa.string())})


def sums_of(rows: pa.Table, *, of_cases: tuple[str, ...] = (), have_people: bool = True) -> dict:
    cuts = Cuts(of_people=("region",), of_cases=of_cases)
    ratios = (RATIO, ("exceptions", "closed"), (stopped(0), reached(0)), (stopped(1), reached(1)))
    names = {name for ratio in ratios for name in ratio}
    return ratio_sums(weekly_counts(rows, persons(), cuts, names, have_people=have_people), ratios)


def told(sums: dict, ratio: tuple[str, str], where: Place) -> tuple[float, float, float, int]:
    found = sums[ratio][where]
    return found.moments.n, found.moments.total, found.moments.total_of_squares, found.cases


def test_a_person_counts_once_with_the_share_of_their_cases() -> None:
    sums = sums_of(cases(("buyer-1", 1, "on_path", 3), ("buyer-1", 1, "off_path", 1), ("buyer-2", 1, "off_path", 10)))
    assert told(sums, RATIO, place("week_1")) == (2, 0.75, 0.5625, 14)
    assert told(sums, RATIO, place("week_1", "EMEA")) == (2, 0.75, 0.5625, 14)
    assert place("week_1", "APAC") not in sums[RATIO]


def test_weeks_since_go_live_are_one_period_in_which_a_person_counts_once_more() -> None:
    sums = sums_of(cases(("buyer-1", 0, "on_path", 5), ("buyer-1", 1, "on_path", 1), ("buyer-1", 2, "off_path", 1)))
    assert told(sums, RATIO, place("baseline")) == (1, 1.0, 1.0, 5)
    assert told(sums, RATIO, place("since_go_live")) == (1, 0.5, 0.25, 2)
    assert told(sums, RATIO, place("week_2")) == (1, 0.0, 0.0, 1)


def test_cases_of_nobody_known_are_units_of_their_own_and_in_no_cohort_of_people() -> None:
    sums = sums_of(cases((None, 1, "on_path", 3), (None, 1, "off_path", 1), ("newcomer-4", 1, "on_path", 2)))
    assert told(sums, RATIO, place("since_go_live")) == (5, 4.0, 4.0, 6)
    assert {where.cut for where in sums[RATIO]} == {""}


def test_without_people_every_case_is_a_unit() -> None:
    sums = sums_of(cases((None, 1, "on_path", 3), (None, 2, "abandoned", 2)), have_people=False)
    assert told(sums, RATIO, place("since_go_live")) == (5, 3.0, 3.0, 5)
    assert told(sums, ("exceptions", "closed"), place("week_2")) == (2, 4.0, 8.0, 2)


def test_a_step_is_given_up_by_those_who_reached_it() -> None:
    sums = sums_of(cases(("buyer-1", 1, "on_path", 3), ("buyer-1", 1, "abandoned", 1)))
    assert told(sums, (stopped(0), reached(0)), place("week_1")) == (1, 0.25, 0.0625, 4)
    assert told(sums, (stopped(1), reached(1)), place("week_1")) == (1, 0.0, 0.0, 3)


def test_a_persons_cases_in_several_cohorts_count_in_each_and_once_for_everyone() -> None:
    rows = cases(
        ("buyer-1", 1, "on_path", 1),
        ("buyer-1", 1, "off_path", 1),
        ("buyer-1", 2, "off_path", 2),
        site=["A", "B", None],
    )
    sums = sums_of(rows, of_cases=("site",))
    assert told(sums, RATIO, place("week_1")) == (1, 0.5, 0.25, 2)
    assert told(sums, RATIO, place("since_go_live", "EMEA")) == (1, 0.25, 0.0625, 4)
    assert told(sums, RATIO, place("since_go_live", "A", "site")) == (1, 1.0, 1.0, 1)
    assert told(sums, RATIO, place("since_go_live", "B", "site")) == (1, 0.0, 0.0, 1)


def test_a_count_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError):
        weekly_counts(
            cases(("buyer-1", 1, "on_path", 1)),
            persons(),
            Cuts(of_people=(), of_cases=()),
            {"nonsense"},
            have_people=True,
        )


def test_active_people_without_a_ticket_are_counted_and_askers_who_did_nothing_too() -> None:
    week = pa.array([1, 1], pa.int64())
    asked = pa.table(
        {
            "workflow": ["claim"] * 2,
            "user_id": pa.array(["buyer-1", None]),
            "week": week,
            "category": ["access"] * 2,
            "tickets": pa.array([3, 2], pa.int64()),
        }
    )
    active = pa.table({"workflow": ["claim"] * 2, "user_id": ["buyer-1", "approver-3"], "week": week})
    sums = ticket_sums(asked_or_active(asked, active, persons()))
    assert sums[place("week_1")] == TicketSums(active=2, askers=3, tickets=5, squares=11)
    assert sums[place("since_go_live", "APAC")] == TicketSums(active=1, askers=0, tickets=0, squares=0)


def test_whoever_had_a_ticket_in_the_category_before_asks_again_in_whatever_period() -> None:
    rows = pa.table(
        {
            "workflow": ["claim"] * 4,
            "user_id": ["buyer-1", "buyer-1", "buyer-1", "buyer-2"],
            "week": pa.array([0, 2, 2, 2], pa.int64()),
            "category": ["access", "access", "other", "access"],
            "tickets": pa.array([1, 1, 2, 1], pa.int64()),
        }
    )
    drivers = driver_sums(read_units(rows, "tickets", persons()), *coded(rows["category"]))
    everyone = {"all_askers": 2, "tickets_x": 4, "squares_x": 10}
    assert drivers[place("week_2")] == [
        DriverSums(category="access", askers=2, asked_before=1, tickets_y=2, squares_y=2, products=4, **everyone),
        DriverSums(category="other", askers=1, asked_before=1, tickets_y=2, squares_y=4, products=6, **everyone),
    ]
    assert [one.asked_before for one in drivers[place("baseline")]] == [0]
    assert drivers[place("since_go_live")] == drivers[place("week_2")]


def test_a_person_counts_with_the_share_of_their_searches_that_were_solved() -> None:
    rows = pa.table(
        {
            "workflow": ["claim"] * 3,
            "user_id": pa.array(["buyer-1", "buyer-1", None]),
            "week": pa.array([1, 1, 1], pa.int64()),
            "solved": pa.array([1, 0, 1], pa.int64()),
            "searches": pa.array([1, 3, 2], pa.int64()),
        }
    )
    by_person = search_sums(solved_or_not(rows, persons(), have_people=True))[place("week_1")]
    assert (by_person.moments.n, by_person.moments.total, by_person.cases) == (3, 2.25, 6)
    each = search_sums(solved_or_not(rows, persons(), have_people=False))[place("week_1", "EMEA")]
    assert (each.moments.n, each.moments.total, each.cases) == (4, 1.0, 4)


def one_by_one(rows: Sequence[tuple[str | None, int, str, str | None, int]]) -> dict[Place, tuple[int, int, int, int]]:
    """The referee: every case of every row put into the drawer of its unit and place; each drawer is one ratio."""
    drawers: dict[tuple[Place, object], list[int]] = defaultdict(lambda: [0, 0])
    for number, (user, week, verdict, site, times) in enumerate(rows):
        for case in range(times):
            unit = user or (number, case)
            for period in ["baseline"] if week == 0 else [f"week_{week}", "since_go_live"]:
                cohorts = {"": "", "region": PEOPLE.get(user or ""), "site": site}
                for cut, value in cohorts.items():
                    if value is not None:
                        drawer = drawers[Place(workflow="claim", period=period, cut=cut, value=value), unit]
                        drawer[0] += verdict == "on_path"
                        drawer[1] += verdict != "unjudged"
    sums: dict[Place, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for (where, _), (part, whole) in drawers.items():
        if whole:
            own = int(part / whole * UNITY + 0.5)
            found = sums[where]
            for place, number in enumerate((1, own, int(own / UNITY * own / UNITY * UNITY + 0.5), whole)):
                found[place] += number
    return {where: (found[0], found[1], found[2], found[3]) for where, found in sums.items()}


@pytest.mark.parametrize("seed", range(20))
def test_sums_are_those_of_counting_case_by_case(seed: int) -> None:
    dice = random.Random(seed)
    rows = [
        (
            dice.choice([*PEOPLE, "stranger", None]),
            dice.randrange(4),
            dice.choice(["on_path", "off_path", "abandoned", "unjudged"]),
            dice.choice(["A", "B", None]),
            dice.randrange(1, 4),
        )
        for _ in range(60)
    ]
    table = cases(*((user, week, verdict, times) for user, week, verdict, _, times in rows), site=[r[3] for r in rows])
    found = sums_of(table, of_cases=("site",))[RATIO]
    read = {
        where: (one.moments.n, one.moments.total * UNITY, one.moments.total_of_squares * UNITY, one.cases)
        for where, one in found.items()
    }
    assert read == one_by_one(rows)


def test_sums_beyond_64_bits_are_still_exact() -> None:
    groups = groups_of([np.zeros(3, np.int64)])
    assert groups.sums(np.full(3, 1 << 62)).tolist() == [3 << 62]


def test_rows_agree_in_every_key_however_many_combinations_there_could_be() -> None:
    keys = [np.array([0, 1 << 40, 0, -1]), np.array([1 << 40, 5, 1 << 40, 5]), np.array([-1, 2, -1, 2])]
    groups = groups_of(keys)
    assert sorted(sorted(rows.tolist()) for rows in groups.members()) == [[0, 2], [1], [3]]
