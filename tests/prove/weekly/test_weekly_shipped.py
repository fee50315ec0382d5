"""Weekly review: what was shipped in the last cycle, and on what a decision is due."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desirepath.prove.weekly.shipped import shipped as look
from desirepath.vocabulary.effect import Decided, Exposed
from desirepath.vocabulary.plan45 import Recorded
from desirepath.vocabulary.review import Ground, Sight, WhyShipped
from tests.prove.weekly.made_weeks import LAST_WEEK, NOW, shipped, study, week

OLD_AND_HELPFUL = shipped(20, Decided.EXPAND, id="old")


def recorded(decided: str) -> Recorded:
    return Recorded(
        intervention="old", decided=decided, role="process owner", because="It helps.", on=date(2026, 9, 22)
    )


def test_what_was_shipped_since_the_last_review_is_looked_at_with_its_effect_and_its_people() -> None:
    [found] = look(week(study(), study(as_of=LAST_WEEK), [shipped(3)]))
    assert (found.why_shipped, found.id) == (WhyShipped.LAST_CYCLE, "shipped.I-quote-help")
    assert found.figure is not None
    assert (found.figure.value, found.figure.low, found.figure.high) == pytest.approx((-0.081, -0.119, -0.043))
    assert [(one.title, one.value) for one in found.more] == [("shown", 1012), ("held_out", 988)]


def test_without_a_last_review_the_last_cycle_is_seven_days() -> None:
    assert [one.why_shipped for one in look(week(study(), proofs=[shipped(6.9)]))] == [WhyShipped.LAST_CYCLE]
    assert [one.why_shipped for one in look(week(study(), proofs=[shipped(7.1)]))] == [WhyShipped.LATEST]


def test_a_decision_that_follows_from_an_effect_is_due_until_it_is_recorded() -> None:
    assert [one.why_shipped for one in look(week(study(), proofs=[OLD_AND_HELPFUL]))] == [WhyShipped.DECISION_DUE]
    done = week(study(), proofs=[OLD_AND_HELPFUL], recorded=(recorded("expand"),))
    assert [one.why_shipped for one in look(done)] == [WhyShipped.LATEST]
    otherwise = week(study(), proofs=[OLD_AND_HELPFUL], recorded=(recorded("continue"),))
    assert [one.why_shipped for one in look(otherwise)] == [WhyShipped.DECISION_DUE]


def test_of_what_was_shipped_earlier_only_the_latest_is_looked_at_where_nothing_is_new_or_due() -> None:
    older, newer = shipped(20, id="older"), shipped(10, id="newer")
    [found] = look(week(study(), proofs=[older, newer]))
    assert (found.why_shipped, found.proof) == (WhyShipped.LATEST, newer)


def test_what_has_ended_and_follows_from_nothing_is_not_looked_at() -> None:
    ended = shipped(20, ends_at=NOW - timedelta(days=9))
    [found] = look(week(study(), proofs=[ended]))
    assert (found.sight, found.proof) == (Sight.NOTHING, None)


def test_people_who_may_not_be_told_are_not_told() -> None:
    few = replace(shipped(3), exposed=Exposed(shown=None, held_out=None))
    [found] = look(week(study(), proofs=[few]))
    assert [one.value for one in found.more] == [None, None]
    assert all(one.because for one in found.more)


def test_what_cannot_be_told_yet_goes_on_and_is_said_for_how_long() -> None:
    [found] = look(week(study(), proofs=[shipped(3)]))
    assert found.proposed is not None
    assert (found.proposed.decided, found.proposed.ground) == (Decided.CONTINUE, Ground.TOO_EARLY)
    assert found.proposed.more_days == 5


@pytest.mark.parametrize("decided", [Decided.EXPAND, Decided.REPLACE, Decided.ESCALATE, Decided.CONTINUE])
def test_what_follows_from_the_effect_is_what_is_proposed(decided: Decided) -> None:
    [found] = look(week(study(), proofs=[shipped(3, decided)]))
    assert found.proposed is not None
    assert (found.proposed.decided, found.proposed.ground) == (decided, Ground.EFFECT)
