"""Weekly review: what is proposed for a friction point, by rule, and with what it is decided."""

from dataclasses import replace

import pytest

from desirepath.intervene.choose import intervention_catalogue
from desirepath.prove.weekly.rules import live_for, proposed_for_point
from desirepath.prove.weekly_review import weekly_review
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.effect import Decided, Proof
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.review import Ground, Proposed, Topic
from tests.prove.weekly.made_weeks import DACH, EMEA, EVERYONE, point, seen, shipped, study, suspected, week

SEEN = seen(0.31, 0.08, 640)
POINT = point(SEEN)
BUYERS = Cohort((("region", "EMEA"), ("role", "buyer")))


def proposed(found: FrictionPoint, *live: Proof) -> Proposed:
    return proposed_for_point(found, live, intervention_catalogue())


def test_what_is_live_there_decides_by_its_effect() -> None:
    found = proposed(POINT, shipped(20, Decided.REPLACE))
    assert (found.decided, found.ground, found.to) == (Decided.REPLACE, Ground.EFFECT, "step_guidance")


def test_what_is_live_there_goes_on_while_nothing_can_be_told() -> None:
    found = proposed(POINT, shipped(3))
    assert (found.decided, found.ground) == (Decided.CONTINUE, Ground.TOO_EARLY)


def test_what_helped_others_at_the_step_is_expanded_to_these_people() -> None:
    found = proposed(POINT, shipped(20, Decided.CONTINUE, cohort=DACH))
    assert (found.decided, found.ground, found.cohort) == (Decided.EXPAND, Ground.HELPED_OTHERS, EMEA)


def test_what_did_harm_beside_its_help_is_not_expanded() -> None:
    harms = shipped(20, cohort=DACH)
    worse = replace(harms.effects[0], value=0.08, low=0.04, high=0.12)
    found = proposed(POINT, replace(harms, effects=(*harms.effects, worse)))
    assert found.ground is not Ground.HELPED_OTHERS


def test_a_trouble_that_one_source_tells_of_waits_for_a_second() -> None:
    found = proposed(suspected(SEEN))
    assert (found.decided, found.ground) == (Decided.CONTINUE, Ground.ONE_SOURCE)


@pytest.mark.parametrize(
    ("first", "decided", "ground", "to"),
    [
        ("field_level_help", Decided.ESCALATE, Ground.OWNER_DECIDES, "application"),
        ("approved_wording", Decided.ESCALATE, Ground.OWNER_DECIDES, "process"),
        ("task_guidance", Decided.CONTINUE, Ground.SHIP_FIRST, "task_guidance"),
        ("of_a_later_version", Decided.CONTINUE, Ground.SHIP_FIRST, "of_a_later_version"),
    ],
)
def test_where_nothing_is_live_what_comes_first_goes_to_its_owner_or_is_shipped(
    first: str, decided: Decided, ground: Ground, to: str
) -> None:
    found = proposed(point(SEEN, first_intervention=first))
    assert (found.decided, found.ground, found.to) == (decided, ground, to)


def test_an_intervention_is_live_for_a_friction_point_only_if_it_is_for_all_its_people_at_its_step() -> None:
    assert live_for(point(replace(SEEN, cohort=BUYERS)), [shipped(3)]) is not None  # for all of EMEA
    assert live_for(POINT, [shipped(3, cohort=EVERYONE)]) is not None
    assert live_for(POINT, [shipped(3, cohort=BUYERS)]) is None  # the requesters of EMEA are left
    assert live_for(POINT, [shipped(3, step="vendor")]) is None


def test_a_topic_about_an_intervention_that_is_looked_at_is_decided_with_it() -> None:
    found = weekly_review(week(study([POINT]), proofs=[shipped(3)]))
    [about] = found.of(Topic.DROP_OFF)
    [help_there] = found.of(Topic.SHIPPED)
    assert found.decided_with(about) == help_there
    assert found.decided_with(help_there) is None


def test_a_topic_about_an_older_intervention_is_decided_by_itself() -> None:
    new, old = shipped(3, id="new", step="vendor"), shipped(20, id="old")
    found = weekly_review(week(study([POINT]), proofs=[new, old]))
    [about] = found.of(Topic.DROP_OFF)
    assert about.proof == old
    assert found.decided_with(about) is None


def test_topics_about_one_friction_point_without_anything_live_make_one_decision() -> None:
    found = weekly_review(week(study([POINT])))
    [about], [group] = found.of(Topic.DROP_OFF), found.of(Topic.COHORT_AT_RISK)
    assert found.decided_with(group) == about
    assert found.decided_with(about) is None


def test_a_review_has_every_topic_and_every_figure_a_name_of_its_own() -> None:
    found = weekly_review(week(study([POINT]), proofs=[shipped(3), shipped(2, id="second")]))
    assert {one.topic for one in found.items} == set(Topic)
    names = [one.id for item in found.items for one in item.figures()]
    assert len(names) == len(set(names))
