"""Effects on the terminal: the decision first, at eighty columns, without colour, safe with any name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desirepath.effects import design_catalogue
from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.terminal_effects import effects_summary
from desirepath.vocabulary.effect import Proof, Proofs
from tests.report.effect_proofs import (
    HOSTILE,
    all_proofs,
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
from tests.report.test_terminal import printed

DESIGNS, INTERVENTIONS = design_catalogue(), intervention_catalogue()


def shown(proofs: Proofs, width: int = 80) -> str:
    return printed(effects_summary(proofs, DESIGNS, INTERVENTIONS), width)


def lines_of(*found: Proof) -> list[str]:
    return [line.strip() for line in shown(all_proofs(*found), 300).splitlines() if line.strip()]


def test_an_intervention_is_told_from_the_decision_to_the_checks() -> None:
    assert lines_of(helpful()) == [
        "Purchase requests in the new portal",
        "as of 1 October 2026 · counted by person",
        "Did it work? 1 intervention: 1 to expand",
        "1 Expand: Step guidance at “Attach the quote”, for buyers in EMEA",
        "what next expand to region DACH and role buyer",
        (
            "told      Step guidance changed abandonment at “Attach the quote” by −8.1 points (between −11.9 and −4.3, "
            "however often it is read): 14.2% of cases with it, 22.3% without; 1,012 people were shown it and 988 held "
            "out, drawn by chance."
        ),
        "because   Abandonment at the step: better by 8.1 points.",
        "shown     since 3 September 2026, 28 days; first told apart from no effect on day 8",
        "checks    3 of 4 hold, 1 cannot be told",
    ]


def test_each_decision_says_what_is_next() -> None:
    assert "what next about 12 more days like those so far" in lines_of(undecided())
    assert "what next replace by Step guidance; proposed to be retired" in lines_of(harmful())
    assert "what next escalate to the process owner; proposed to be retired" in lines_of(escalated())


def test_what_got_worse_beside_the_measure_that_decides_stands_before_all_else_that_is_told() -> None:
    lines = lines_of(harmful())
    (worse,) = (number for number, line in enumerate(lines) if line.startswith("worse"))
    assert lines[worse].startswith("worse     It made worse: tickets about other matters, +0.06 per active user")
    assert lines[worse + 1].startswith(
        "told      Policy reminder changed abandonment at “Budget owner approves” by +7.4"
    )


def test_what_is_refused_gives_its_reason_once() -> None:
    text = " ".join(lines_of(refused()))
    assert text.count("71.0% were held out of 50% planned") == 1
    assert "told Nothing can be told of Field-level help: 71.0%" in " ".join(text.split())


def test_a_check_that_fails_is_told_by_what_was_seen() -> None:
    first, *rest = helpful().checks
    spilled = replace(first, holds=False, says="They differed by -0.7 points before.")
    lines = lines_of(replace(helpful(), checks=(spilled, *rest)))
    assert "fails     They differed by −0.7 points before." in lines
    assert not [line for line in lines if line.startswith("checks")]


@pytest.mark.parametrize(("proof", "weak"), [(in_waves(), "not drawn by chance"), (for_everyone(), "weaker evidence")])
def test_without_a_draw_nothing_is_said_to_have_changed_by_it(proof: Proof, weak: str) -> None:
    text = " ".join(lines_of(proof))
    assert weak in text
    assert "changed" not in text


def test_with_nothing_shipped_it_says_so_calmly_and_what_it_takes() -> None:
    text = " ".join(shown(nothing_shipped()).split())
    assert "Nothing to prove yet. It takes a table `interventions` and a table `exposures`" in text
    assert "• The rollout file names no table `interventions`, so there is nothing to prove yet." in text


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", ["one of each", *HOSTILE])
def test_no_line_is_wider_than_the_screen(name: str, width: int) -> None:
    text = shown(all_proofs() if name == "one of each" else HOSTILE[name](), width)
    assert max(len(line) for line in text.splitlines()) <= width


def test_square_brackets_of_a_name_are_text_and_no_style() -> None:
    assert "[red]Portal[/red] [link=x]" in shown(renamed("[red]Portal[/red] [link=x]"), 200)


def test_no_sign_that_steers_a_screen_is_passed_on() -> None:
    assert not {"\x1b", "\u202e", "\a"} & set(shown(renamed("a\x1b[2Jb\u202ec\a")))
