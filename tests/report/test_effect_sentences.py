"""An effect in sentences: as strong as its design allows and no stronger, in real signs, safe with any name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from desirepath.effects import design_catalogue
from desirepath.report.effect_figures import between, bounds, gap, level
from desirepath.report.effect_sentences import (
    decision_more,
    decision_to,
    doubts,
    evidence_said,
    for_whom,
    harm_sentences,
    in_short,
    reason,
    side_harms,
    since,
    told_on,
    told_sentence,
    verdict,
    without_said,
)
from desirepath.report.sentence_parts import set_right, short_name
from desirepath.vocabulary.design import Design
from desirepath.vocabulary.effect import Decided, Decision, DesignKind, Proof
from tests.report.a_friction_point import INTERVENTIONS
from tests.report.effect_proofs import (
    all_proofs,
    escalated,
    for_everyone,
    harmful,
    helpful,
    in_waves,
    nothing_shipped,
    refused,
    undecided,
)
from tests.report.effect_values import HELPS, effect

DESIGNS = design_catalogue()
ZONE = "Europe/Amsterdam"
STRONG = re.compile(r"\b(changed|caused|because of|thanks to|made worse|improved|proved|due to)\b", re.IGNORECASE)


def design_of(proof: Proof) -> Design:
    return DESIGNS[proof.shipped.design]


def told(proof: Proof) -> str:
    return str(told_sentence(proof, design_of(proof)))


def under(design: DesignKind, proof: Proof) -> Proof:
    """The same figures, had they come about under another design."""
    return replace(proof, shipped=replace(proof.shipped, design=design))


def test_after_a_draw_it_is_said_what_it_changed_with_interval_levels_and_arms() -> None:
    assert told(helpful()) == (
        "Step guidance changed abandonment at “Attach the quote” by −8.1 points (between −11.9 and −4.3, however "
        "often it is read): 14.2% of cases with it, 22.3% without; 1,012 people were shown it and 988 held out, drawn "
        "by chance."
    )


def test_of_waves_it_is_said_what_it_went_with_and_that_nobody_was_drawn() -> None:
    assert told(in_waves()) == (
        "Step guidance went with a change of −8.1 points in abandonment at “Attach the quote”, beside those who still "
        "waited (between −11.9 and −4.3, however often it is read): 14.2% of cases with it, 22.3% to be expected "
        "without it; 1,904 people, not drawn by chance."
    )


def test_of_before_and_after_it_is_said_what_differs_from_what_was_to_be_expected_and_what_that_rests_on() -> None:
    said = told(for_everyone())
    assert said.startswith(
        "Since Step guidance is shown, abandonment at “Attach the quote” is 8.1 points lower than the days before and "
        "the others lead to expect (between −11.9 and −4.3, however often it is read)"
    )
    assert "This is weaker evidence: it assumes that the cohort and the others would have kept to their trends" in said


@pytest.mark.parametrize("design", [DesignKind.WAVES, DesignKind.EVERYONE])
@pytest.mark.parametrize("make", [helpful, harmful, undecided, escalated])
def test_no_word_of_a_cause_is_said_without_a_draw_even_where_the_catalogue_claims_it(
    design: DesignKind, make: Callable[[], Proof]
) -> None:
    proof = under(design, make())
    boasting = replace(DESIGNS[design], strength=3)
    said = [str(told_sentence(proof, boasting)), *(str(one) for one in harm_sentences(proof, boasting))]
    assert [one for one in said if STRONG.search(one)] == []
    assert "drawn by chance" not in " ".join(said).replace("not drawn by chance", "")


def test_a_design_that_is_not_in_the_catalogue_gets_the_weakest_words() -> None:
    said = str(told_sentence(helpful(), None))
    assert "something else may have changed on the same day" in said
    assert said.startswith("Since Step guidance is shown")
    assert evidence_said(helpful(), None) == "weaker evidence, not drawn by chance"


def test_how_strong_the_evidence_is_and_what_stands_beside_it_go_by_the_design() -> None:
    said = [
        (evidence_said(one, design_of(one)), without_said(one, design_of(one)))
        for one in (helpful(), in_waves(), for_everyone())
    ]
    assert said == [
        ("drawn by chance", "without"),
        ("not drawn by chance", "expected"),
        ("weaker evidence, not drawn by chance", "expected"),
    ]


def test_an_effect_that_may_be_none_is_told_by_its_interval_and_never_as_a_change() -> None:
    assert told(undecided()) == (
        "No effect of Field-level help on abandonment at “Pick a vendor” can be told yet: between −2.0 and +3.0 points, "
        "however often it is read; 22.8% of cases with it, 22.3% without."
    )
    assert "is told apart from none: between −1.4 and +1.0 points" in told(escalated())


def test_what_is_refused_or_too_early_gives_its_reason_in_place_of_an_effect() -> None:
    early = replace(undecided(), effects=(), decision=Decision(decided=Decided.UNDECIDED, because="Too few people."))
    assert told(refused()).startswith("Nothing can be told of Field-level help: 71.0% were held out of 50% planned")
    assert told(early) == "Nothing can be told yet of Field-level help: Too few people."
    assert (reason(refused()), reason(early)) == ("", "")
    assert reason(helpful()) == "Abandonment at the step: better by 8.1 points."


def test_doubts_are_what_failing_checks_saw_but_not_what_it_is_refused_for_already() -> None:
    first, *rest = refused().checks
    apart = replace(rest[0], holds=False, says="Before, the arms differed by -9.1 points.")
    assert (doubts(helpful()), doubts(refused())) == ((), ())
    assert doubts(replace(refused(), checks=(first, apart))) == ("Before, the arms differed by −9.1 points.",)


def test_where_an_arm_is_below_the_floor_neither_arm_is_counted() -> None:
    few = replace(helpful(), exposed=replace(helpful().exposed, held_out=None))
    assert told(few).endswith("22.3% without; 1,904 people, drawn by chance.")


def test_harm_is_told_of_every_measure_and_cohort_that_got_worse() -> None:
    cohort = replace(effect(0.09, 0.04), cohort=helpful().shipped.cohort)
    proof = replace(harmful(), effects=(*harmful().effects, cohort))
    said = [str(one) for one in harm_sentences(proof, design_of(proof))]
    assert said == [
        (
            "It made worse: abandonment at “Budget owner approves”, +7.4 points (between +4.4 and +10.4): "
            "29.7% of cases with it, 22.3% without."
        ),
        (
            "It made worse: tickets about other matters, +0.06 per active user and week (between +0.03 and +0.09): "
            "0.31 per active user and week with it, 0.25 without."
        ),
        (
            "It made worse: abandonment at “Budget owner approves” for buyers in EMEA, +9.0 points (between +5.0 and "
            "+13.0): 31.3% of cases with it, 22.3% without."
        ),
    ]
    assert [str(one) for one in side_harms(proof, design_of(proof))] == said[1:]
    assert harm_sentences(helpful(), design_of(helpful())) == ()


@pytest.mark.parametrize(
    ("design", "opening"),
    [
        (DesignKind.HOLDOUT, "It made worse: "),
        (DesignKind.WAVES, "It went with worse: "),
        (DesignKind.EVERYONE, "Worse than was to be expected: "),
    ],
)
def test_harm_too_is_told_no_stronger_than_the_design_allows(design: DesignKind, opening: str) -> None:
    said = harm_sentences(under(design, harmful()), DESIGNS[design])
    assert [str(one).startswith(opening) for one in said] == [True, True]


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (-0.081, "share of cases", "−8.1 points"),
        (0.0004, "share of cases", "±0.0 points"),
        (-0.0004, "share of cases", "±0.0 points"),
        (0.062, "per case", "+0.06 per case"),
        (-2.25, "days", "−2.2 days"),
    ],
)
def test_a_difference_has_a_real_sign_and_its_unit(value: float, unit: str, said: str) -> None:
    assert gap(value, unit) == said


def test_bounds_name_their_unit_once() -> None:
    assert between(-0.02, 0.031, "share of cases") == "between −2.0 and +3.1 points"
    assert between(0.031, 0.093, "per case") == "between +0.03 and +0.09 per case"
    assert bounds(-0.119, -0.043, "share of cases") == "−11.9 to −4.3"
    assert (level(0.142, "share of cases"), level(0.42, "per case")) == ("14.2%", "0.42")


def test_better_is_what_stands_on_the_good_side_of_its_measure() -> None:
    up = replace(HELPS, better="up")
    assert (verdict(HELPS), verdict(up)) == ("better", "worse")
    assert verdict(replace(HELPS, stands=False)) == "not told apart"


@pytest.mark.parametrize(
    ("decided", "to", "said"),
    [
        (Decided.EXPAND, "region DACH", "to region DACH"),
        (Decided.REPLACE, "field_level_help", "by Field-level help"),
        (Decided.REPLACE, "a_new_kind", "by a new kind"),
        (Decided.ESCALATE, "process", "to the process owner"),
        (Decided.CONTINUE, None, ""),
    ],
)
def test_a_decision_says_to_whom_or_by_what(decided: Decided, to: str | None, said: str) -> None:
    assert decision_to(Decision(decided=decided, because="", to=to), INTERVENTIONS) == said


def test_a_decision_says_how_long_it_takes_and_whether_it_is_to_be_taken_back() -> None:
    waits = Decision(decided=Decided.UNDECIDED, because="", more_days=1)
    assert decision_more(waits) == ("about 1 more day like those so far",)
    assert decision_more(harmful().decision) == ("proposed to be retired",)


def test_the_day_on_which_it_was_told_apart_is_counted_from_the_local_start() -> None:
    assert since(helpful(), ZONE) == "since 3 September 2026, 28 days"
    ended = replace(helpful().shipped, ends_at=all_proofs().as_of)
    assert since(replace(helpful(), shipped=ended), ZONE) == "from 3 September 2026 to 1 October 2026, 28 days"
    assert told_on(helpful(), ZONE) == "first told apart from no effect on day 8"
    assert told_on(undecided(), ZONE) == ""


def test_all_interventions_in_short_are_counted_by_what_follows() -> None:
    assert (
        in_short(all_proofs())
        == "7 interventions: 2 to continue, 1 to expand, 1 to replace, 1 to escalate, 2 undecided"
    )
    assert in_short(all_proofs(refused())) == "1 intervention: 1 undecided"
    assert in_short(nothing_shipped()) == "No intervention yet"


def test_for_whom_it_is_stands_in_words() -> None:
    assert (for_whom(helpful()), for_whom(undecided())) == ("buyers in EMEA", "everyone")


def test_a_name_is_one_line_without_signs_that_steer_a_screen_and_is_cut() -> None:
    assert short_name("a\u202eb\x1b[31m\n c") == "ab[31m c"
    assert len(short_name("x" * 500)) == 120
    assert set_right("between -2.0 points and +3.0 points on 2026-09-03, by I-1") == (
        "between −2.0 points and +3.0 points on 2026-09-03, by I-1"
    )


def test_names_that_came_with_the_rollout_are_parts_of_their_own() -> None:
    parts = told_sentence(helpful(), DESIGNS["holdout"]).parts
    assert [part.text for part in parts if part.is_name] == ["Step guidance", "Attach the quote"]
