"""What a governance pack says: no more than its data and its designs bear."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desirepath.report.pack.contents import governance_pack
from desirepath.vocabulary.chart import HeatTable, LineChart
from desirepath.vocabulary.effect import DesignKind, Proof
from desirepath.vocabulary.figure import Figure
from desirepath.vocabulary.friction import Impact
from desirepath.vocabulary.pack import Grid
from tests.report.effect_proofs import doubtful, for_everyone, harmful, helpful, in_waves, refused, undecided
from tests.report.friction_studies import with_friction
from tests.report.pack.packs import RECIPE, REGISTER, full_pack, quiet_pack, shown, source, texts
from tests.report.studies import hostile_studies, two_workflows

SECTIONS = ["adherence", "tickets", "exceptions", "self_service", "cohorts", "intervention", "priority"]


def test_the_seven_parts_stand_in_their_order_behind_three_answers() -> None:
    pack = full_pack()
    assert [one.id.partition(":")[0] for one in pack.sections][:7] == SECTIONS
    assert [one.question for one in pack.answers] == [
        "Where is resistance concentrated?",
        "Which interventions change behaviour?",
        "Which workflow is next?",
    ]


def test_what_may_be_told_on_is_an_effect_times_a_year_of_cases_rounded() -> None:
    # 636 cases in 39 days are 5,952 a year; times 0.081, between 0.043 and 0.119.
    found = full_pack().repeat
    assert found[0].text == (
        "About 500 fewer cases given up at “Attach the quote” a year, between 200 and 800, by comparison with a random half "
        "that was not shown it (Step guidance)."
    )
    a_year = found[0].figures[0]
    assert a_year.value == pytest.approx(636 * 365 / 39 * 0.081, abs=1e-5)
    assert (a_year.low, a_year.high) == pytest.approx((636 * 365 / 39 * 0.043, 636 * 365 / 39 * 0.119), abs=1e-5)


def test_hours_and_money_follow_from_minutes_a_case_and_the_rate() -> None:
    # 482 cases at 12 minutes are 96 hours; at 48 an hour 4,628.
    worth = full_pack().repeat[1]
    assert worth.text == (
        "At 12 hands-on minutes a case, that is about 100 hours a year, between 50 and 150. At EUR 48 an hour, about "
        "EUR 5,000, between 2,000 and 7,000: time, not cash saved."
    )
    assert [one.unit for one in worth.figures] == ["hours", "EUR"]


def test_what_is_assumed_follows_what_may_be_told_on() -> None:
    assumed = full_pack().repeat[2]
    assert assumed.tone == "note"
    assert "39 days since go-live (636)" in assumed.text
    assert "over 28 days" in assumed.text


@pytest.mark.parametrize(
    "proof",
    [
        in_waves(),
        doubtful(),
        for_everyone(),
        harmful(),
        refused(),
        undecided(),
        replace(helpful(), days=27),
        replace(helpful(), checks=tuple(replace(one, holds=False) for one in helpful().checks)),
    ],
    ids=["waves", "weak waves", "everyone", "harm", "refused", "undecided", "too few days", "checks fail"],
)
def test_nothing_may_be_told_on_without_a_sound_draw_that_helped_long_enough(proof: Proof) -> None:
    assert governance_pack(source(None, proof), RECIPE).repeat == ()


def test_only_what_was_drawn_by_chance_changed_anything() -> None:
    waves = replace(helpful(), shipped=replace(helpful().shipped, design=DesignKind.WAVES))
    assert "changed abandonment" in full_pack().answers[1].sentences[0]
    told = governance_pack(source(None, waves), RECIPE).answers[1].sentences[0]
    assert "changed abandonment" not in told
    assert "went with" in told


def test_a_quiet_rollout_gives_a_short_pack_that_says_so() -> None:
    pack = quiet_pack()
    assert pack.answers[0].sentences[0].startswith("Nothing stands out.")
    assert pack.answers[1].sentences == ("None was shipped, so nothing can be said of any.",)
    assert pack.answers[2].sentences == ("No workflow needs to come next: nothing stands out.",)
    assert pack.repeat == ()
    assert not any(one.id == "register" for one in pack.sections)


def test_tickets_of_longer_and_shorter_times_are_not_held_against_each_other() -> None:
    chart = next(one for one in shown(full_pack(), LineChart) if one.id.startswith("tickets"))
    assert isinstance(chart, LineChart)
    assert chart.mark is None
    assert "before" not in chart.labels
    assert "before" not in texts(full_pack(), "tickets").partition("\n")[0]


def test_a_decision_of_the_room_stands_beside_what_was_proposed() -> None:
    told = texts(full_pack(), "intervention")
    assert "Proposed by rule: expand to region DACH and role buyer." in told
    assert (
        "Decided on 5 Oct 2026 by the adoption owner: expand region DACH. Why: It helps, and nobody is worse off."
        in told
    )
    alone = texts(governance_pack(source(None, helpful()), RECIPE), "intervention")
    assert "No decision on it is recorded." in alone


def test_what_was_let_pass_is_shown_with_who_and_why() -> None:
    tables = {one.id: one for one in shown(full_pack(), Grid) if isinstance(one, Grid)}
    assert tables["register:waivers"].rows == (
        ("The figures are seen daily", "process owner", "8 Sep 2026", "The support tool was away."),
    )
    assert tables["register:workarounds"].rows[0][-1] == "overdue"


def test_what_was_kept_later_than_the_pack_is_not_in_it() -> None:
    later = replace(REGISTER.waivers[0], on=date(2027, 1, 1))
    pack = governance_pack(source(None, register=replace(REGISTER, waivers=(later,), workarounds=())), RECIPE)
    assert not any(one.id == "register" for one in pack.sections)


def test_costs_of_fewer_than_the_floor_have_no_value() -> None:
    study = with_friction(1)
    few = replace(study.friction_points[0], impact=Impact(people=4, cases=5, hours=1.0, cost=48.0, currency="EUR"))
    pack = governance_pack(source(replace(study, friction_points=(few,))), RECIPE)
    costs = [one for one in pack.figures if one.origin.more.startswith("impact,")]
    assert len(costs) == 4
    assert all(one.value is None and one.because == "fewer than 10 touched" for one in costs)


def test_every_figure_has_an_id_of_its_own_and_comes_from_somewhere() -> None:
    found = full_pack().figures
    assert len({one.id for one in found}) == len(found)
    assert all(one.origin.workflow == "request" for one in found)
    assert all(len(one.id) < 200 and one.id.isascii() for one in found)


def test_one_id_never_stands_for_two_numbers() -> None:
    by_id: dict[str, set[float | None]] = {}
    for one in full_pack()._told():
        by_id.setdefault(one.id, set()).add(one.value)
    assert {name for name, values in by_id.items() if len(values) > 1} == set()


def test_a_figure_has_the_same_id_a_week_later() -> None:
    study = with_friction(2)
    later = governance_pack(source(replace(study, as_of=study.as_of + timedelta(days=7)), helpful()), RECIPE)
    assert {one.id for one in full_pack().figures} == {one.id for one in later.figures}


def test_a_cell_without_a_figure_stays_empty_in_the_table_of_cohorts() -> None:
    table = next(one for one in shown(full_pack(), HeatTable))
    assert isinstance(table, HeatTable)
    assert table.rows[0][0] == "Everyone"
    cells = [cell for _, row in table.rows for cell in row]
    assert any(cell is None for cell in cells)
    assert all(isinstance(cell, Figure) and cell.value is not None for cell in cells if cell is not None)


def test_with_two_workflows_every_part_says_which_it_is_about() -> None:
    pack = governance_pack(source(two_workflows()), RECIPE)
    assert {one.of for one in pack.sections if one.id.startswith("adherence")} == {"Purchase request", "Invoice"}


@pytest.mark.parametrize("name", hostile_studies())
def test_no_study_breaks_the_pack(name: str) -> None:
    pack = governance_pack(source(hostile_studies()[name]()), RECIPE)
    assert len(pack.answers) == 3
