"""Whether a guide helps simulated people, tried on many of them over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from scipy.stats import fisher_exact

from desirepath.intervene.assign import arm_of
from desirepath.vocabulary.guidance.published import Guide, Guides
from example.application.serve import served
from example.people.person import Person, people, staff
from example.people.visit import Visit
from example.people.weeks import Weeks, Work, weeks_of_work
from example.people.written import (
    ARTICLE,
    access_guides,
    document,
    help_guides,
    right_guide,
    survey_guide,
    wrong_guide,
)

MONDAY = datetime(2026, 9, 7, tzinfo=UTC)
BUYERS = people(100)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture(scope="module")
def without(address: str) -> Work:
    return worked(address, BUYERS)


def worked(address: str, who: tuple[Person, ...], *guides: Guide) -> Work:
    return weeks_of_work(address, who, Weeks(begins=MONDAY, approved=False), shown(*guides) if guides else None)


def shown(*guides: Guide) -> Guides:
    return document(*guides, workspace="demo", now=MONDAY - timedelta(days=1), articles=(ARTICLE,))


def became(visits: list[Visit]) -> list[tuple[str, int, bool]]:
    return [(one.person.number, one.tries, one.done) for one in visits]


def test_the_trouble_of_people_falls_where_the_right_guide_is_shown(address: str, without: Work) -> None:
    with_guide = worked(address, BUYERS, right_guide())
    table = [[sum(one.in_trouble for one in work.visits) for work in (with_guide, without)]]
    table.append([len(BUYERS) - table[0][0], len(BUYERS) - table[0][1]])
    # Fisher's exact test; were the guide of no use, so great a fall would come less than once in a million seeds.
    assert fisher_exact(table, alternative="less").pvalue < 1e-6
    assert all("4711-23" in one.read for one in with_guide.visits)


def test_a_guide_about_something_else_changes_nobody_s_case(address: str, without: Work) -> None:
    with_guide = worked(address, BUYERS, wrong_guide())
    assert all(one.read for one in with_guide.visits)
    assert became(with_guide.visits) == became(without.visits)


def test_people_who_are_held_out_fare_as_without_a_guide(address: str, without: Work) -> None:
    half = worked(address, BUYERS, right_guide(held_out=0.5))
    held = {one.number for one in BUYERS if arm_of("right-guide", one.number, 0.5) == "held_out"}
    assert 30 < len(held) < 70
    assert {row["user_id"] for row in half.rows if row.get("arm") == "held_out"} == held
    assert [one for one in became(half.visits) if one[0] in held] == [
        one for one in became(without.visits) if one[0] in held
    ]
    assert not any(one.read for one in half.visits if one.person.number in held)


def test_a_guide_for_buyers_of_one_region_is_shown_to_no_others(address: str) -> None:
    others = tuple(one for one in staff(50) if (one.role, one.region) != ("buyer", "EMEA"))
    work = worked(address, others, right_guide())
    assert len(others) == 40
    assert not any(one.read for one in work.visits)
    assert not [row for row in work.rows if row["table"] == "exposures"]


def test_buyers_of_emea_have_the_most_trouble_without_guidance(address: str, without: Work) -> None:
    elsewhere = worked(address, people(100, region="AMER"))
    assert without.trouble > 0.5
    assert elsewhere.trouble < 0.25


def test_clerks_who_may_not_attach_quotes_say_so_where_they_can(address: str) -> None:
    clerks = people(60, role="clerk", region="APAC")
    alone = worked(address, clerks)
    helped = worked(address, clerks, *access_guides())
    denied = [one for one in alone.visits if one.denied]
    assert len(denied) > 10
    assert not any(one.escalated for one in alone.visits)
    assert {one.person.number for one in helped.visits if one.escalated} == {one.person.number for one in denied}


def test_people_who_fail_find_the_article_and_mend_their_entry(address: str, without: Work) -> None:
    helped = worked(address, BUYERS, *help_guides())
    assert sum(one.asked_for_help for one in helped.visits) > 20
    assert helped.trouble <= without.trouble
    assert sum(one.done for one in helped.visits) > sum(one.done for one in without.visits)


def test_people_who_are_refused_answer_what_stopped_them(address: str, without: Work) -> None:
    asked = worked(address, BUYERS, survey_guide())
    refused = {one.person.number for one in asked.visits if one.tries > 1 or not one.done}
    answered = {one.person.number for one in asked.visits if one.answered}
    assert answered < refused
    assert len(answered) > len(refused) / 3
    assert not any(one.answered for one in without.visits)


def test_the_same_people_do_the_same_again(address: str, without: Work) -> None:
    again = worked(address, BUYERS)
    assert became(again.visits) == became(without.visits)


def test_every_case_goes_the_approved_path_or_ends_before_it(address: str) -> None:
    work = weeks_of_work(address, people(20), Weeks(begins=MONDAY))
    path = ["Request drafted", "Quote entered", "Request validated", "Approved by manager", "Budget approved"]
    path += ["Supplier security cleared", "Order placed"]
    cases: dict[str, list[str]] = {}
    for row in work.rows:
        if row["table"] == "events" and row["outcome"] == "ok":
            cases.setdefault(row["case_id"], []).append(row["activity"])
    assert len(cases) == 20
    assert sorted({len(case) for case in cases.values()}) == [1, 7]
    assert all(case == path[: len(case)] for case in cases.values())


@pytest.mark.long
def test_the_right_guide_helps_and_the_wrong_one_does_not_over_weeks_and_seeds(address: str) -> None:
    for seed in range(2, 12):
        who = people(100, seed=seed)
        weeks = Weeks(begins=MONDAY, weeks=3, busy=0.7, approved=False)
        alone, right, wrong = (
            weeks_of_work(address, who, weeks, shown(one) if one else None)
            for one in (None, right_guide(), wrong_guide())
        )
        assert right.trouble < alone.trouble - 0.3
        assert became(wrong.visits) == became(alone.visits)
