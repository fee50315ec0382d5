"""What each person's cases came to at each step, counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from desirepath.observe.step_tallies import OF_STEPS
from desirepath.observe.trouble_days import TroubleDays, Watched
from desirepath.observe.waits import HOUR
from desirepath.vocabulary.cohort import EVERYONE
from tests.observe.hand_made import AS_OF, ROLLOUT, USUAL, Case, Read, at, day, opened, usual_cases

STEPS = ("draft", "quote", "check", "order")
WHOLE = "draft quote check order"
CASES = [
    *usual_cases(),
    # The first three of buyer-1, and two later ones.
    Case("buyer-1", day(1), WHOLE),
    Case("buyer-1", day(2), "draft quote check:failed check order"),
    Case("buyer-1", day(3), "draft quote check:denied check order"),
    Case("buyer-1", day(4), "draft quote check:returned quote check order"),
    Case("buyer-1", day(5), "draft quote +5 check order"),
    # Given up at the check; gone round it; done twice; done over mail.
    Case("buyer-2", day(1), "draft quote"),
    Case("buyer-2", day(2), "draft quote order"),
    Case("buyer-2", day(3), "draft quote check check order"),
    Case("buyer-2", day(4), "draft quote check@mail order"),
    Case("buyer-2", day(5), "draft quote check:failed"),
    # Taken back; open and quick; open and standing for longer than any before.
    Case("buyer-3", day(1), "draft quote taken_back"),
    Case("buyer-3", AS_OF - timedelta(hours=2), "draft quote"),
    Case("buyer-3", AS_OF - timedelta(hours=4), "draft quote"),
    # Slow at the check, and then given up there; given up, and before that done over mail.
    Case("buyer-5", day(1), "draft quote +5 check check:failed"),
    Case("buyer-5", day(2), "draft@mail quote"),
    # Slow before go-live.
    Case("buyer-4", day(-5), "draft quote +30 check order"),
    Case("buyer-4", day(-4), "draft quote"),
]
PEOPLE = [{"user_id": f"buyer-{number}", "role": "buyer"} for number in (1, 2, 3, 4, 5)]
PEOPLE += [{"user_id": f"requester-{number}", "role": "requester"} for number in range(12)]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    with opened(tmp_path_factory.mktemp("by-hand"), CASES, tables={"people": PEOPLE}) as found:
        yield found


def counts(read: Read, person: str, count: str, span: str = "since") -> tuple[int, ...]:
    return tuple(read.counted(person, count, step, span) for step in STEPS)


BY_HAND = {
    ("buyer-1", "entered"): (5, 5, 5, 5),
    ("buyer-1", "passed"): (5, 5, 5, 5),
    ("buyer-1", "stuck"): (0, 0, 0, 0),
    ("buyer-1", "slow"): (0, 0, 1, 0),
    ("buyer-1", "failed"): (0, 0, 2, 0),
    ("buyer-1", "returned"): (0, 0, 1, 0),
    ("buyer-1", "denied"): (0, 0, 1, 0),
    ("buyer-1", "slipped"): (0, 0, 3, 0),
    ("buyer-1", "bypassed"): (0, 0, 0, 0),
    ("buyer-1", "doubled"): (0, 0, 0, 0),
    # The case that went round the check never came to it.
    ("buyer-2", "entered"): (5, 5, 4, 3),
    ("buyer-2", "passed"): (5, 5, 1, 3),
    ("buyer-2", "stuck"): (0, 0, 2, 0),
    ("buyer-2", "slow"): (0, 0, 0, 0),
    ("buyer-2", "failed"): (0, 0, 1, 0),
    ("buyer-2", "slipped"): (0, 0, 0, 0),
    ("buyer-2", "bypassed"): (0, 0, 2, 0),
    ("buyer-2", "doubled"): (0, 0, 1, 0),
    # The case taken back is left out; the quick one may come to the check yet.
    ("buyer-3", "entered"): (2, 2, 1, 0),
    ("buyer-3", "stuck"): (0, 0, 1, 0),
    ("buyer-3", "passed"): (2, 2, 0, 0),
    # What is stuck is not slow besides; a case that did not end has not gone round anything yet.
    ("buyer-5", "stuck"): (0, 0, 2, 0),
    ("buyer-5", "slow"): (0, 0, 0, 0),
    ("buyer-5", "bypassed"): (0, 0, 0, 0),
}


@pytest.mark.parametrize(("person", "count"), BY_HAND, ids=[f"{count} of {person}" for person, count in BY_HAND])
def test_the_counts_of_a_person_at_a_step_are_those_done_by_hand(read: Read, person: str, count: str) -> None:
    assert counts(read, person, count) == BY_HAND[person, count]


def test_every_count_is_done_by_hand_for_somebody() -> None:
    assert {count for (_, count), found in BY_HAND.items() if any(found)} == set(OF_STEPS)


def test_what_was_before_go_live_stands_apart(read: Read) -> None:
    assert counts(read, "buyer-4", "entered") == (0, 0, 0, 0)
    assert counts(read, "buyer-4", "entered", "before") == (2, 2, 2, 1)
    assert counts(read, "buyer-4", "stuck", "before") == (0, 0, 1, 0)
    assert counts(read, "buyer-4", "slow", "before") == (0, 0, 1, 0)
    [tallies] = read.tallies
    assert tallies.before.of_cases["cases"].sum() == USUAL + 2
    assert tallies.since.of_cases["cases"].sum() == 5 + 5 + 2 + 2


def test_first_cases_are_the_first_three_since_go_live(read: Read) -> None:
    assert counts(read, "buyer-1", "entered", "first") == (3, 3, 3, 3)
    # Of the first three one failed and one was denied; the one sent back came fourth.
    assert counts(read, "buyer-1", "slipped", "first") == (0, 0, 2, 0)
    assert counts(read, "buyer-1", "returned", "first") == (0, 0, 0, 0)
    assert counts(read, "buyer-4", "entered", "first") == (0, 0, 0, 0)


def test_cases_are_counted_by_what_they_came_to(read: Read) -> None:
    [tallies] = read.tallies
    row = tallies.row_of["buyer-2"]
    found = {name: int(of_all[row]) for name, of_all in tallies.since.of_cases.items()}
    assert found == {"cases": 5, "closed": 5, "ended": 3, "judged": 5, "on_path": 0, "abandoned": 2}
    found = {name: int(of_all[tallies.row_of["buyer-3"]]) for name, of_all in tallies.since.of_cases.items()}
    assert found == {"cases": 2, "closed": 0, "ended": 0, "judged": 0, "on_path": 0, "abandoned": 0}


def test_long_is_what_nearly_nobody_waited_before_go_live(read: Read) -> None:
    [tallies] = read.tallies
    for patience in tallies.patience[1:]:
        assert (patience.level, patience.microseconds) == (0, 2 * HOUR)


def test_everyone_has_a_row_with_the_codes_of_their_cohort(read: Read) -> None:
    [tallies] = read.tallies
    assert tallies.cuts == ("role",)
    assert tallies.values == (("buyer", "requester"),)
    assert {person: int(tallies.codes[row, 0]) for person, row in tallies.row_of.items()} == {
        one["user_id"]: (1 if one["role"] == "buyer" else 2) for one in PEOPLE
    }


def test_cases_in_time_add_up_to_the_tallies(read: Read) -> None:
    [tallies] = read.tallies
    watched = Watched(step=2, cohort=EVERYONE, counts=("stuck", "slow"), of="entered")
    found = TroubleDays(read.base, tallies, read.engine).of(watched)
    for span, chosen in (("before", found.week == 0), ("since", found.week >= 1)):
        of_steps = getattr(tallies, span).of_steps
        assert found.whole[chosen].sum() == of_steps["entered"][2].sum()
        assert found.part[chosen].sum() == of_steps["stuck"][2].sum() + of_steps["slow"][2].sum()
    since = found.of_cohort_since()
    assert since.part.sum() == 6
    assert set(np.unique(since.week).tolist()) == {1, 5}


def test_cases_begun_on_excluded_days_count_nowhere(tmp_path: Path) -> None:
    cases = [Case("buyer-1", day(1), WHOLE), Case("buyer-1", day(2), WHOLE), Case("buyer-1", day(3), "draft")]
    more = "exclude: [{from: 2025-09-02, to: 2025-09-03, reason: outage}]"
    with opened(tmp_path, [*usual_cases(), *cases], more=more, tables={"people": PEOPLE}) as found:
        assert found.counted("buyer-1", "entered", "draft") == 1
        assert found.counted("buyer-1", "stuck", "quote") == 1


def test_cases_long_before_go_live_are_no_baseline(tmp_path: Path) -> None:
    cases = [Case("buyer-1", day(-91), WHOLE), Case("buyer-1", day(-90), WHOLE), Case("buyer-1", day(0, 0), WHOLE)]
    with opened(tmp_path, cases, tables={"people": PEOPLE}) as found:
        assert found.counted("buyer-1", "entered", "draft", "before") == 1
        assert found.counted("buyer-1", "entered", "draft") == 1


def test_without_a_time_before_a_case_is_stuck_when_it_ends_idle(tmp_path: Path) -> None:
    cases = [
        Case("buyer-1", AS_OF - timedelta(days=6), "draft quote"),
        Case("buyer-1", AS_OF - timedelta(days=8), "draft quote"),
        Case("buyer-1", day(1), "draft quote +100 check order"),
    ]
    with opened(tmp_path, cases, tables={"people": PEOPLE}) as found:
        assert found.counted("buyer-1", "entered", "check") == 2
        assert found.counted("buyer-1", "stuck", "check") == 1
        assert found.counted("buyer-1", "slow", "check") == 0


def test_without_people_every_case_is_a_row_of_its_own(tmp_path: Path) -> None:
    nobody = [Case("", case.begun, case.words) for case in CASES]
    with opened(tmp_path, nobody) as found:
        [tallies] = found.tallies
        kept = len(CASES) - 1  # one was taken back
        assert (tallies.has_people, tallies.row_of) == (False, {})
        assert len(tallies.person) == len(np.unique(tallies.person)) == kept
        assert tallies.since.of_steps["stuck"].sum(axis=1).tolist() == [0, 0, 5, 0]
        assert tallies.since.of_cases["cases"].max() == 1


def test_with_a_cut_of_cases_a_person_has_a_row_for_each_of_its_values(tmp_path: Path) -> None:
    cases = [
        Case("buyer-1", day(1), WHOLE, office="north"),
        Case("buyer-1", day(2), "draft quote", office="south"),
        Case("buyer-1", day(3), "draft quote", office="south"),
        Case("buyer-2", day(4), WHOLE, office="south"),
    ]
    with opened(tmp_path, cases, more="cuts: [office, role]", tables={"people": PEOPLE}) as found:
        [tallies] = found.tallies
        assert tallies.cuts == ("role", "office")
        office = [tallies.values[1][code - 1] for code in tallies.codes[:, 1]]
        stuck = tallies.since.of_steps["stuck"][2].tolist()
        assert sorted(zip(office, stuck, strict=True)) == [("north", 0), ("south", 0), ("south", 2)]
        assert len(np.unique(tallies.person)) == 2
        assert set(tallies.row_of) == {"buyer-1", "buyer-2"}


TWO = ROLLOUT.replace(
    "    withdrawn: [taken back]\n",
    "    withdrawn: [taken back]\n  - workflow: claim\n    case_ends_after: 2d\n    path: file pay\n",
)


def test_each_workflow_has_tallies_and_patience_of_its_own(tmp_path: Path) -> None:
    rows = [
        {"workflow": workflow, **row}
        for number, (workflow, case) in enumerate(
            [
                ("request", Case("buyer-1", day(1), WHOLE)),
                ("claim", Case("buyer-1", day(1), "file pay")),
                ("claim", Case("buyer-2", AS_OF - timedelta(days=3), "file")),
                ("request", Case("buyer-2", AS_OF - timedelta(days=3), "draft")),
            ]
        )
        for row in case.rows(f"case-{number}")
    ]
    with opened(tmp_path, [], tables={"events": rows, "people": PEOPLE}, rollout=TWO) as found:
        request, claim = found.tallies
        assert (request.workflow.id, claim.workflow.id) == ("request", "claim")
        assert at(request, "buyer-1", "passed", "order") == 1
        assert at(claim, "buyer-1", "passed", "pay") == 1
        # After three days a claim is given up, a request is not yet.
        assert at(claim, "buyer-2", "stuck", "pay") == 1
        assert at(request, "buyer-2", "entered", "quote") == 0
