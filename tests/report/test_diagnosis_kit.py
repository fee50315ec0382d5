"""The workbook of the diagnosis kit, read back."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.kit.found import BLANK_ROWS
from desirepath.report.kit.kit import Kit, blank_kit, filled_kit
from desirepath.report.kit.tidy import no_formula, tidy
from desirepath.report.kit.to_do import BACKLOG_ROWS
from desirepath.report.kit.workbook import sheets, workbook_of
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.friction import Impact
from desirepath.vocabulary.study import Study
from tests.report.friction_in_a_kit import at_the_budget_owner, at_the_quote, with_friction
from tests.report.read_back import cells, parts, table, texts
from tests.report.studies import hostile_studies, purchase_requests

SHEETS = ["Start here", "Scorecard", "Friction points", "Evidence", "Five checks", "Interventions", "Backlog"]
RUNS = re.compile(r"^[=+\-@\t\r]")


def filled(study: Study | None = None) -> Kit:
    return filled_kit(study or with_friction(), intervention_catalogue())


def blank() -> Kit:
    return blank_kit(None, intervention_catalogue())


FILLED, BLANK = workbook_of(filled()), workbook_of(blank())


def test_filled_and_blank_have_the_same_seven_sheets() -> None:
    assert list(cells(FILLED)) == list(cells(BLANK)) == SHEETS


def test_a_friction_point_stands_with_where_for_whom_why_how_sure_and_what_first() -> None:
    first = table(FILLED, "Friction points")[0]
    assert first == {
        "#": 1,
        "Workflow": "Purchase request",
        "Step": "Attach the quote",
        "For whom": "region EMEA and role Buyer",
        "Symptom": "Abandonment at a step",
        "Blocker": "Workflow friction",
        "Probability": 0.86,
        "Standing": "Confirmed",
        "Evidence by source": "Behaviour: 31% of the cohort's cases stop at the step, 8% before go-live.\n"
        "Tickets: 63 tickets at the step, 41 of them on the format of the quote; 5 in as many days before.\n"
        "Searches: Searches at the step are as many as elsewhere.",
        "Runner-up, and what would put it first": "Policy ambiguity, 9%. Tickets that quote different versions of one rule"
        " would put it first.",
        "Perhaps not the users' problem": "One cohort struggles\nTickets round one rule",
        "First intervention": "Field-level help",
        "Watch in week 1": "Step completion rate",
        "Watch in week 4": "Abandonment rate",
        "People": 212,
        "Cases": 198,
        "Hours": 39.6,
        "Cost, EUR": 1900.8,
        "First seen": date(2026, 9, 4),
    }


def test_without_a_rate_a_friction_point_has_no_cost() -> None:
    assert [row["Cost, EUR"] for row in table(FILLED, "Friction points")] == [1900.8, ""]
    without = replace(with_friction(), friction_points=(at_the_budget_owner(),))
    assert "Cost" in table(workbook_of(filled(without)), "Friction points")[0]


def test_the_scorecard_says_where_each_symptom_holds_for_whom_and_how_sure() -> None:
    rows = table(FILLED, "Scorecard")
    assert [(row["Where it holds here"], row["For whom"], row["How sure"]) for row in rows[:3]] == [
        (
            "1. Attach the quote (Purchase request)",
            "region EMEA and role Buyer",
            "Confirmed (2 sources: behaviour, tickets). Workflow friction at 86%",
        ),
        (
            "2. Budget owner approves (Purchase request)",
            "everyone",
            "Suspected (1 source: behaviour). Policy ambiguity at 55%",
        ),
        ("not seen", "", ""),
    ]
    assert len(rows) == 6


def test_two_points_of_one_symptom_are_two_rows_of_the_scorecard() -> None:
    study = replace(with_friction(), friction_points=(at_the_quote(), replace(at_the_quote(), rank=2, step="lines")))
    rows = table(workbook_of(filled(study)), "Scorecard")
    places = [row["Where it holds here"] for row in rows if row["Symptom"] == "Abandonment at a step"]
    assert places == ["1. Attach the quote (Purchase request)", "2. Add lines and cost centre (Purchase request)"]


def test_each_piece_of_evidence_is_a_row_and_so_is_what_is_missing() -> None:
    rows = table(FILLED, "Evidence")
    assert [(row["#"], row["Source"]) for row in rows] == [
        (1, "Behaviour"),
        (1, "Tickets"),
        (1, "Searches"),
        (1, "Still missing"),
        (2, "Behaviour"),
        (2, "Still missing"),
        (2, "Still missing"),
    ]
    assert (rows[0]["Points to"], rows[0]["Weight (log-odds)"]) == ("Workflow friction", 1.9)
    assert (rows[2]["Points to"], rows[2]["Differs from before or from others"]) == ("only that there is trouble", "no")


def test_the_five_checks_say_what_was_found_at_each_point_that_was_checked() -> None:
    rows = table(FILLED, "Five checks")
    holds = {(row["Check"], row["Friction point"][:1]): row["Holds"] for row in rows}
    assert holds["One cohort struggles", "1"] == "yes"
    assert holds["Many people, same step", "2"] == "yes"
    assert holds["The old way is faster", "1"] == "no"
    assert len(rows) == len(at_the_quote().checks) + len(at_the_budget_owner().checks) == 9
    assert len(table(BLANK, "Five checks")) == 5


def test_all_twenty_interventions_stand_by_blocker_the_quickest_first() -> None:
    rows = table(BLANK, "Interventions")
    assert set(Counter(row["Against"] for row in rows).values()) == {4}
    assert [(row["Intervention"], row["Effort"]) for row in rows[:4]] == [
        ("Field-level help", "Hours"),
        ("Step guidance", "Hours"),
        ("Exception path made clear", "Days"),
        ("Request to simplify the step", "Weeks"),
    ]


def test_the_backlog_begins_with_the_first_interventions_and_leaves_day_and_decision_open() -> None:
    [first, _] = table(FILLED, "Backlog")
    assert (first["What will be done"], first["Owner"]) == ("Field-level help", "Application owner")
    assert (first["Due"], first["Decision"]) == ("", "")
    assert table(BLANK, "Backlog") == []


def test_owners_days_and_decisions_are_chosen_not_typed() -> None:
    backlog = parts(BLANK)["xl/worksheets/sheet7.xml"]
    assert '"continue,expand,replace,escalate,undecided"' in backlog.replace("&quot;", '"')
    assert '"Adoption owner,Application owner,Process owner"' in backlog.replace("&quot;", '"')
    assert 'type="date"' in backlog
    assert f"L5:L{4 + BACKLOG_ROWS}" in backlog


def test_every_sheet_prints_across_as_wide_as_the_page_with_its_header_repeated() -> None:
    for number in range(2, 8):
        page = parts(FILLED)[f"xl/worksheets/sheet{number}.xml"]
        assert 'orientation="landscape"' in page
        assert 'fitToHeight="0"' in page
        assert 'state="frozen"' in page
    names = parts(FILLED)["xl/workbook.xml"]
    assert names.count("_xlnm.Print_Titles") == 6
    assert "'Friction points'!$4:$4" in names


def test_a_blank_kit_has_rows_to_fill_in_and_no_figure() -> None:
    assert table(BLANK, "Friction points") == []
    assert len(next(sheet for sheet in sheets(blank()) if sheet.name == "Friction points").rows) == 0
    page = parts(BLANK)["xl/worksheets/sheet3.xml"]
    assert len(re.findall(r"<row ", page)) == 3 + BLANK_ROWS
    assert not [cell for rows in cells(BLANK).values() for row in rows for cell in row if isinstance(cell, int | float)]


def test_no_workbook_holds_a_formula_or_a_link_to_outside() -> None:
    for workbook in (FILLED, BLANK, *(workbook_of(filled(make())) for make in hostile_studies().values())):
        for name, xml in parts(workbook).items():
            assert "<f>" not in xml, name
            assert "TargetMode" not in xml, name


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\u200b=", "\x00=", "＝", "−"])
def test_no_cell_begins_as_a_formula_whatever_titles_and_values_begin_with(begin: str) -> None:
    evil = f"{begin}cmd|' /C calc'!A0"
    study = with_friction()
    point = replace(
        study.friction_points[0],
        cohort=Cohort(((evil, evil),)),
        workflow=evil,
        step=evil,
        evidence=tuple(replace(piece, says=evil) for piece in study.friction_points[0].evidence),
        missing_evidence=(evil,),
        would_change=evil,
        first_intervention=evil,
        watch={"week_1": evil, "week_4": evil},
        probabilities={},
        impact=Impact(people=20, cases=20, hours=1, cost=1.0, currency=evil),
        checks=tuple(replace(one, says=evil) for one in study.friction_points[0].checks),
    )
    picture = replace(study.workflows[0], workflow=evil, title=evil)
    workbook = workbook_of(filled(replace(study, title=evil, workflows=(picture,), friction_points=(point,))))
    told = list(texts(workbook))
    assert [text for text in told if RUNS.match(text)] == []
    assert sum("calc" in text for text in told) > 10
    assert "<f>" not in "".join(parts(workbook).values())


def test_a_text_that_begins_as_a_formula_stands_behind_an_apostrophe() -> None:
    assert no_formula("=1+1") == "'=1+1"
    assert no_formula("  -5 days") == "'-5 days"
    assert no_formula("1+1") == "1+1"


def test_signs_that_break_an_office_file_are_replaced_and_long_texts_clipped() -> None:
    assert tidy("a\x00b\ud800c\ufffed") == "a\ufffdb\ufffdc\ufffdd"
    assert tidy("left\u202eright\u200b") == "leftright"
    assert tidy("a\tb\u2028c\nd") == "a b c\nd"
    assert tidy("long" * 2_000) == "long" * 999 + "lon…"
    assert tidy("x" * 4_000) == "x" * 4_000


@pytest.mark.parametrize("what", hostile_studies())
def test_a_workbook_is_whole_whatever_the_study_holds(what: str) -> None:
    study = replace(hostile_studies()[what](), friction_points=with_friction().friction_points)
    workbook = workbook_of(filled(study))
    assert list(cells(workbook)) == SHEETS
    assert len(table(workbook, "Friction points")) == 2


def test_people_below_the_floor_are_told_only_to_be_few() -> None:
    study = with_friction()
    few = replace(study.friction_points[0], impact=Impact(people=7, cases=31, hours=2.0))
    shown = table(workbook_of(filled(replace(study, friction_points=(few,)))), "Friction points")[0]
    assert shown["People"] == "fewer than 10"
    many = replace(few, impact=Impact(people=10, cases=31, hours=2.0))
    assert table(workbook_of(filled(replace(study, friction_points=(many,)))), "Friction points")[0]["People"] == 10


def test_where_the_log_names_no_people_none_are_told() -> None:
    study = replace(with_friction(), unit="cases")
    assert table(workbook_of(filled(study)), "Friction points")[0]["People"] == ""
    assert any("no group of fewer than 10 cases is shown" in text for text in texts(workbook_of(filled(study))))


def test_the_first_sheet_says_what_is_left_out_and_how_the_session_goes() -> None:
    start = {cell for row in cells(FILLED)["Start here"] for cell in row if cell}
    assert "2 friction points out of 412 comparisons: 1 confirmed by two sources or more." in start
    assert any(text.startswith("4 rows are left out because a group of fewer than 10 stands") for text in start)
    assert {"0 to 5", "5 to 15", "15 to 25", "25 to 30", "30 to 40", "40 to 45"} <= start


def test_a_rollout_without_trouble_gives_a_kit_that_says_so() -> None:
    quiet = workbook_of(filled(replace(purchase_requests(), tested=412)))
    assert "No friction point stands out of 412 comparisons. The kit can still be filled in by hand." in set(
        texts(quiet)
    )
    assert {row["Where it holds here"] for row in table(quiet, "Scorecard")} == {"not seen"}


def test_the_same_kit_gives_the_same_bytes() -> None:
    assert workbook_of(filled()) == FILLED
    assert workbook_of(blank()) == BLANK
