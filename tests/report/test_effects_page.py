"""The page of effects as text: the decision first, words as strong as the design, nothing below the floor, no markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desirepath.effects import design_catalogue
from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.html.effects_page import effects_page
from desirepath.vocabulary.effect import Exposed, Proof, Proofs
from tests.report.effect_proofs import (
    HOSTILE,
    all_proofs,
    doubtful,
    escalated,
    for_everyone,
    harmful,
    helpful,
    in_waves,
    nothing_shipped,
    refused,
    renamed,
    undecided,
)
from tests.report.effect_values import readings
from tests.report.test_page import Elements

DESIGNS, INTERVENTIONS = design_catalogue(), intervention_catalogue()
EVERY = {"one of each": all_proofs, **HOSTILE}


def page_of(proofs: Proofs) -> Elements:
    return Elements(effects_page(proofs, DESIGNS, INTERVENTIONS))


def body_of(*found: Proof) -> str:
    text = page_of(all_proofs(*found)).text
    return text[text.index("Did it work?") :]


def test_the_page_forbids_itself_scripts_and_the_network() -> None:
    page = page_of(all_proofs())
    policies = [found["content"] for _, found in page.tags if found.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"]
    links = [found.get("href") or found.get("src") for _, found in page.tags if "href" in found or "src" in found]
    assert all(link and link.startswith(("#", "data:")) for link in links)


@pytest.mark.parametrize("name", EVERY)
def test_headings_never_skip_a_level_ids_are_unique_and_links_lead_somewhere(name: str) -> None:
    page = page_of(EVERY[name]())
    assert page.headings[0] == 1
    assert all(later - earlier <= 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))
    ids = [found["id"] for _, found in page.tags if "id" in found]
    assert len(ids) == len(set(ids))
    named = {name for _, found in page.tags for name in (found.get("aria-labelledby") or "").split()}
    targets = {(found["href"] or "#")[1:] for tag, found in page.tags if tag == "a"}
    assert targets | named <= set(ids)


def test_first_of_all_stand_decision_reason_effect_and_how_far_it_may_be_believed() -> None:
    body = body_of(helpful())
    assert body.index("1 intervention: 1 to expand") < body.index("What may be said of it")
    assert (
        "Decision Expand to region DACH and role buyer Because Abandonment at the step: better by 8.1 points. Effect "
        "−8.1 points better between −11.9 and −4.3 points abandonment at “Attach the quote” drawn by chance"
    ) in body


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (undecided, "Undecided about 12 more days like those so far Because The effect may still be none"),
        (harmful, "Replace by Step guidance proposed to be retired Because Abandonment at the step got worse"),
        (escalated, "Escalate to the process owner proposed to be retired Because Whatever it does for the better"),
        (in_waves, "Continue Because Abandonment at the step: better by 8.1 points."),
        (refused, "Undecided Because 71.0% were held out of 50% planned"),
    ],
)
def test_every_decision_stands_with_what_is_to_be_done(make: Callable[[], Proof], said: str) -> None:
    assert f"Decision {said}" in body_of(make())


@pytest.mark.parametrize("make", [in_waves, for_everyone, undecided, escalated, refused])
def test_that_it_changed_something_is_said_of_nothing_but_a_draw_that_is_told_apart(make: Callable[[], Proof]) -> None:
    body = body_of(make())
    told = body[body.index("What may be said of it") : body.index("What follows")]
    assert not re.search(r"\bchanged\b|drawn by chance(?<!not drawn by chance)", told)
    assert "changed abandonment" in body_of(helpful())


def test_where_nobody_was_drawn_the_level_beside_it_is_what_was_to_be_expected() -> None:
    for make, other in ((helpful, "Without"), (in_waves, "Expected"), (for_everyone, "Expected")):
        assert f"With it {other} Interval if read once" in body_of(make())
    assert "expected 22.3%" in body_of(for_everyone())
    assert "weaker evidence, not drawn by chance" in body_of(for_everyone())


def test_the_lines_of_shown_and_held_out_stand_beside_the_difference_with_its_interval_and_as_a_table() -> None:
    page = page_of(all_proofs(helpful()))
    drawn = [found.get("aria-label") or "" for tag, found in page.tags if tag == "svg" and found.get("role") == "img"]
    assert [one.partition(".")[0] for one in drawn] == [
        "Abandonment at “Attach the quote” by day since the start",
        "Abandonment at “Attach the quote”, with it minus without it, by day",
    ]
    marks = {found.get("class") for _, found in page.tags}
    assert {"with-it", "without", "difference", "interval"} <= marks
    assert "Day 28, 30 Sep 2026 14.2% 22.3% −8.1 points −11.9 to −4.3" in page.text


def test_a_day_with_too_few_people_on_one_side_shows_a_dash_and_no_difference() -> None:
    assert "Day 2, 4 Sep 2026 – 22.3% – –" in body_of(helpful())


def test_what_got_worse_stands_before_what_may_be_said_and_once_only() -> None:
    body = body_of(harmful())
    detail = body[body.index("Intervention 1 of 1") :]
    assert "Something got worse" in body
    assert detail.index("It made worse: tickets about other matters") < detail.index("What may be said of it")
    assert "It made worse: abandonment" not in detail
    assert "Something got worse" not in body_of(helpful(), undecided())


def test_a_check_that_fails_is_told_beside_the_effect_that_it_casts_doubt_on() -> None:
    body = body_of(doubtful())
    assert "not drawn by chance A check of the design fails" in body
    told = body[body.index("What may be said of it") : body.index("What follows")]
    assert "A check fails Region explains 17% of it." in told
    assert "check fails" not in body_of(in_waves()) + body_of(helpful())
    assert "A check of the design fails" not in body_of(refused())


def test_a_refused_design_shows_its_reason_once_and_that_it_stays_open() -> None:
    body = body_of(refused())
    detail = body[body.index("What may be said of it") : body.index("May it be believed?")]
    assert detail.count("71.0% were held out") == 1
    assert "It stays open as long as a check below fails." in detail
    assert body.index("fails The arms are as large as they were drawn") < body.index("holds The arms did alike before")
    assert "Day by day" not in body


def test_a_count_below_the_floor_is_hidden_with_its_share() -> None:
    few = replace(helpful(), exposed=Exposed(shown=1012, held_out=988, opened=None, completed=0, dismissed=41))
    body = body_of(few)
    assert "opened it fewer than 10" in body
    assert "dismissed it 4.1% of those shown 41" in body
    hidden = replace(helpful(), exposed=Exposed(shown=None, held_out=988, opened=640))
    assert "opened it 640" in body_of(hidden)
    assert "of those shown" not in body_of(hidden)


def test_where_nobody_was_held_out_no_arm_is_spoken_of() -> None:
    body = body_of(in_waves())
    met = body[body.index("Who met it") :]
    assert "held out" not in met
    assert "met both" not in met
    assert "held out 988" in body_of(helpful())


def test_watch_measures_say_where_things_went_but_neither_better_nor_worse() -> None:
    body = body_of(helpful())
    watched = body[body.index("Watch measures") :]
    assert "Step completion rate share of users, more is better 73.1% 77.4% ▲ 4.3 points 80.2% ▲ 7.1 points" in watched
    assert "Tickets per active user per active user, less is better 0.19 0.24 ▲ 0.05 –" in watched


def test_the_measure_that_decides_stands_first_and_the_others_say_only_what_is_told_apart() -> None:
    body = body_of(helpful())
    table = body[body.index("Every measure") : body.index("For whom")]
    assert table.index("decides better −8.1 points") < table.index("The share of cases completed share of cases better")
    assert "The share of completed cases that took long share of cases not told apart −0.4 points" in table


def test_every_cohort_has_its_own_interval_and_the_good_side_is_named() -> None:
    body = body_of(helpful())
    assert "left of it is better" in body
    assert "Nordics −9.0 points −14.5 to −3.5 better 210" in body
    assert "Benelux −3.0 points −8.5 to +2.5 not told apart 480" in body


def test_with_nothing_shipped_the_page_says_what_is_needed() -> None:
    text = page_of(nothing_shipped()).text
    assert "Nothing to prove yet" in text
    assert "The rollout file names no table interventions , so there is nothing to prove yet." in text
    assert "arm ( shown or held_out )" in text
    assert "What may be said of it" not in text


def test_of_an_effect_that_reads_only_one_day_both_charts_stand() -> None:
    page = page_of(all_proofs(replace(undecided(), readings=readings(0.005)[2:3])))
    assert [found["class"] for _, found in page.tags if found.get("role") == "img"] == ["trend by-day"] * 2


@settings(max_examples=10, deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_no_name_becomes_an_element(name: str) -> None:
    plain = [tag for tag, _ in page_of(renamed("plain")).tags]
    without_code = [tag for tag in (one for one, _ in page_of(renamed(name)).tags) if tag != "code"]
    assert without_code == [tag for tag in plain if tag != "code"]


def test_a_name_full_of_markup_is_shown_as_it_is_written() -> None:
    page = page_of(HOSTILE["markup in every name"]())
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert "<script>alert(1)</script>" in "".join(page.said)


def test_a_measure_without_words_of_its_own_is_named_by_its_title() -> None:
    odd = replace(helpful().effects[0], metric="a_new_measure", title="Detours at the step")
    assert "detours at “ Attach the quote ”" in body_of(replace(helpful(), effects=(odd,)))


def test_an_intervention_or_design_that_is_not_in_the_catalogues_still_has_a_page() -> None:
    text = Elements(effects_page(all_proofs(harmful()), {}, {})).text
    assert "Replace by step guidance" in text
    assert "something else may have changed on the same day" in text


def test_the_same_effects_give_the_same_bytes() -> None:
    assert effects_page(all_proofs(), DESIGNS, INTERVENTIONS) == effects_page(all_proofs(), DESIGNS, INTERVENTIONS)
