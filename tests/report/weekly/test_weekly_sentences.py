"""What a weekly review says: no stronger than the data, in whichever form it is taken along."""

import pytest

from desirepath.prove.weekly_review import weekly_review
from desirepath.report.weekly.minutes import Minutes, minutes_of
from desirepath.report.weekly.told import ItemTold, ReviewTold, review_told
from desirepath.runs.report_weekly import known_of
from desirepath.vocabulary.effect import Decided
from desirepath.vocabulary.review import Resolved
from tests.prove.weekly.made_weeks import point, seen, shipped, study, suspected, week
from tests.report.weekly.told_weeks import full, quiet_week


def told() -> ReviewTold:
    return review_told(*full())


def item(name: str, among: ReviewTold | None = None) -> ItemTold:
    return next(one for one in (among or told()).items if one.id == name)


def test_a_drop_off_is_told_as_so_many_of_a_hundred_beside_what_was_to_be_expected() -> None:
    found = item("drop_off")
    assert str(found.says.headline) == (
        "People in EMEA give up at “Attach the quote”: 31 of 100 cases that reach the step, 8 were to be expected."
    )
    assert "147 cases more than were to be expected." in map(str, found.says.facts)


def test_a_category_is_told_beside_its_share_before_go_live() -> None:
    assert str(item("repeat_tickets").says.headline) == "“Quote” makes 20.0% of the tickets, 10.0% before go-live."
    assert "40.0% of those who asked had asked it before." in map(str, item("repeat_tickets").says.facts)


def test_a_group_is_told_by_its_adherence_beside_everyones() -> None:
    found = item("cohort_at_risk")
    assert str(found.says.headline) == (
        "People in EMEA are hit hardest: 60.0% kept to the approved path, 80.0% of everyone."
    )


def test_a_figure_has_its_interval_what_it_was_and_how_clear_the_change_is() -> None:
    [adherence, abandonment] = item("movement").moved
    assert (adherence.told.value, adherence.told.interval, adherence.told.before) == (
        "80.0%",
        "78.0 to 82.0%",
        "90.0% (88.0 to 92.0%)",
    )
    assert (adherence.told.change, adherence.told.verdict, adherence.told.tone) == ("−10.0 points", "worse", "bad")
    assert (abandonment.told.verdict, abandonment.told.tone) == ("no clear change", "flat")


def test_only_a_draw_by_chance_may_be_said_to_have_changed_something() -> None:
    [drawn, _] = [one for one in told().items if one.id.startswith("shipped.")]
    assert "changed abandonment" in str(drawn.says.headline)
    assert "drawn by chance" in str(drawn.says.headline)


def test_what_is_proposed_names_what_is_live_and_how_long_it_will_take() -> None:
    proposal = item("drop_off").proposal
    assert proposal is not None
    assert (proposal.title, proposal.to) == ("Continue", "")
    assert proposal.because == (
        "“Step guidance” is live there. Nothing follows from its effect yet. About 5 more days like those so far."
    )


def test_where_nothing_is_live_the_owner_is_named_with_what_comes_first() -> None:
    found = study([point(seen(0.31, 0.08, 640))])
    proposal = item("drop_off", review_told(weekly_review(week(found)), known_of(found))).proposal
    assert proposal is not None
    assert (proposal.title, proposal.to) == ("Escalate", "to the application owner")
    assert "Field-level help" in proposal.because


def test_a_suspicion_says_what_to_collect_first() -> None:
    found = study([suspected(seen(0.31, 0.08, 640))])
    proposal = item("drop_off", review_told(weekly_review(week(found)), known_of(found))).proposal
    assert proposal is not None
    assert proposal.because.endswith("Collect a second one first. Ask at the step what stopped them.")


def test_topics_of_one_intervention_make_one_decision() -> None:
    assert item("drop_off").decided_with == "shipped.I-quote-help"
    assert told().how_many == "4 decisions to take"  # tickets, the two interventions, the movement


def test_a_quiet_week_is_short_and_says_why_that_can_be_believed() -> None:
    found = review_told(*quiet_week())
    assert (found.quiet, found.how_many) == ("Nothing stands out this week", "Nothing to decide")
    assert "900 comparisons" in found.because
    assert found.to_decide == ()


def test_a_week_in_which_nothing_could_be_compared_is_not_called_quiet_without_saying_so() -> None:
    found = study(tested=0)
    said = review_told(weekly_review(week(found)), known_of(found))
    assert "had enough to be compared" in said.because
    assert str(item("drop_off", said).says.headline) == (
        "Not enough data: no step and no group had enough to be compared."
    )


def minutes(*resolved: Resolved, held_on: str = "29 September 2026") -> Minutes:
    return minutes_of(told(), resolved, held_on)


def test_minutes_hold_the_decision_with_role_reason_and_to_whom() -> None:
    done = Resolved(
        item="repeat_tickets",
        decided=Decided.ESCALATE,
        role="process owner",
        because="Nobody may sign alone.",
        to="to the process owner",
    )
    section = next(one for one in minutes(done).sections if "ticket" in one.title)
    assert section.decided == ("Escalate to the process owner: Nobody may sign alone. (decided by: process owner)",)


def test_a_decision_on_an_intervention_stands_once_and_the_topics_decided_with_it_say_where() -> None:
    done = Resolved(item="shipped.I-quote-help", decided=Decided.CONTINUE, role="process owner", because="Wait.")
    found = {one.title: one.decided for one in minutes(done).sections}
    assert found["Shipped: Step guidance at “Attach the quote”"] == ("Continue: Wait. (decided by: process owner)",)
    together = ("Decided together with: Shipped: Step guidance at “Attach the quote”.",)
    assert found["Top drop-off"] == found["Group at highest risk"] == together


@pytest.mark.parametrize(("held_on", "says"), [("", "Decision: …"), ("29 September 2026", "Nothing was recorded.")])
def test_before_the_meeting_there_is_a_line_to_fill_in_and_after_it_what_was_not_decided(
    held_on: str, says: str
) -> None:
    section = next(one for one in minutes(held_on=held_on).sections if "ticket" in one.title)
    assert section.decided[0].startswith(says)


def test_the_unit_of_a_study_without_people_is_cases() -> None:
    from dataclasses import replace

    found = replace(study([point(seen(0.31, 0.08, 640))], tested=9), unit="cases")
    said = item("drop_off", review_told(weekly_review(week(found, proofs=[shipped(3)])), known_of(found)))
    assert str(said.says.headline).startswith("Cases in EMEA give up")
    assert said.says.figure is not None
    assert said.says.figure.of.endswith("640 cases")
