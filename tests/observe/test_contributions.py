"""What changes a person's contribution, and what does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from desirepath.observe.contributions import CASES, SAID, SEARCHES, TICKETS, Contributions, Part, contributions
from tests.observe.hand_made import ROLLOUT, Case, day, opened

DONE = "draft quote check order"
TICKET = {"ticket_id": "t1", "opened_at": day(9).isoformat(), "user_id": "ann", "category": "access", "step": "quote"}
ONE_BEFORE = ROLLOUT.replace("as_of: 2025-10-01", "as_of: 2025-09-05")


def read(
    folder: Path,
    cases: Sequence[Case],
    tables: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    *,
    more: str = "",
    rollout: str = ROLLOUT,
) -> Contributions:
    folder.mkdir(exist_ok=True)
    with opened(folder, cases, tables=tables, more=more, rollout=rollout) as found:
        return contributions(found.base, found.tables, found.engine, lambda unit: unit)


def differing(one: Contributions, other: Contributions) -> set[tuple[str, str, int]]:
    """Unit, kind and week of what is not the same in both."""
    keys: set[Part] = set(one.parts) | set(other.parts)
    return {(key.unit, key.kind, key.week) for key in keys if one.parts.get(key) != other.parts.get(key)}


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    cases = [Case("ann", day(1), DONE), Case("ann", day(2), "draft quote"), Case("ben", day(8), "draft")]
    assert read(tmp_path / "one", cases) == read(tmp_path / "other", list(reversed(cases)))


def test_a_case_that_goes_on_changes_the_week_in_which_it_began(tmp_path: Path) -> None:
    before = read(tmp_path / "one", [Case("ann", day(1), "draft quote"), Case("ben", day(1), DONE)])
    after = read(tmp_path / "other", [Case("ann", day(1), "draft quote +400 check"), Case("ben", day(1), DONE)])
    assert differing(before, after) == {("person ann", CASES, 1)}


def test_a_case_that_is_given_up_by_time_alone_is_a_change(tmp_path: Path) -> None:
    """It stands still from day 1; after 7 days, on September 9, it counts as abandoned."""
    cases = [Case("ann", day(1), "draft quote"), Case("ben", day(1), DONE)]
    then, now = read(tmp_path / "then", cases, rollout=ONE_BEFORE), read(tmp_path / "now", cases)
    assert differing(then, now) == {("person ann", CASES, 1)}


def test_a_case_of_the_baseline_counts_in_week_0(tmp_path: Path) -> None:
    found = read(tmp_path, [Case("ann", day(-3), DONE)])
    assert {(part.unit, part.week) for part in found.parts} == {("person ann", 0)}


def test_without_people_each_case_is_a_unit_of_its_own(tmp_path: Path) -> None:
    before = read(tmp_path / "one", [Case("", day(1), "draft"), Case("", day(2), DONE)])
    after = read(tmp_path / "other", [Case("", day(1), "draft"), Case("", day(2), DONE), Case("", day(2, 11), DONE)])
    assert len(before.parts) == 2
    assert len(differing(before, after)) == 1


def test_a_ticket_is_a_contribution_of_another_kind_than_cases(tmp_path: Path) -> None:
    """With tickets it matters too who was active in which week: both were, in week 1."""
    cases, other = (
        [Case("ann", day(1), DONE), Case("ben", day(1), DONE)],
        {**TICKET, "user_id": "ben", "ticket_id": "t0"},
    )
    before = read(tmp_path / "one", cases, {"tickets": [other]})
    after = read(tmp_path / "other", cases, {"tickets": [other, TICKET]})
    assert differing(before, after) == {("person ann", TICKETS, 2)}


def test_searches_and_answers_are_kinds_of_their_own(tmp_path: Path) -> None:
    search = {"at": day(2).isoformat(), "user_id": "ann", "query": "how", "resolved": "yes"}
    answer = {"at": day(9).isoformat(), "user_id": "ann", "workflow": "request", "step": "quote", "reason": "access"}
    found = read(tmp_path, [Case("ann", day(1), DONE)], {"searches": [search], "answers": [answer]})
    assert {(part.kind, part.week) for part in found.parts} == {(CASES, 1), (SEARCHES, 1), (SAID, 2)}


def test_who_moves_contributes_to_other_cohorts(tmp_path: Path) -> None:
    cases = [Case("ann", day(1), DONE)]
    people = [{"user_id": "ann", "role": "buyer"}]
    before = read(tmp_path / "one", cases, {"people": people})
    after = read(tmp_path / "other", cases, {"people": [{**people[0], "role": "clerk"}]})
    assert (before.cuts, before.of_cases) == (("role",), ())
    assert [part.values for part in (*before.parts, *after.parts)] == [("buyer",), ("clerk",)]


def test_a_cut_of_cases_is_that_of_each_case(tmp_path: Path) -> None:
    cases = [Case("ann", day(1), DONE, "north"), Case("ann", day(2), DONE, "south")]
    found = read(tmp_path, cases, more="cuts: [office]")
    assert found.of_cases == ("office",)
    assert {part.values for part in found.parts} == {("north",), ("south",)}
