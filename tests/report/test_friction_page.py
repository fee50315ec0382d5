"""Friction points on the report page: first on it, each with a page of its own, and quiet when there are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desirepath.report.html.page import report_page
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.study import Study
from tests.report.a_friction_point import CONFIRMED, INTERVENTIONS, SUSPECTED
from tests.report.friction_studies import nothing_stands_out, renamed, with_friction
from tests.report.studies import hostile_studies
from tests.report.test_page import METRICS, Elements


def page_of(study: Study) -> Elements:
    return Elements(report_page(study, METRICS, INTERVENTIONS))


def with_point(point: FrictionPoint) -> Study:
    return replace(with_friction(1), friction_points=(point,))


def test_what_is_wrong_stands_before_any_metric() -> None:
    text = page_of(with_friction(2)).text
    body = text[text.index("Skip to content") :]
    assert body.index("What is wrong, for whom, why, how sure, what to do first") < body.index("Process adherence")
    assert "Buyers in EMEA give up at Attach the quote : 31 of 100 cases, 8 were to be expected" in body
    assert "Confirmed by 3 sources behaviour, tickets, exceptions" in body
    assert "Collect next Answers at the step: ask those who skip it" in body


@pytest.mark.parametrize(("points", "folded"), [(1, 0), (5, 0), (6, 1), (8, 3)])
def test_five_stand_open_and_the_rest_behind_a_fold_each_with_a_page(points: int, folded: int) -> None:
    page = page_of(with_friction(points))
    pages = [found["id"] for tag, found in page.tags if found.get("class") == "friction-page"]
    assert pages == [f"friction-{rank}" for rank in range(1, points + 1)]
    assert ("more friction point" in page.text) == (folded > 0)
    starts = [found.get("start") for tag, found in page.tags if tag == "ol"]
    assert starts == (["1", "6"] if folded else ["1"])


@pytest.mark.parametrize("points", [0, 1, 2, 8])
def test_headings_ids_and_links_hold_with_friction_points_too(points: int) -> None:
    page = page_of(with_friction(points))
    assert all(later - earlier <= 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))
    ids = [found["id"] for _, found in page.tags if "id" in found]
    assert len(ids) == len(set(ids))
    named = {name for _, found in page.tags for name in (found.get("aria-labelledby") or "").split()}
    targets = {(found["href"] or "#")[1:] for tag, found in page.tags if tag == "a"}
    assert targets | named <= set(ids)
    tags = [tag for tag, _ in page.tags]
    assert tags.count("table") == tags.count("caption")


def test_the_page_of_a_friction_point_answers_every_question() -> None:
    text = page_of(with_friction(1)).text
    text = text[text.index("Friction point 1 of 1") :]
    for said in (
        "95% interval 27.0 to 35.0%; 212 people and 640 cases; visible since 4 Sep 2026",
        "Where on the path",
        "All others Before go-live",
        "Week 5 29.0%",
        "Week 6, not over 27.0%",
        "The same trouble would be told as well by: Buyers with business unit Trading",
        "Policy ambiguity runner-up 8%",
        "What would change this Answers at the step that name the purchasing rule",
        "Access records No attempt was denied: 0 of 640 cases. clearly against access gap (−1.4)",
        "Yes Do many people struggle at this same step? 131 of 212 people gave up here",
        "→ then look at the design of the step",
        "No Is the old way faster? By e-mail it took 2.1 days",
        "went through 4 other changes",
        "Who decides application owner Takes days Needs the rule of the format check in words; one example",
        "Week 1 Step completion rate ▲ should rise",
        "Week 4 Abandonment rate ▼ should fall",
        "131 people 147 cases 39.6 hours EUR 1,901",
    ):
        assert said in text


def test_the_step_is_marked_on_the_path_and_both_charts_have_words() -> None:
    page = page_of(with_friction(1))
    labels = [found["aria-label"] or "" for tag, found in page.tags if tag == "svg" and "aria-label" in found]
    assert (
        sum(
            "The approved path, Attach the quote marked: step 4 of 8. Of 1,194 cases, 981 reached it" in one
            for one in labels
        )
        == 2
    )
    assert any(
        one.startswith("Share of cases reaching the step that stop there by week. Buyers in EMEA: week 1 24.0%")
        for one in labels
    )


def test_a_week_below_the_floor_is_in_no_chart_table_or_text() -> None:
    point = replace(
        CONFIRMED,
        rates=tuple(
            replace(rate, people=8, value=0.987, high=0.99)
            if (rate.side, rate.period) == ("cohort", "week_3")
            else rate
            for rate in CONFIRMED.rates
        ),
    )
    page = report_page(with_point(point), METRICS)
    assert "98.7" not in page
    assert "Week 3: 8.0%" not in page


def test_an_impact_below_the_floor_is_not_told() -> None:
    point = replace(CONFIRMED, impact=replace(CONFIRMED.impact, people=7, cases=23, hours=5.75, cost=276.0))
    text = page_of(with_point(point)).text
    assert "fewer than 10 touched" in text
    assert "few people few cases few hours" in text
    assert "276" not in text


def test_a_step_that_the_map_lacks_gets_no_strip_and_is_named_by_its_id() -> None:
    text = page_of(with_point(replace(CONFIRMED, step="elsewhere"))).text
    assert "Buyers in EMEA give up at elsewhere" in text
    assert "Where on the path" not in text


def test_a_bare_friction_point_has_no_empty_headings() -> None:
    bare = replace(
        SUSPECTED, rank=1, evidence=(), probabilities={}, checks=(), context=(), findings=(), rates=(), would_change=""
    )
    text = page_of(with_point(bare)).text
    for heading in ("For whom", "What would change this", "Is it the people at all?", "In the background"):
        assert heading not in text.replace("for whom, why", "")
    assert "no source confirms it yet" in text


def test_with_nothing_wrong_the_page_says_so_and_why_that_can_be_believed() -> None:
    text = page_of(nothing_stands_out()).text
    assert "Nothing stands out The 1,194 cases since go-live of 712 people were looked at" in text
    assert "1,240 comparisons" in text
    for loud in ("friction point", "What is wrong", "Where to look first"):
        assert loud.lower() not in text.lower()


def test_no_text_of_a_friction_point_becomes_an_element() -> None:
    evil = "</style></svg><script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}"
    page = page_of(renamed(evil))
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert evil in "".join(page.said)


def test_friction_points_stand_on_hostile_studies_too() -> None:
    for make in hostile_studies().values():
        page = page_of(with_friction(3, make()))
        assert [found["id"] for _, found in page.tags if found.get("class") == "friction-page"][-1] == "friction-3"


def test_the_same_friction_points_give_the_same_page() -> None:
    assert report_page(with_friction(8), METRICS) == report_page(with_friction(8), METRICS)
