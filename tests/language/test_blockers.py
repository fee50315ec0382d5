"""Texts read as blockers: how often rightly, how surely, and when not at all."""

import numpy as np
import pytest

from desirepath.language.blockers import BLOCKERS, background_classifier, blocker_classifier, with_reasons
from desirepath.language.classify import learn
from desirepath.language.examples import LANGUAGES, NONE, blocker_examples, own
from desirepath.vocabulary.errors import BadInput
from tests.language.judged import across_seeds, calibration_error, macro_f1, on_check_texts, right_where_assigned

GIBBERISH = ("asdf qwer zxcv uiop", "lkjh poiu mnbv", "xxxxx", "", "?!", "4711 0815 998877")
OTHER_LANGUAGES = (
    "Nie mogę zatwierdzić zamówienia, przycisk jest nieaktywny",
    "Jag kan inte godkänna beställningen eftersom knappen saknas",
    "satın alma onayı veremiyorum",
    "Non riesco ad approvare l'ordine perché manca il pulsante",
)
UNRELATED = (
    "The coffee machine on our floor is broken",
    "Der Drucker im Flur hat wieder Papierstau",
    "Merci beaucoup, tout fonctionne à présent",
    "La red de toda la oficina está caída",
    "Mijn laptop laadt niet meer op",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_check_texts_that_share_no_sentence_with_the_seeds_are_read_rightly(language: str) -> None:
    assert macro_f1(on_check_texts(), language) >= 0.82


def test_seeds_that_were_left_out_are_read_from_the_others() -> None:
    assert macro_f1(across_seeds()) >= 0.77
    assert min(macro_f1(across_seeds(), language) for language in LANGUAGES) >= 0.73


def test_probabilities_hold_as_often_as_they_say() -> None:
    assert calibration_error(on_check_texts()) <= 0.05
    assert calibration_error(across_seeds()) <= 0.05


def test_what_is_assigned_is_right_more_often_than_what_is_not() -> None:
    assigned, right = right_where_assigned(on_check_texts())
    assert assigned >= 0.9
    assert right >= 0.88


@pytest.mark.parametrize("text", [*GIBBERISH, *OTHER_LANGUAGES])
def test_a_text_unlike_all_that_was_seen_is_unassigned(text: str) -> None:
    assert blocker_classifier().read([text]).chosen() == (None,)


@pytest.mark.parametrize("text", UNRELATED)
def test_a_text_about_something_else_is_no_blocker(text: str) -> None:
    assert blocker_classifier().read([text]).chosen() == (NONE,)


def test_learning_twice_gives_the_same_numbers() -> None:
    texts = ["Who signs above the limit?", "Wo steht die Anleitung?"]
    again = learn(blocker_examples()).read(texts)
    assert np.array_equal(blocker_classifier().read(texts).shares, again.shares)


def test_the_reading_of_a_text_does_not_depend_on_those_beside_it() -> None:
    alone = blocker_classifier().read(["no permission to approve"])
    among = blocker_classifier().read(["thanks", "no permission to approve", "how do I start?"])
    assert np.allclose(alone.shares[0], among.shares[1], atol=1e-6)


def test_no_texts_give_no_readings() -> None:
    assert blocker_classifier().read([]).chosen() == ()


def test_an_own_label_is_used_at_once_also_for_texts_like_it() -> None:
    text, like_it = "The frobnicator refuses our gizmo", "frobnicator refuses the gizmo again"
    assert blocker_classifier().read([text]).chosen() != ("policy_ambiguity",)
    taught = blocker_classifier([own(text, "policy_ambiguity")])
    assert taught.read([text, like_it]).chosen() == ("policy_ambiguity", "policy_ambiguity")


def test_an_own_label_outweighs_a_shipped_seed_of_the_same_text() -> None:
    seed = next(one for one in blocker_examples() if one.label == "access_gap")
    taught = blocker_classifier([own(seed.text, "support_dependency")])
    assert blocker_classifier().read([seed.text]).chosen() == ("access_gap",)
    assert taught.read([seed.text]).chosen() == ("support_dependency",)


def test_an_own_label_that_is_no_blocker_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(BadInput, match=r"`acces_gap` is no blocker\. Did you mean `access_gap`\?"):
        blocker_classifier([own("no button", "acces_gap")])


def test_the_ticked_reason_decides_where_the_text_is_empty() -> None:
    readings = blocker_classifier().read([""] * 7)
    reasons = ["training", "access", "policy", "usability", "support", "other", None]
    named = ("capability_gap", "access_gap", "policy_ambiguity", "workflow_friction", "support_dependency")
    assert with_reasons(readings, reasons).chosen() == (*named, None, None)
    assert set(named) == set(BLOCKERS)


def test_a_plain_text_outweighs_the_ticked_reason_and_a_vague_one_does_not() -> None:
    readings = blocker_classifier().read(["I have no permission, the button is greyed out", "it does not work for us"])
    assert with_reasons(readings, ["usability", "usability"]).chosen() == ("access_gap", "workflow_friction")


def test_reasons_and_texts_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="1 reasons for 2 texts"):
        with_reasons(blocker_classifier().read(["a", "b"]), ["policy"])


def test_a_background_reason_is_named_where_it_is_plain_and_else_none() -> None:
    told = background_classifier().read(["no tooltips and no help text in the form", "the button is greyed out for me"])
    assert told.chosen() == ("missing_help", NONE)
