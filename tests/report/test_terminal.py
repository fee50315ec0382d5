"""The terminal summary: at 80 columns, without colour."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console, RenderableType

from desirepath.report.terminal import VerdictBar, summary
from desirepath.report.terminal_conformance import conformance_summary
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.conformance import Alignment, VariantConformance, WorkflowConformance
from tests.report.a_friction_point import INTERVENTIONS
from tests.report.friction_studies import nothing_stands_out, renamed, with_friction
from tests.report.studies import catalogue, hostile_studies, nothing_measured, purchase_requests


def printed(what: RenderableType, width: int = 80) -> str:
    file = io.StringIO()
    Console(file=file, width=width, color_system=None).print(what)
    return file.getvalue()


def test_the_headlines_stand_on_one_line_each_with_interval_baseline_and_change() -> None:
    lines = [" ".join(line.split()) for line in printed(summary(purchase_requests(), catalogue())).splitlines()]
    assert "Process adherence 71.6% 69.6 to 73.6% 63.9% ▲ +7.7 better" in lines
    assert "Exceptions and rework 0.28 0.25 to 0.31 0.27 ● no clear change" in lines
    assert "Time to proficiency 17.5 days 15.2 to 20.4 – –" in lines


@pytest.mark.parametrize("name", ["purchase requests", *hostile_studies()])
def test_no_line_is_wider_than_eighty_columns(name: str) -> None:
    study = purchase_requests() if name == "purchase requests" else hostile_studies()[name]()
    text = printed(summary(study, catalogue()))
    assert max(len(line) for line in text.splitlines()) <= 80


def test_the_verdict_bar_fills_the_width_and_its_parts_differ_without_colour() -> None:
    bar = next(line for line in printed(summary(purchase_requests(), catalogue())).splitlines() if line.startswith("█"))
    assert len(bar) == 80
    assert bar.count("█") == 33  # 498 of 1,194 is 41.7 %
    assert set(bar) == set("█▓▒░╱")


def test_the_smallest_verdict_still_has_its_place_in_the_bar() -> None:
    bar = printed(VerdictBar({Verdict.ON_PATH: 9990, Verdict.OPEN: 9, Verdict.WITHDRAWN: 1})).splitlines()[0]
    assert bar == "█" * 78 + "░╱"


def test_square_brackets_of_a_title_are_text_and_no_style() -> None:
    study = replace(purchase_requests(), title="[red]Portal[/red] [link=x]")
    assert "[red]Portal[/red] [link=x]" in printed(summary(study, catalogue()))


def test_nothing_measured_is_said() -> None:
    assert "No metric was measured." in printed(summary(nothing_measured(), catalogue()))


def test_friction_points_come_first_with_who_where_why_how_sure_and_what_to_do() -> None:
    lines = [line.strip() for line in printed(summary(with_friction(2), catalogue(), INTERVENTIONS), 100).splitlines()]
    first = lines.index("What is wrong, for whom, why, how sure, what to do first")
    assert lines[first + 2 : first + 7] == [
        "1 Buyers in EMEA give up at “Attach the quote”: 31 of 100 cases, 8 were to be expected.",
        "why       Workflow friction (very likely, 86%); else policy ambiguity, 8%",
        "how sure  Confirmed by 3 sources: behaviour, tickets, exceptions",
        "it costs  131 people, 147 cases, 39.6 hours, EUR 1,901",
        "do first  Field-level help (application owner, within days)",
    ]
    assert "collect   Answers at the step: ask those who skip it for one click why, for one week." in lines
    assert first < next(number for number, line in enumerate(lines) if line.startswith("Since go-live"))


def test_more_than_five_friction_points_are_counted_not_listed() -> None:
    text = printed(summary(with_friction(8), catalogue()))
    assert "and 3 more friction points in the report" in text
    assert text.count("how sure") == 6  # five times, and in the heading


def test_with_nothing_wrong_the_summary_is_quiet() -> None:
    text = " ".join(printed(summary(nothing_stands_out(), catalogue())).split())
    assert "Nothing stands out. The 1,194 cases since go-live of 712 people were looked at in 1,240" in text
    assert "What is wrong" not in text
    assert "friction" not in text


@pytest.mark.parametrize("width", [80, 120])
def test_friction_points_with_long_or_bracketed_texts_fit_the_width(width: int) -> None:
    study = renamed("[red]Genehmigungsverfahren" * 9)
    text = printed(summary(study, catalogue()), width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "[red]Genehmigung" in text


def test_conformance_shows_the_commonest_variants_beside_the_path() -> None:
    aligned = Alignment(cost=2, moves=(("sync", "submit"), ("skip", "approve"), ("extra", "?Reopened")))
    variant = VariantConformance(
        steps=("submit", "?Reopened"),
        cases=30,
        judged_by="path",
        alignment=aligned,
        verdicts={Verdict.OFF_PATH: 30},
    )
    text = printed(conformance_summary((WorkflowConformance(workflow="claim", cases=30, variants=(variant,)),)))
    assert "claim  30 cases in 1 variant" in text
    assert "submit −approve +?Reopened" in text
