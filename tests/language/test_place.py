"""Which step a text is about."""

import numpy as np
import pytest

from desirepath.language.place import Landmark, Place, draw_map
from desirepath.vocabulary.errors import BadInput

SUBMIT, OWNER, BOSS = Place("claim", "submit"), Place("claim", "owner"), Place("claim", "supervisor")
GOODS, ORDER = Place("order", "goods"), Place("order")
LANDMARKS = (
    Landmark(SUBMIT, ("Submit claim", "receipt")),
    Landmark(OWNER, ("Budget owner approves", "owner")),
    Landmark(BOSS, ("Supervisor approves", "supervisor")),
    Landmark(GOODS, ("Confirm goods receipt", "delivery note")),
    Landmark(ORDER, ("Purchase order",)),
)
BADGE = ("the badge reader beeps", "reader shows red", "badge not read at the gate", "red light at the reader", "gate")
VAN = ("the van is late", "driver did not ring", "van at the wrong ramp", "driver left, ramp closed", "late van again")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("where do I enter the delivery note", GOODS),
        ("the owner does not answer", OWNER),
        ("Supervisr must approvve, nothing happens", BOSS),
        ("the purchase order is stuck", ORDER),
        ("submitting of my claims fails", SUBMIT),
    ],
)
def test_a_text_that_mentions_a_step_is_placed_there_even_with_typing_errors(text: str, place: Place) -> None:
    assert draw_map(LANDMARKS).find([text]).chosen() == (place,)


@pytest.mark.parametrize("text", ["the printer is broken", "I cannot approve", "", "thanks"])
def test_a_text_that_tells_no_step_apart_is_placed_nowhere(text: str) -> None:
    assert draw_map(LANDMARKS).find([text]).chosen() == (None,)


def test_the_workflow_is_told_where_only_that_is_sure() -> None:
    steps = (Landmark(OWNER, ("Owner signs the claim",)), Landmark(BOSS, ("Supervisor signs the claim",)))
    other = (Landmark(GOODS, ("Goods arrive",)), Landmark(ORDER, ("Purchase order",)))
    found = draw_map([*steps, *other]).find(["nobody signs the claim"])
    assert found.shares[0, 0] == pytest.approx(found.shares[0, 1])
    assert found.chosen(sure=0.4) == (Place("claim"),)


def test_an_open_case_of_the_person_says_where_a_vague_text_belongs() -> None:
    found = draw_map(LANDMARKS).find(["it does not work", "it does not work"], [{OWNER: 0.9}, {}])
    assert found.chosen() == (OWNER, None)
    assert found.shares[0, draw_map(LANDMARKS).places.index(OWNER)] == pytest.approx(0.9)


def test_a_mention_outweighs_where_the_person_was_at_work() -> None:
    assert draw_map(LANDMARKS).find(["the delivery note is missing"], [{OWNER: 0.6}]).chosen() == (GOODS,)


def test_words_of_tickets_with_a_step_place_those_without_one() -> None:
    known = [*((text, OWNER) for text in BADGE), *((text, GOODS) for text in VAN)]
    texts = ["red light at the badge reader", "the driver of the van is late"]
    assert draw_map(LANDMARKS).find(texts).chosen() == (None, None)
    assert draw_map(LANDMARKS, known).find(texts).chosen() == (OWNER, GOODS)


def test_few_known_tickets_teach_nothing() -> None:
    known = [*((text, OWNER) for text in BADGE[:4]), *((text, GOODS) for text in VAN)]
    assert draw_map(LANDMARKS, known).taught is None


def test_shares_of_all_places_and_nowhere_add_up_to_one() -> None:
    shares = draw_map(LANDMARKS).find(["owner", "", "delivery note and owner"]).shares
    assert shares.shape == (3, 6)
    assert np.allclose(shares.sum(axis=1), 1)


def test_a_map_without_steps_is_refused() -> None:
    with pytest.raises(BadInput, match="no step to look for"):
        draw_map([])
